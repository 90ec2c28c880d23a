/** Turns a line of a scenario into what a person does in a spreadsheet. */
import type { UserAction } from '../google/people/user-action.ts';
import type { Workbook } from '../google/workbook/workbook.ts';
import { findColumnIndex, findEntryTab } from './find-entry-tab.ts';
import type { SheetAct } from './scenario-file.ts';

/** Acts on cells and tabs; the others open files, copy them or press menus. */
export type CellAct = Exclude<SheetAct, { do: 'open' | 'pasteCsv' | 'copyFile' | 'menu' }>;

const PASTE_COLUMN = 'Tên sáng kiến';

/** Rows count from 1 in a scenario, from 0 in a workbook. */
export function toUserAction(act: CellAct, workbook: Workbook): UserAction {
  if (act.do === 'undo') return { kind: 'undo' };
  const sheet = findEntryTab(workbook);
  const { sheetId } = sheet;
  const column = (header: string) => findColumnIndex(sheet, header);
  switch (act.do) {
    case 'type':
      return { kind: 'type', sheetId, row: act.row - 1, column: column(act.col), value: act.value };
    case 'paste':
      return {
        kind: 'paste',
        sheetId,
        row: act.row - 1,
        column: column(act.col ?? PASTE_COLUMN),
        values: act.values,
        skipHiddenColumns: true,
      };
    case 'clear':
      return {
        kind: 'clear',
        sheetId,
        row: act.row - 1,
        count: act.count,
        ...(act.cols === undefined ? {} : { columns: act.cols.map(column) }),
      };
    case 'insertRows':
    case 'deleteRows':
      return { kind: act.do, sheetId, row: act.row - 1, count: act.count };
    case 'sort':
      return { kind: 'sort', sheetId, range: act.range, column: column(act.col), order: act.order };
    case 'copyRows':
    case 'cutRows':
      return {
        kind: act.do,
        sheetId,
        from: act.from - 1,
        count: act.count,
        to: act.to - 1,
        part: act.part,
      };
    case 'renameTab':
      return { kind: 'renameTab', sheetId, to: act.to ?? 'Trang đổi tên' };
    case 'duplicateTab':
      return { kind: 'duplicateTab', sheetId, ...(act.to === undefined ? {} : { to: act.to }) };
    case 'renameHeader':
      return { kind: 'renameHeader', sheetId, column: column(act.col), to: act.to };
    case 'moveColumn':
      return { kind: 'moveColumn', sheetId, column: column(act.col), before: column(act.before) };
    case 'insertColumn':
      return {
        kind: 'insertColumn',
        sheetId,
        before: column(act.before),
        ...(act.header === undefined ? {} : { header: act.header }),
      };
    case 'apiWrite':
      return {
        kind: 'apiWrite',
        sheetId,
        row: act.row - 1,
        column: column(act.col),
        values: act.values,
      };
  }
}
