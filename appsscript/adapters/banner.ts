/** Says on the tab itself that entry is stopped, and what to do about it. */
import type { EntryTable } from '../../core/sync/entry-table.ts';
import { COLUMN_HEADERS, COLUMN_NOTES, findColumn } from '../../core/wording/columns.ts';
import type { Stop } from '../../core/wording/sheet.ts';
import { describeStop } from '../../core/wording/sheet.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

const STOPPED = '#e06666';
const RUNNING = '#d9ead3';

/** Behind the receipt's header where it stands; else in the note of the row's first visible cell. */
export function showBanner(sheet: Sheet, table: EntryTable, stop: Stop): void {
  const text = describeStop(stop);
  const cell = findReceiptHeader(sheet, table.headerRowNumber);
  if (cell === undefined) {
    const fallback = sheet.getRange(table.headerRowNumber, FALLBACK_COLUMN);
    fallback.setNote(text);
    fallback.setBackground(STOPPED);
  } else {
    cell.setValue(`${COLUMN_HEADERS.receipt} – ${text}`);
    cell.setNote(text);
    cell.setBackground(STOPPED);
  }
  sheet.setTabColor(STOPPED);
}

export function clearBanner(sheet: Sheet, table: EntryTable): void {
  const cell = findReceiptHeader(sheet, table.headerRowNumber);
  if (cell === undefined) return;
  cell.setValue(COLUMN_HEADERS.receipt);
  cell.setNote(COLUMN_NOTES.receipt);
  cell.setBackground(RUNNING);
  const fallback = sheet.getRange(table.headerRowNumber, FALLBACK_COLUMN);
  if (fallback.getNote() !== '' && fallback.getColumn() !== cell.getColumn()) fallback.clearNote();
  sheet.setTabColor(null);
}

/** The first column people see in the template, behind the two hidden ones. */
const FALLBACK_COLUMN = 3;

function findReceiptHeader(sheet: Sheet, headerRowNumber: number) {
  const width = sheet.getLastColumn();
  if (width === 0) return undefined;
  const headers = sheet.getRange(headerRowNumber, 1, 1, width).getValues()[0] ?? [];
  const place = headers.findIndex((header) => findColumn(String(header)) === 'receipt');
  return place < 0 ? undefined : sheet.getRange(headerRowNumber, place + 1);
}
