// A person inserts or deletes whole rows; only a change fires, without a range.

import type { Sheet } from '../workbook/sheet.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { changeEvent, type SheetEvent } from './sheet-event.ts';

export type RowSpan = { readonly row: number; readonly count: number };

/** The new rows stand before `row` and look like it. */
export function insertRows(
  _workbook: Workbook,
  sheet: Sheet,
  { row, count }: RowSpan,
): readonly SheetEvent[] {
  sheet.insertRows(row, count, row < sheet.rowCount ? 'after' : 'before');
  return [changeEvent('INSERT_ROW')];
}

export function deleteRows(
  _workbook: Workbook,
  sheet: Sheet,
  { row, count }: RowSpan,
): readonly SheetEvent[] {
  sheet.deleteRows(row, count);
  return [changeEvent('REMOVE_ROW')];
}
