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
  const { rows: rowCount, columns: width } = sheet.contentExtent();
  const readCells = (row: number) => sheet.cellsOf(row, 0, width);
  const header = findHeader(rowCount, readCells);
  if (header === undefined) return { kind: 'stopped' };
  const { places } = header;
  const rows = Array.from({ length: rowCount - header.row - 1 }, (_, index) =>
    toSeenRow(readCells(header.row + 1 + index), header.row + 2 + index, places),
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

function findHeader(
  rowCount: number,
  readCells: (row: number) => readonly Cell[],
): FoundHeader | undefined {
  let best: (FoundHeader & { readonly known: number; readonly repeats: boolean }) | undefined;
  for (let row = 0; row < Math.min(rowCount, MAX_HEADER_ROWS); row += 1) {
    const columns = readCells(row).map((cell) => findColumnOf(cell));
    const found = columns.filter((column) => column !== undefined);
    const known = new Set(found).size;
    if (known < MIN_KNOWN || known <= (best?.known ?? 0)) continue;
    const places: { [column in EntryColumn]?: number } = {};
    for (const [index, column] of columns.entries()) {
      if (column !== undefined) places[column] ??= index;
    }
    best = { row, places, known, repeats: known < found.length };
  }
  const isUsable =
    best !== undefined &&
    !best.repeats &&
    NEEDED.every((column) => best?.places[column] !== undefined);
  return isUsable ? best : undefined;
}

/** Header texts are few and looked at after every action. */
const knownHeaders = new Map<string, EntryColumn | undefined>();
const MAX_KNOWN_HEADERS = 20_000;

function findColumnOf({ content }: Cell): EntryColumn | undefined {
  const value = content?.value;
  if (typeof value !== 'string') return undefined;
  if (!knownHeaders.has(value)) {
    if (knownHeaders.size > MAX_KNOWN_HEADERS) knownHeaders.clear();
    knownHeaders.set(value, findColumn(value));
  }
  return knownHeaders.get(value);
}

function toSeenRow(line: readonly Cell[], rowNumber: number, places: Places): SeenRow {
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
