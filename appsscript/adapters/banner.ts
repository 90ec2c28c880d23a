/** Says on the tab itself that entry is stopped, and what to do about it. */
import { MAX_HEADER_ROWS } from '../../core/sync/entry-table.ts';
import { COLUMN_HEADERS, COLUMN_NOTES, findColumn } from '../../core/wording/columns.ts';
import type { Stop } from '../../core/wording/sheet.ts';
import { describeStop, STOP_OPENING } from '../../core/wording/sheet.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Where a table's header is, or where one would be looked for. */
type Headed = { readonly headerRowNumber: number };

const STOPPED = '#e06666';
const RUNNING = '#d9ead3';

/** Behind the receipt's header where it stands; else in the note of the row's first visible cell. */
export function showBanner(sheet: Sheet, { headerRowNumber }: Headed, stop: Stop): void {
  const text = describeStop(stop);
  const place = findReceiptHeader(sheet, headerRowNumber);
  const cell = sheet.getRange(headerRowNumber, place ?? FALLBACK_COLUMN);
  if (place !== undefined) cell.setValue(`${COLUMN_HEADERS.receipt} – ${text}`);
  cell.setNote(text);
  cell.setBackground(STOPPED);
  sheet.setTabColor(STOPPED);
}

/** Also wherever the banner went with rows and columns that were moved since. */
export function clearBanner(sheet: Sheet, { headerRowNumber }: Headed): void {
  const place = findReceiptHeader(sheet, headerRowNumber);
  if (place === undefined) return;
  const rows = Math.min(MAX_HEADER_ROWS + 1, sheet.getMaxRows());
  const notes = sheet.getRange(1, 1, rows, sheet.getMaxColumns()).getNotes();
  for (const [rowIndex, row] of notes.entries()) {
    for (const [columnIndex, note] of row.entries()) {
      if (!note.startsWith(STOP_OPENING)) continue;
      const cell = sheet.getRange(rowIndex + 1, columnIndex + 1);
      cell.clearNote();
      cell.setBackground(null);
    }
  }
  const header = sheet.getRange(headerRowNumber, place);
  header.setValue(COLUMN_HEADERS.receipt);
  header.setNote(COLUMN_NOTES.receipt);
  header.setBackground(RUNNING);
  sheet.setTabColor(null);
}

/** The first column people see in the template, behind the two hidden ones. */
const FALLBACK_COLUMN = 3;

/** 1-based. */
function findReceiptHeader(sheet: Sheet, headerRowNumber: number): number | undefined {
  const width = sheet.getLastColumn();
  if (width === 0) return undefined;
  const headers = sheet.getRange(headerRowNumber, 1, 1, width).getValues()[0] ?? [];
  const place = headers.findIndex((header) => findColumn(String(header)) === 'receipt');
  return place < 0 ? undefined : place + 1;
}
