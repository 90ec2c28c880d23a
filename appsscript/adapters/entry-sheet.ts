/** Reads the entry tab in one call and writes back only the cells a run decided on. */
import type { CellValue } from '../../core/cell.ts';
import type { TypedColumn } from '../../core/columns.ts';
import { TYPED_COLUMNS } from '../../core/columns.ts';
import type { ColumnPlaces } from '../../core/sync/entry-table.ts';
import { toSerial } from '../../core/time.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

/** The whole table, blank cells as ''. The range can be read again without asking its extent. */
export type TableRange = {
  readonly range: Range;
  readonly values: readonly (readonly CellValue[])[];
};

export function readTable(sheet: Sheet): TableRange {
  const range = sheet.getDataRange();
  return { range, values: readValues(range) };
}

export function readValues(range: Range): readonly (readonly CellValue[])[] {
  return range.getValues().map((row) => row.map(toCellValue));
}

/** Whole rows between two, to be looked into in more than one way. */
export type RowSpan = { readonly first: number; readonly range: Range };

export function openRows(
  sheet: Sheet,
  { first, last, width }: { readonly first: number; readonly last: number; readonly width: number },
): RowSpan {
  return { first, range: sheet.getRange(first, 1, last - first + 1, width) };
}

/** Typed columns that hold a formula, by row number. */
export function readFormulas(
  { first, range }: RowSpan,
  places: ColumnPlaces,
): ReadonlyMap<number, ReadonlySet<TypedColumn>> {
  const found = new Map<number, ReadonlySet<TypedColumn>>();
  for (const [index, formulas] of range.getFormulas().entries()) {
    const columns = TYPED_COLUMNS.filter((column) => {
      const place = places[column];
      return place !== undefined && (formulas[place] ?? '') !== '';
    });
    if (columns.length > 0) found.set(first + index, new Set(columns));
  }
  return found;
}

/** Row numbers touched by merged cells. */
export function readMergedRows({ range }: RowSpan): ReadonlySet<number> {
  const merged = new Set<number>();
  for (const one of range.getMergedRanges()) {
    for (let row = one.getRow(); row < one.getRow() + one.getNumRows(); row += 1) merged.add(row);
  }
  return merged;
}

function toCellValue(value: unknown): CellValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  // instanceof does not hold across contexts; the tag does.
  if (Object.prototype.toString.call(value) === '[object Date]') {
    return { serial: toSerial((value as Date).getTime()) };
  }
  return String(value ?? '');
}
