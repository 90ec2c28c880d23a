// A person selects cells of some rows and presses Delete.

import { patchCell } from '../workbook/cell.ts';
import type { Sheet } from '../workbook/sheet.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { columnRuns, toRuns } from './column-run.ts';
import { editEvents, type SheetEvent } from './sheet-event.ts';

export type ClearRows = {
  readonly row: number;
  readonly count: number;
  /** All that can be seen when not given. */
  readonly columns?: readonly number[];
};

/**
 * Empties what the cells say; notes, formats and validation stay. Each run of neighbouring
 * columns is an edit of its own, as it is a selection of its own.
 */
export function clearRows(
  _workbook: Workbook,
  sheet: Sheet,
  { row, count, columns }: ClearRows,
): readonly SheetEvent[] {
  const runs = columns === undefined ? columnRuns(sheet, 'visible') : toRuns(columns);
  return runs.flatMap((run) => {
    const range = { row, rows: count, ...run };
    sheet.assertInside(range);
    const old = sheet.cell(row, run.column).content;
    sheet.updateRect(range, (cell) => patchCell(cell, { content: undefined }));
    return editEvents(sheet, range, old);
  });
}
