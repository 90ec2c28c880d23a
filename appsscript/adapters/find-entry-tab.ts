/** Finds a tab that can be taken for entry, or one whose ids say that the file is a copy. */
import { MANAGED_COLUMNS } from '../../core/columns.ts';
import type { EntryTable } from '../../core/sync/entry-table.ts';
import { readEntryTable } from '../../core/sync/entry-table.ts';
import { readTable } from './entry-sheet.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

export type EntryTab = {
  readonly sheet: Sheet;
  readonly table: Extract<EntryTable, { kind: 'readable' }>;
};

/** The first tab with an entry header: it may be a duplicate of a tab that was deleted. */
export function findEntryTab(spreadsheet: Spreadsheet): EntryTab | undefined {
  for (const sheet of spreadsheet.getSheets()) {
    if (sheet.getLastColumn() <= MANAGED_COLUMNS.length) continue;
    const table = readEntryTable(readTable(sheet).values);
    if (table.kind === 'readable') return { sheet, table };
  }
  return undefined;
}
