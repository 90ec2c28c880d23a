// A person sorts the data rows by one column.

import type { Sheet } from '../workbook/sheet.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { boundsOf, columnRuns } from './column-run.ts';
import { editEvents, type SheetEvent } from './sheet-event.ts';

export type SortRows = {
  /** 'visible': only what can be seen is sorted, hidden columns stay where they were. */
  readonly range: 'all' | 'visible';
  readonly column: number;
  readonly order: 'asc' | 'desc';
  /** Rows at the top that do not take part; 1 when not given. */
  readonly headerRows?: number;
};

export function sortRows(
  _workbook: Workbook,
  sheet: Sheet,
  { range, column, order, headerRows = 1 }: SortRows,
): readonly SheetEvent[] {
  const count = sheet.contentExtent().rows - headerRows;
  if (count < 1) return [];
  const rows = sheet.sortedRows({ at: headerRows, count }, [
    { column, descending: order === 'desc' },
  ]);
  const runs = columnRuns(sheet, range === 'all' ? 'row' : 'visible');
  for (const run of runs) sheet.takeRows({ row: headerRows, rows: count, ...run }, rows);
  const bounds = { row: headerRows, rows: count, ...boundsOf(runs) };
  return editEvents(sheet, bounds);
}
