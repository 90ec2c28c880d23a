/** Every accepted row in the order of the tabs: units by code, rows by year. */
import type { Figures, UnitFigures } from './figures.ts';
import type { ListRow } from './list-row.ts';
import { sortListRows } from './list-row.ts';
import { toSpreadsheetUrl } from './spreadsheet-url.ts';

/** The accepted rows by unit code. */
export type RowsByUnit = ReadonlyMap<string, readonly ListRow[]>;

export type ListedRow = { readonly unit: UnitFigures; readonly row: ListRow };

export function listRows(figures: Figures, rowsByUnit: RowsByUnit): readonly ListedRow[] {
  return figures.units.flatMap((unit) =>
    sortListRows(rowsByUnit.get(unit.unit.code) ?? []).map((row) => ({ unit, row })),
  );
}

/** Opens the row where it stands, as far as that is known. */
export function toRowUrl({ unit, row }: ListedRow): string {
  const { spreadsheetId, sheetId, rowNumbers } = unit;
  if (spreadsheetId === '') return '';
  return toSpreadsheetUrl({ spreadsheetId, sheetId, rowNumber: rowNumbers.get(row.id) });
}

/** Rows that figures count: inside the period or undated, held ones included. */
export function isCounted({ row }: ListedRow): boolean {
  return row.initiative.place !== 'outside';
}
