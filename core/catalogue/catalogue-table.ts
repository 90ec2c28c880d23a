/** The cells of «Danh mục» as a table: where its columns are, and its lines. */
import type { CellValue } from '../cell.ts';
import { isBlankCell } from '../cell.ts';
import { toPlainText } from '../reading/plain-text.ts';
import { CATALOGUE_HEADERS } from '../wording/catalogue.ts';

/** In the order of the tab. */
export const CATALOGUE_COLUMNS = [
  'mark',
  'receipt',
  'item',
  'unit',
  'unitName',
  'value',
  'explanation',
] as const;
export type CatalogueColumn = (typeof CATALOGUE_COLUMNS)[number];

/** Without these nothing can be taken in. */
const REQUIRED = ['mark', 'receipt', 'item', 'unit', 'value'] as const;
type RequiredColumn = (typeof REQUIRED)[number];

/** 0-based. */
export type CataloguePlaces = { readonly [column in RequiredColumn]: number };

export type CatalogueRow = {
  readonly rowNumber: number;
  readonly item: string;
  readonly unit: string;
  readonly value: CellValue;
  readonly markText: string;
  readonly receiptText: string;
  /** Nothing of it says anything; an unticked box is nothing. */
  readonly isBlank: boolean;
};

export type CatalogueTable =
  | {
      readonly kind: 'readable';
      readonly headerRowNumber: number;
      readonly places: CataloguePlaces;
      /** As it stands, a banner behind it included. */
      readonly receiptHeader: string;
      readonly rows: readonly CatalogueRow[];
    }
  | {
      readonly kind: 'stopped';
      /** Where the header is, or where one would be looked for. */
      readonly headerRowNumber: number;
      /** Columns that are missing, or there twice. */
      readonly problems: readonly CatalogueColumn[];
    };

const MAX_HEADER_ROWS = 30;

export function readCatalogueTable(values: readonly (readonly CellValue[])[]): CatalogueTable {
  const headers = values.slice(0, MAX_HEADER_ROWS).map((cells) => cells.map(findColumn));
  const index = headers.findIndex((columns) => countRequired(columns) === REQUIRED.length);
  const nearest = index >= 0 ? index : findNearest(headers);
  const columns = headers[nearest] ?? [];
  const problems = REQUIRED.filter(
    (column) => columns.filter((one) => one === column).length !== 1,
  );
  const headerRowNumber = nearest + 1;
  if (problems.length > 0) return { kind: 'stopped', headerRowNumber, problems };
  const places = Object.fromEntries(
    REQUIRED.map((column) => [column, columns.indexOf(column)]),
  ) as CataloguePlaces;
  const rows = values
    .slice(headerRowNumber)
    .map((cells, offset) => toRow(cells, places, headerRowNumber + offset + 1));
  const receiptHeader = toPlainText(values[nearest]?.[places.receipt] ?? '');
  return { kind: 'readable', headerRowNumber, places, receiptHeader, rows };
}

function toRow(
  cells: readonly CellValue[],
  places: CataloguePlaces,
  rowNumber: number,
): CatalogueRow {
  const textAt = (column: RequiredColumn) => toPlainText(cells[places[column]] ?? '');
  const item = textAt('item').trim();
  const unit = textAt('unit').trim();
  const value = cells[places.value] ?? '';
  return {
    rowNumber,
    item,
    unit,
    value,
    markText: textAt('mark'),
    receiptText: textAt('receipt'),
    isBlank: item === '' && unit === '' && (isBlankCell(value) || value === false),
  };
}

function countRequired(columns: readonly (CatalogueColumn | undefined)[]): number {
  return REQUIRED.filter((column) => columns.includes(column)).length;
}

/** The row most like a header; the first where none is like one. */
function findNearest(headers: readonly (readonly (CatalogueColumn | undefined)[])[]): number {
  const counts = headers.map(countRequired);
  return Math.max(0, counts.indexOf(Math.max(0, ...counts)));
}

const COLUMN_BY_HEADER = new Map(
  CATALOGUE_COLUMNS.map((column) => [fold(CATALOGUE_HEADERS[column]), column]),
);
const RECEIPT_KEY = fold(CATALOGUE_HEADERS.receipt);

function findColumn(cell: CellValue): CatalogueColumn | undefined {
  if (typeof cell !== 'string') return undefined;
  const key = fold(cell);
  // While nothing is taken in the banner stands behind the header's own words.
  return key.startsWith(RECEIPT_KEY) ? 'receipt' : COLUMN_BY_HEADER.get(key);
}

function fold(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}
