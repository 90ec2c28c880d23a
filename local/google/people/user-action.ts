// Everything a person can do in a spreadsheet, as plain JSON, and doing it.

import { unreachable } from '../../../core/unreachable.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { type ApiWrite, apiWrite } from './api-write.ts';
import {
  type InsertColumn,
  insertColumn,
  type MoveColumn,
  moveColumn,
  type RenameHeader,
  renameHeader,
} from './change-columns.ts';
import { duplicateTab, renameTab } from './change-tabs.ts';
import { type ClearRows, clearRows } from './clear-rows.ts';
import { copyRows, cutRows, type MoveRows } from './copy-rows.ts';
import { deleteRows, insertRows, type RowSpan } from './insert-delete-rows.ts';
import { type PasteBlock, pasteBlock } from './paste-block.ts';
import type { SheetEvent } from './sheet-event.ts';
import { type SortRows, sortRows } from './sort-rows.ts';
import { type TypeCell, typeCell } from './type-cell.ts';
import type { UserHistory } from './user-history.ts';

type OnSheet<Kind extends string, Args> = {
  readonly kind: Kind;
  readonly sheetId: number;
} & Args;

/** Rows and columns are 0-based; the header is row 0. */
export type UserAction =
  | OnSheet<'type', TypeCell>
  | OnSheet<'paste', PasteBlock>
  | OnSheet<'clear', ClearRows>
  | OnSheet<'insertRows', RowSpan>
  | OnSheet<'deleteRows', RowSpan>
  | OnSheet<'sort', SortRows>
  | OnSheet<'copyRows', MoveRows>
  | OnSheet<'cutRows', MoveRows>
  | OnSheet<'renameTab', { readonly to: string }>
  | OnSheet<'duplicateTab', { readonly to?: string }>
  | OnSheet<'renameHeader', RenameHeader>
  | OnSheet<'moveColumn', MoveColumn>
  | OnSheet<'insertColumn', InsertColumn>
  | OnSheet<'apiWrite', ApiWrite>
  | { readonly kind: 'undo' };

/** A spreadsheet and what can still be taken back in it. */
export type UserSession = { readonly workbook: Workbook; readonly history: UserHistory };

/**
 * @returns what Google would fire, in order
 * @throws WorkbookError when Google would refuse the action; nothing has changed then
 */
export function performUserAction(
  { workbook, history }: UserSession,
  action: UserAction,
): readonly SheetEvent[] {
  if (action.kind === 'undo') return history.undo();
  // No person did it, so no person can take it back.
  if (action.kind === 'apiWrite') return history.performForeign(() => doAction(workbook, action));
  return history.perform(() => doAction(workbook, action));
}

function doAction(
  workbook: Workbook,
  action: Exclude<UserAction, { kind: 'undo' }>,
): readonly SheetEvent[] {
  const sheet = workbook.requireSheet(action.sheetId);
  switch (action.kind) {
    case 'type':
      return typeCell(workbook, sheet, action);
    case 'paste':
      return pasteBlock(workbook, sheet, action);
    case 'clear':
      return clearRows(workbook, sheet, action);
    case 'insertRows':
      return insertRows(workbook, sheet, action);
    case 'deleteRows':
      return deleteRows(workbook, sheet, action);
    case 'sort':
      return sortRows(workbook, sheet, action);
    case 'copyRows':
      return copyRows(workbook, sheet, action);
    case 'cutRows':
      return cutRows(workbook, sheet, action);
    case 'renameTab':
      return renameTab(workbook, sheet, action);
    case 'duplicateTab':
      return duplicateTab(workbook, sheet, action);
    case 'renameHeader':
      return renameHeader(workbook, sheet, action);
    case 'moveColumn':
      return moveColumn(workbook, sheet, action);
    case 'insertColumn':
      return insertColumn(workbook, sheet, action);
    case 'apiWrite':
      return apiWrite(workbook, sheet, action);
    default:
      return unreachable(action);
  }
}
