/** Turns a line of a scenario into what a person does in a spreadsheet. */
import { CATALOGUE_HEADERS } from '../../core/wording/catalogue.ts';
import { COLUMN_HEADERS } from '../../core/wording/columns.ts';
import type { UserAction } from '../google/people/user-action.ts';
import type { Sheet } from '../google/workbook/sheet.ts';
import type { Workbook } from '../google/workbook/workbook.ts';
import { findColumnIndex, findEntryTab, findHeaderRow, isCatalogue } from './find-entry-tab.ts';
import { ScenarioError } from './scenario-error.ts';
import type { SheetAct } from './scenario-file.ts';

/** Acts on cells and tabs; the others open files, copy them or press menus. */
export type CellAct = Exclude<SheetAct, { do: 'open' | 'pasteCsv' | 'copyFile' | 'menu' }>;

/** Where a paste begins when nothing is said. */
const PASTE_COLUMN = COLUMN_HEADERS.title;

/**
 * Rows count from 1 in a scenario, from 0 in a workbook.
 *
 * @throws ScenarioError when a row or column it takes is not there
 */
export function toUserAction(act: CellAct, workbook: Workbook): UserAction {
  if (act.do === 'undo') return { kind: 'undo' };
  const sheet = findEntryTab(workbook);
  const { sheetId } = sheet;
  // Rows inserted above push the header down.
  const headerRow = findHeaderRow(sheet) ?? 0;
  const column = (header: string) => findColumnIndex(sheet, header);
  switch (act.do) {
    case 'type':
      return { kind: 'type', sheetId, row: act.row - 1, column: column(act.col), value: act.value };
    case 'paste':
      return {
        kind: 'paste',
        sheetId,
        row: act.row - 1,
        column: column(act.col ?? (isCatalogue(sheet) ? CATALOGUE_HEADERS.item : PASTE_COLUMN)),
        values: act.values,
        skipHiddenColumns: true,
      };
    case 'clear':
      requireRows(sheet, act.row, act.count);
      return {
        kind: 'clear',
        sheetId,
        row: act.row - 1,
        count: act.count,
        ...(act.cols === undefined ? {} : { columns: act.cols.map(column) }),
      };
    case 'insertRows':
      // The first row below the last can be inserted before; none further down is there.
      if (act.row > sheet.rowCount + 1) requireRows(sheet, act.row, 1);
      return { kind: act.do, sheetId, row: act.row - 1, count: act.count };
    case 'deleteRows':
      requireRows(sheet, act.row, act.count);
      return { kind: act.do, sheetId, row: act.row - 1, count: act.count };
    case 'sort':
      return {
        kind: 'sort',
        sheetId,
        range: act.range,
        column: column(act.col),
        order: act.order,
        headerRows: headerRow + 1,
      };
    case 'copyRows':
    case 'cutRows':
      requireRows(sheet, act.from, act.count);
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
      return { kind: 'renameHeader', sheetId, column: column(act.col), to: act.to, headerRow };
    case 'moveColumn':
      return { kind: 'moveColumn', sheetId, column: column(act.col), before: column(act.before) };
    case 'insertColumn':
      return {
        kind: 'insertColumn',
        sheetId,
        before: column(act.before),
        headerRow,
        ...(act.header === undefined ? {} : { header: act.header }),
      };
    case 'apiWrite':
      requireWidth(sheet, column(act.col), act.values);
      return {
        kind: 'apiWrite',
        sheetId,
        row: act.row - 1,
        column: column(act.col),
        values: act.values,
      };
  }
}

/** How many rows the tab must have before the act; a paste makes the tab longer by itself. */
export function toNeededRowCount(act: CellAct): number {
  if (act.do === 'type') return act.row;
  return act.do === 'apiWrite' ? act.row - 1 + act.values.length : 0;
}

function requireRows(sheet: Sheet, row: number, count: number): void {
  const last = row + count - 1;
  if (last <= sheet.rowCount) return;
  const rows = count === 1 ? `row ${row} is` : `rows ${row} to ${last} are`;
  throw new ScenarioError(`${rows} not there: «${sheet.title}» has ${sheet.rowCount} rows`);
}

function requireWidth(sheet: Sheet, column: number, values: readonly (readonly string[])[]): void {
  const width = Math.max(...values.map((line) => line.length));
  const room = sheet.columnCount - column;
  if (width <= room) return;
  throw new ScenarioError(`${width} cells do not fit: there are ${room} columns from there on`);
}
