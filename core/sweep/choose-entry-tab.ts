/** Which tab of a spreadsheet is the unit's entry tab, as its script would say. */
import type { CellValue } from '../cell.ts';
import type { TypedColumn } from '../columns.ts';
import { MANAGED_COLUMNS, TYPED_COLUMNS } from '../columns.ts';
import type { ColumnPlaces, EntryTable } from '../sync/entry-table.ts';
import { readEntryTable } from '../sync/entry-table.ts';

/** A tab as it stood at one moment. */
export type TabReading = {
  readonly sheetId: number;
  /** From A1 on, blank cells as ''; rows may end early. */
  readonly values: readonly (readonly CellValue[])[];
  /** 0-based columns with a formula, by row number. */
  readonly formulas: ReadonlyMap<number, ReadonlySet<number>>;
  /** Row numbers touched by merged cells. */
  readonly mergedRows: ReadonlySet<number>;
};

type Readable = Extract<EntryTable, { kind: 'readable' }>;

export type EntryTabChoice =
  | { readonly kind: 'tab'; readonly tab: TabReading; readonly table: Readable }
  | { readonly kind: 'noEntryTab' }
  | { readonly kind: 'noHeader' };

/**
 * @param knownSheetId of the tab the script named last: another one, however much it looks like
 * entry, is a duplicate. Without a name it is the first tab with an entry header.
 */
export function chooseEntryTab(
  tabs: readonly TabReading[],
  knownSheetId: number | undefined,
): EntryTabChoice {
  if (knownSheetId !== undefined) {
    const tab = tabs.find(({ sheetId }) => sheetId === knownSheetId);
    if (tab === undefined) return { kind: 'noEntryTab' };
    const table = readEntryTable(tab.values);
    return table.kind === 'readable' ? { kind: 'tab', tab, table } : { kind: 'noHeader' };
  }
  for (const tab of tabs) {
    const width = Math.max(0, ...tab.values.map((row) => row.length));
    if (width <= MANAGED_COLUMNS.length) continue;
    const table = readEntryTable(tab.values);
    if (table.kind === 'readable') return { kind: 'tab', tab, table };
  }
  return { kind: 'noEntryTab' };
}

/** Typed columns that hold a formula, by row number. */
export function toTypedFormulas(
  { formulas }: TabReading,
  places: ColumnPlaces,
): ReadonlyMap<number, ReadonlySet<TypedColumn>> {
  return new Map(
    [...formulas].flatMap(([rowNumber, columns]) => {
      const typed = TYPED_COLUMNS.filter((column) => columns.has(places[column] ?? -1));
      return typed.length === 0 ? [] : [[rowNumber, new Set(typed)] as const];
    }),
  );
}
