// A person renames a header, moves a column or inserts one of their own.

import type { Sheet } from '../workbook/sheet.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { changeEvent, type SheetEvent } from './sheet-event.ts';
import { typeCell } from './type-cell.ts';

const HEADER_ROW = 0;

export type RenameHeader = { readonly column: number; readonly to: string };

export function renameHeader(
  workbook: Workbook,
  sheet: Sheet,
  { column, to }: RenameHeader,
): readonly SheetEvent[] {
  return typeCell(workbook, sheet, { row: HEADER_ROW, column, value: to });
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
};

export function insertColumn(
  workbook: Workbook,
  sheet: Sheet,
  { before, header }: InsertColumn,
): readonly SheetEvent[] {
  sheet.insertColumns(before, 1, before < sheet.columnCount ? 'after' : 'before');
  const inserted = changeEvent('INSERT_COLUMN');
  if (header === undefined) return [inserted];
  const typed = typeCell(workbook, sheet, { row: HEADER_ROW, column: before, value: header });
  return [inserted, ...typed];
}
