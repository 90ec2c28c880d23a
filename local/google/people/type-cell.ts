// A person types into one cell and presses Enter.

import type { Cell } from '../workbook/cell.ts';
import { displayValue } from '../workbook/display-value.ts';
import { enterIntoCell } from '../workbook/enter-value.ts';
import type { Sheet } from '../workbook/sheet.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { editEvents, type SheetEvent } from './sheet-event.ts';

export type TypeCell = {
  readonly row: number;
  readonly column: number;
  /** As typed; '' empties the cell. */
  readonly value: string;
};

/**
 * A merged cell is typed into at its first cell. A value that a strict list does not have is
 * refused as by Google's dialog: nothing changes and nothing fires.
 */
export function typeCell(
  _workbook: Workbook,
  sheet: Sheet,
  { row, column, value }: TypeCell,
): readonly SheetEvent[] {
  const merged = sheet.mergeAt(row, column);
  const target = { row: merged?.row ?? row, column: merged?.column ?? column };
  const before = sheet.cell(target.row, target.column);
  const after = enterIntoCell(before, value);
  if (isRefused(after)) return [];
  if (before.content === undefined && after.content === undefined) return [];
  sheet.setCell(target.row, target.column, after);
  return editEvents(sheet, { ...target, rows: 1, columns: 1 }, before.content);
}

function isRefused(cell: Cell): boolean {
  const { validation, content } = cell;
  if (validation === undefined || !validation.strict || content === undefined) return false;
  return validation.type === 'ONE_OF_LIST' && !validation.values.includes(displayValue(cell));
}
