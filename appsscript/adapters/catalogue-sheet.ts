/** Reads «Danh mục» whole and writes back only the marks and receipts a run decided on. */
import type { CatalogueRow, CatalogueTable } from '../../core/catalogue/catalogue-table.ts';
import { readCatalogueTable } from '../../core/catalogue/catalogue-table.ts';
import type { CheckedCatalogue } from '../../core/catalogue/check-catalogue-rows.ts';
import { checkCatalogueRows } from '../../core/catalogue/check-catalogue-rows.ts';
import type { CatalogueWrite } from '../../core/catalogue/settle-catalogue.ts';
import { readTable } from './entry-sheet.ts';
import { toRowRuns } from './row-runs.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

type Stopped = Extract<CatalogueTable, { kind: 'stopped' }>;
type Readable = Extract<CatalogueTable, { kind: 'readable' }>;

export type CatalogueReadingOfSheet =
  | Stopped
  | {
      readonly kind: 'read';
      readonly table: Readable;
      readonly checked: CheckedCatalogue;
      /** How many rows the reading covers. */
      readonly rowCount: number;
    };

export function readCatalogue(sheet: Sheet): CatalogueReadingOfSheet {
  const { range, values } = readTable(sheet);
  const table = readCatalogueTable(values);
  if (table.kind === 'stopped') return table;
  const place = table.places.value;
  const formulas = listFormulas(range, place);
  const merged = listMerged(range, place);
  const checked = checkCatalogueRows(table.rows, { formulas, merged });
  return { kind: 'read', table, checked, rowCount: values.length };
}

/** Rows that came between a reading's two calls pushed the last ones out of it. */
export function isWhole(sheet: Sheet, rowCount: number): boolean {
  return sheet.getLastRow() === rowCount;
}

/** Row numbers whose value is a formula. */
function listFormulas(range: Range, place: number): ReadonlySet<number> {
  const formulas = range.getFormulas();
  return new Set(formulas.flatMap((row, index) => ((row[place] ?? '') === '' ? [] : [index + 1])));
}

/** Row numbers whose value belongs to merged cells. */
function listMerged(range: Range, place: number): ReadonlySet<number> {
  const merged = new Set<number>();
  for (const one of range.getMergedRanges()) {
    if (one.getColumn() > place + 1 || one.getLastColumn() < place + 1) continue;
    for (let row = one.getRow(); row <= one.getLastRow(); row += 1) merged.add(row);
  }
  return merged;
}

/** The tab with the header of «Danh mục»: the first, as one may be a duplicate of it. */
export function findCatalogueTab(
  spreadsheet: Spreadsheet,
): { readonly sheet: Sheet; readonly table: Readable } | undefined {
  for (const sheet of spreadsheet.getSheets()) {
    if (sheet.getLastColumn() === 0) continue;
    const table = readCatalogueTable(readTable(sheet).values);
    if (table.kind === 'readable') return { sheet, table };
  }
  return undefined;
}

const REFUSED = '#f4c7c3';
const NO_COLOUR = '#ffffff';

export function writeCatalogue(
  sheet: Sheet,
  { places, rows }: Readable,
  writes: readonly CatalogueWrite[],
): void {
  if (writes.length === 0) return;
  const byRow = new Map(writes.map((write) => [write.rowNumber, write]));
  const present = new Map<number, CatalogueRow>(rows.map((row) => [row.rowNumber, row]));
  for (const run of toRowRuns([...byRow.keys()])) {
    const numbers = listNumbers(run);
    const textsOf = (row: number) => byRow.get(row) ?? present.get(row);
    const marks = numbers.map((row) => [textsOf(row)?.markText ?? '']);
    const receipts = numbers.map((row) => [textsOf(row)?.receiptText ?? '']);
    sheet.getRange(run.first, places.mark + 1, numbers.length, 1).setValues(marks);
    sheet.getRange(run.first, places.receipt + 1, numbers.length, 1).setValues(receipts);
  }
  writeNotes(
    sheet,
    places.receipt,
    writes.filter(({ touchesNote }) => touchesNote),
  );
}

/** Notes and colours of the lines between stay as they are. */
function writeNotes(sheet: Sheet, place: number, writes: readonly CatalogueWrite[]): void {
  if (writes.length === 0) return;
  const byRow = new Map(writes.map((write) => [write.rowNumber, write]));
  const first = Math.min(...byRow.keys());
  const numbers = listNumbers({ first, last: Math.max(...byRow.keys()) });
  const range = sheet.getRange(first, place + 1, numbers.length, 1);
  const notes = range.getNotes();
  const colours = range.getBackgrounds();
  range.setNotes(numbers.map((row, index) => [byRow.get(row)?.note ?? notes[index]?.[0] ?? '']));
  range.setBackgrounds(
    numbers.map((row, index) => {
      const write = byRow.get(row);
      if (write === undefined) return [colours[index]?.[0] ?? NO_COLOUR];
      return [write.isRefused ? REFUSED : NO_COLOUR];
    }),
  );
}

function listNumbers({ first, last }: { readonly first: number; readonly last: number }) {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
