/** The entry tab as read in one call: where its columns are, and its rows below the header. */
import { readListHeader } from '../adoption/find-list-header.ts';
import { findLostColumns } from '../adoption/find-lost-columns.ts';
import { listSideRows } from '../adoption/side-rows.ts';
import type { CellValue } from '../cell.ts';
import { isBlankCell, isDateCell } from '../cell.ts';
import type { EntryColumn, TypedCells, TypedColumn } from '../columns.ts';
import { REQUIRED_COLUMNS, TYPED_COLUMNS } from '../columns.ts';
import { findColumn, isAdoptedHeader } from '../wording/columns.ts';
import type { Fingerprint } from './fingerprint.ts';
import { toColumnHashes, toFingerprint } from './fingerprint.ts';

export type SheetRow = {
  /** 1-based, the header counts. */
  readonly rowNumber: number;
  readonly idText: string;
  readonly markText: string;
  readonly receiptText: string;
  readonly cells: TypedCells;
  /** No typed column holds anything, or what it holds is a total, a signature or a header. */
  readonly isBlank: boolean;
};

/** 0-based column indexes; an optional column that is not there is absent. */
export type ColumnPlaces = { readonly [column in EntryColumn]?: number };

export type HeaderProblem =
  | { readonly kind: 'noHeader' }
  | { readonly kind: 'missing'; readonly columns: readonly EntryColumn[] }
  | { readonly kind: 'repeated'; readonly columns: readonly EntryColumn[] };

export type EntryTable =
  | { readonly kind: 'stopped'; readonly problem: HeaderProblem; readonly headerRowNumber: number }
  | {
      readonly kind: 'readable';
      readonly headerRowNumber: number;
      readonly places: ColumnPlaces;
      readonly rows: readonly SheetRow[];
      /** A list people already had, with headers and formats of their own. */
      readonly isAdopted: boolean;
    };

/** Headers are looked for no further down than this. */
export const MAX_HEADER_ROWS = 30;
/** The title and two more known headers make a header row. */
const MIN_KNOWN_HEADERS = 3;
/** Without these a row cannot be read or answered. */
const NEEDED: readonly EntryColumn[] = ['rowId', 'mark', 'receipt', ...REQUIRED_COLUMNS];

export function readEntryTable(values: readonly (readonly CellValue[])[]): EntryTable {
  const found = findHeader(values);
  if (found === undefined) {
    const stop: EntryTable = { kind: 'stopped', problem: { kind: 'noHeader' }, headerRowNumber: 1 };
    return findLostHidden(values) ?? stop;
  }
  const { headerRowNumber, places, repeated, isAdopted } = found;
  const missing = NEEDED.filter((column) => places[column] === undefined);
  if (missing.length > 0) {
    const problem = { kind: 'missing', columns: missing } as const;
    const lost = isAdopted ? undefined : findLostHidden(values);
    return lost ?? { kind: 'stopped', problem, headerRowNumber };
  }
  if (repeated.length > 0) {
    return { kind: 'stopped', problem: { kind: 'repeated', columns: repeated }, headerRowNumber };
  }
  const rows = values
    .slice(headerRowNumber)
    .map((row, index) => toSheetRow(row, headerRowNumber + 1 + index, places));
  if (!isAdopted) return { kind: 'readable', headerRowNumber, places, rows, isAdopted };
  const side = listSideRows(values, readListHeader(values, headerRowNumber - 1));
  const entries = rows.map((row) => (side.has(row.rowNumber) ? { ...row, isBlank: true } : row));
  return { kind: 'readable', headerRowNumber, places, rows: entries, isAdopted };
}

/** Without both hidden headers nothing but its receipts says that a list was taken over. */
function findLostHidden(values: readonly (readonly CellValue[])[]): EntryTable | undefined {
  const lost = findLostColumns(values);
  const columns = lost?.appended.map(({ column }) => column) ?? [];
  if (lost?.isAdopted !== true || columns.includes('receipt')) return undefined;
  const { headerRowNumber } = lost;
  return { kind: 'stopped', problem: { kind: 'missing', columns }, headerRowNumber };
}

type FoundHeader = {
  readonly headerRowNumber: number;
  readonly places: ColumnPlaces;
  readonly repeated: readonly EntryColumn[];
  readonly isAdopted: boolean;
};

function findHeader(values: readonly (readonly CellValue[])[]): FoundHeader | undefined {
  let best: (FoundHeader & { readonly known: number }) | undefined;
  for (const [index, row] of values.slice(0, MAX_HEADER_ROWS).entries()) {
    const { places, repeated } = placeColumns(row);
    const known = Object.keys(places).length;
    const headerRowNumber = index + 1;
    if (row.some((cell) => typeof cell === 'string' && isAdoptedHeader(cell))) {
      return readAdoptedHeader(values, headerRowNumber);
    }
    if (known >= MIN_KNOWN_HEADERS && known > (best?.known ?? 0)) {
      best = { headerRowNumber, places, repeated, isAdopted: false, known };
    }
  }
  return best;
}

/** Only on such a list is a header taken for what people usually mean by it. */
function readAdoptedHeader(
  values: readonly (readonly CellValue[])[],
  headerRowNumber: number,
): FoundHeader {
  const { places, repeated } = readListHeader(values, headerRowNumber - 1);
  const columns = repeated.map(({ column }) => column);
  return { headerRowNumber, places, repeated: columns, isAdopted: true };
}

function placeColumns(row: readonly CellValue[]): Pick<FoundHeader, 'places' | 'repeated'> {
  const places: { [column in EntryColumn]?: number } = {};
  const repeated: EntryColumn[] = [];
  for (const [index, value] of row.entries()) {
    const column = typeof value === 'string' ? findColumn(value) : undefined;
    if (column === undefined) continue;
    if (places[column] === undefined) places[column] = index;
    else repeated.push(column);
  }
  return { places, repeated };
}

function toSheetRow(row: readonly CellValue[], rowNumber: number, places: ColumnPlaces): SheetRow {
  const cells: { [column in TypedColumn]?: CellValue } = {};
  let isBlank = true;
  for (const column of TYPED_COLUMNS) {
    const place = places[column];
    if (place === undefined) continue;
    const value = row[place] ?? '';
    cells[column] = value;
    if (!isBlankCell(value)) isBlank = false;
  }
  return {
    rowNumber,
    idText: toText(row, places.rowId),
    markText: toText(row, places.mark),
    receiptText: toText(row, places.receipt),
    cells,
    isBlank,
  };
}

function toText(row: readonly CellValue[], place: number | undefined): string {
  const value = place === undefined ? '' : (row[place] ?? '');
  return isDateCell(value) ? '' : String(value);
}

/**
 * Whether something stands here now that an earlier reading did not show anywhere. Rows inserted, or
 * cells cut, between the two calls of a reading take rows out of it that were there all the time.
 */
export function hasUnreadRows(now: readonly SheetRow[], earlier: readonly SheetRow[]): boolean {
  const read = countContents(earlier);
  return [...countContents(now)].some(([content, count]) => count > (read.get(content) ?? 0));
}

function countContents(rows: readonly SheetRow[]): ReadonlyMap<Fingerprint, number> {
  const counts = new Map<Fingerprint, number>();
  for (const { cells, isBlank } of rows) {
    if (isBlank) continue;
    const content = toFingerprint(toColumnHashes(cells));
    counts.set(content, (counts.get(content) ?? 0) + 1);
  }
  return counts;
}
