// A program writes cells through the API: nothing fires, and no person can undo it.

import { enterIntoCell } from '../workbook/enter-value.ts';
import type { Sheet } from '../workbook/sheet.ts';
import type { Workbook } from '../workbook/workbook.ts';
import type { SheetEvent } from './sheet-event.ts';

export type ApiWrite = {
  readonly row: number;
  readonly column: number;
  readonly values: readonly (readonly string[])[];
};

/** Values are read as if typed. @throws WorkbookError 'out_of_bounds' beyond the grid */
export function apiWrite(
  workbook: Workbook,
  sheet: Sheet,
  { row, column, values }: ApiWrite,
): readonly SheetEvent[] {
  workbook.transact(() => {
    values.forEach((line, index) => {
      const cells = sheet.cellsOf(row + index, column, line.length);
      sheet.setCells(
        row + index,
        column,
        cells.map((cell, offset) => enterIntoCell(cell, line[offset] ?? '')),
      );
    });
  });
  return [];
}
