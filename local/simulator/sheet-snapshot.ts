/** What a person sees on an entry tab at one moment, read without any of the product's sync code. */
import type { CellValue } from '../../core/cell.ts';
import type { EntryColumn, TypedCells } from '../../core/columns.ts';
import { MANAGED_COLUMNS, REQUIRED_COLUMNS, TYPED_COLUMNS } from '../../core/columns.ts';
import { findColumn } from '../../core/wording/columns.ts';
import type { Cell } from '../google/workbook/cell.ts';
import { isDateFormat } from '../google/workbook/cell.ts';
import type { Sheet } from '../google/workbook/sheet.ts';

export type SeenRow = {
  /** 1-based, the header counts. */
  readonly rowNumber: number;
  readonly idText: string;
  readonly markText: string;
  readonly receiptText: string;
  readonly cells: TypedCells;
  /** All typed cells as one text, to compare. */
  readonly content: string;
  readonly title: string;
  readonly isBlank: boolean;
  readonly hasFormula: boolean;
};

export type SheetSnapshot =
  | {
      readonly kind: 'readable';
      readonly rows: readonly SeenRow[];
      /** False while an optional column is not there: rows then say less than they hold. */
      readonly isWhole: boolean;
    }
  /** Entry stands still: a header is missing or there twice. */
  | { readonly kind: 'stopped' };

const MAX_HEADER_ROWS = 30;
const MIN_KNOWN = 3;
const NEEDED: readonly EntryColumn[] = [...MANAGED_COLUMNS, ...REQUIRED_COLUMNS];

type Places = { readonly [column in EntryColumn]?: number };

export function takeSnapshot(sheet: Sheet): SheetSnapshot {
  const { rows: rowCount } = sheet.contentExtent();
  const header = findHeader(sheet, rowCount);
  if (header === undefined) return { kind: 'stopped' };
  const { places } = header;
  const rows = Array.from({ length: rowCount - header.row - 1 }, (_, index) =>
    seeRow(sheet.rowCells(header.row + 1 + index), header.row + 2 + index, places),
  );
  return {
    kind: 'readable',
    rows,
    isWhole: TYPED_COLUMNS.every((column) => places[column] !== undefined),
  };
}

/** Stored or sent cells in the same form as a row's `content`. */
export function toContent(cells: TypedCells): string {
  return JSON.stringify(TYPED_COLUMNS.map((column) => cells[column] ?? ''));
}

type FoundHeader = { readonly row: number; readonly places: Places };

function findHeader(sheet: Sheet, rowCount: number): FoundHeader | undefined {
  let best: (FoundHeader & Headers) | undefined;
  for (let row = 0; row < Math.min(rowCount, MAX_HEADER_ROWS); row += 1) {
    const headers = readHeaders(sheet.rowCells(row));
    if (headers.known >= MIN_KNOWN && headers.known > (best?.known ?? 0))
      best = { row, ...headers };
  }
  const isUsable =
    best !== undefined &&
    !best.repeats &&
    NEEDED.every((column) => best?.places[column] !== undefined);
  return isUsable ? best : undefined;
}

type Line = ReturnType<Sheet['rowCells']>;
type Headers = { readonly places: Places; readonly known: number; readonly repeats: boolean };

/** A line is replaced when anything in it changes, so what it says is found out once. */
const headersOf = new WeakMap<Line, Headers>();

function readHeaders(line: Line): Headers {
  const seen = headersOf.get(line);
  if (seen !== undefined) return seen;
  const places: { [column in EntryColumn]?: number } = {};
  let found = 0;
  for (const [index, cell] of line.entries()) {
    const value = cell?.content?.value;
    const column = typeof value === 'string' ? findColumn(value) : undefined;
    if (column === undefined) continue;
    found += 1;
    places[column] ??= index;
  }
  const known = Object.keys(places).length;
  const headers = { places, known, repeats: known < found };
  headersOf.set(line, headers);
  return headers;
}

const rowOf = new WeakMap<Line, { readonly places: Places; readonly row: SeenRow }>();

function seeRow(line: Line, rowNumber: number, places: Places): SeenRow {
  const seen = rowOf.get(line);
  if (seen?.places === places) {
    return seen.row.rowNumber === rowNumber ? seen.row : { ...seen.row, rowNumber };
  }
  const row = toSeenRow(line, rowNumber, places);
  rowOf.set(line, { places, row });
  return row;
}

function toSeenRow(line: Line, rowNumber: number, places: Places): SeenRow {
  const cells: { [column in (typeof TYPED_COLUMNS)[number]]?: CellValue } = {};
  let isBlank = true;
  let hasFormula = false;
  for (const column of TYPED_COLUMNS) {
    const place = places[column];
    if (place === undefined) continue;
    const cell = line[place] ?? {};
    const value = toCellValue(cell);
    cells[column] = value;
    if (typeof value !== 'string' || value.trim() !== '') isBlank = false;
    if (cell.content?.formula !== undefined) hasFormula = true;
  }
  const toText = (column: EntryColumn) => {
    const value = line[places[column] ?? -1]?.content?.value;
    return value === undefined ? '' : String(value);
  };
  return {
    rowNumber,
    idText: toText('rowId'),
    markText: toText('mark'),
    receiptText: toText('receipt'),
    cells,
    content: toContent(cells),
    title: String(cells.title ?? ''),
    isBlank,
    hasFormula,
  };
}

/** As a script gets it: dates are serial numbers, whole seconds. */
function toCellValue({ content, format }: Cell): CellValue {
  const value = content?.value;
  if (value === undefined) return '';
  return typeof value === 'number' && isDateFormat(format) ? { serial: value } : value;
}
