// A person renames a header, moves a column or inserts one of their own.

import type { Sheet } from '../workbook/sheet.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { changeEvent, type SheetEvent } from './sheet-event.ts';
import { typeCell } from './type-cell.ts';

export type RenameHeader = {
  readonly column: number;
  readonly to: string;
  /** 0 when not given. */
  readonly headerRow?: number;
};

export function renameHeader(
  workbook: Workbook,
  sheet: Sheet,
  { column, to, headerRow = 0 }: RenameHeader,
): readonly SheetEvent[] {
  return typeCell(workbook, sheet, { row: headerRow, column, value: to });
}

export type MoveColumn = {
  readonly column: number;
  /** The column it shall stand before, counted before the move. */
  readonly before: number;
};

export function moveColumn(
  _workbook: Workbook,
  sheet: Sheet,
  { column, before }: MoveColumn,
): readonly SheetEvent[] {
  sheet.moveColumns(column, 1, before);
  return [changeEvent('OTHER')];
}

export type InsertColumn = {
  readonly before: number;
  /** Typed into the header row afterwards. */
  readonly header?: string;
  /** 0 when not given. */
  readonly headerRow?: number;
};

export function insertColumn(
  workbook: Workbook,
  sheet: Sheet,
  { before, header, headerRow = 0 }: InsertColumn,
): readonly SheetEvent[] {
  sheet.insertColumns(before, 1, before < sheet.columnCount ? 'after' : 'before');
  const inserted = changeEvent('INSERT_COLUMN');
  if (header === undefined) return [inserted];
  const typed = typeCell(workbook, sheet, { row: headerRow, column: before, value: header });
  return [inserted, ...typed];
}
