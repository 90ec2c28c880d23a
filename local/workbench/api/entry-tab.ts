// Finds a spreadsheet's entry tab as the product itself would, and where its receipts stand.
import type { EntryTable } from '../../../core/sync/entry-table.ts';
import { readEntryTable } from '../../../core/sync/entry-table.ts';
import { ENTRY_TAB_TITLE } from '../../../core/wording/sheet.ts';
import type { Sheet } from '../../google/workbook/sheet.ts';
import type { Workbook } from '../../google/workbook/workbook.ts';
import { toCellText } from './cell-text.ts';

export type ReadableTable = Extract<EntryTable, { kind: 'readable' }>;

/** @returns undefined for a tab that is no entry tab, or whose header is damaged */
export function readEntryTab(sheet: Sheet): ReadableTable | undefined {
  const { rows, columns } = sheet.contentExtent();
  const values = Array.from({ length: rows }, (_, row) =>
    sheet.cellsOf(row, 0, columns).map(toCellText),
  );
  const table = readEntryTable(values);
  return table.kind === 'readable' ? table : undefined;
}

/** The tab still called as the template calls it, else the first that has the headers. */
export function findEntryTab(
  workbook: Workbook,
): { readonly sheet: Sheet; readonly table: ReadableTable } | undefined {
  const named = workbook.sheetByTitle(ENTRY_TAB_TITLE);
  const sheets = named === undefined ? workbook.sheets : [named, ...workbook.sheets];
  for (const sheet of sheets) {
    const table = readEntryTab(sheet);
    if (table !== undefined) return { sheet, table };
  }
  return undefined;
}
