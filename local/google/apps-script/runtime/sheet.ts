// Sheet: a handle on one tab, known by its id.

import type { RangeRef, SheetInfo } from '../calls.ts';
import { exception } from './bridge.ts';
import { createRange, type RangeContext } from './range.ts';
import { createRangeList } from './range-list.ts';
import { strict } from './strict.ts';

export type Sheet = object;

export type SheetContext = RangeContext & { parent(): object };

const ids = new WeakMap<object, number>();

export function sheetIdOf(sheet: object): number {
  const id = ids.get(sheet);
  if (id === undefined) throw new Error('Not a Sheet of this stand-in');
  return id;
}

export function createSheet(context: SheetContext, sheetId: number): Sheet {
  const { call } = context.bridge;
  const info = (): SheetInfo => call('Sheet.getInfo', { sheetId });

  /** Runs a change that answers nothing, and gives the sheet for chaining. */
  const done = (_: null) => sheet;

  function getRange(first: string | number, column?: number, rows = 1, columns = 1) {
    if (typeof first === 'string') {
      return createRange(context, call('Sheet.getA1', { sheetId, a1: first }));
    }
    if (typeof first !== 'number' || typeof column !== 'number') {
      throw exception(
        `The parameters (${typeof first},${typeof column}) don't match the method signature for ` +
          'SpreadsheetApp.Sheet.getRange.',
      );
    }
    return context.checkedRange({ sheetId, row: first, column, rows, columns });
  }

  function insertRows(at: number, count: number) {
    return done(call('Sheet.insertRows', { sheetId, at, count }));
  }
  function insertColumns(at: number, count: number) {
    return done(call('Sheet.insertColumns', { sheetId, at, count }));
  }
  function columnsOf(first: unknown, count: number): { at: number; count: number } {
    if (typeof first === 'number') return { at: first, count };
    const range = first as { getColumn(): number; getNumColumns(): number };
    return { at: range.getColumn(), count: range.getNumColumns() };
  }

  const sheet: object = strict('Sheet', {
    getParent: () => context.parent(),
    getSheetId: () => sheetId,
    getName: () => info().name,
    getSheetName: () => info().name,
    setName: (name: string) => done(call('Sheet.setName', { sheetId, name: String(name) })),
    getLastRow: () => info().lastRow,
    getLastColumn: () => info().lastColumn,
    getMaxRows: () => info().maxRows,
    getMaxColumns: () => info().maxColumns,

    getRange,
    getRangeList: (addresses: readonly string[]) =>
      createRangeList(
        context,
        addresses.map((a1): RangeRef => call('Sheet.getA1', { sheetId, a1 })),
      ),
    getDataRange() {
      const { lastRow, lastColumn } = info();
      const rows = Math.max(1, lastRow);
      const columns = Math.max(1, lastColumn);
      return createRange(context, { sheetId, row: 1, column: 1, rows, columns });
    },

    insertRowBefore: (row: number) => insertRows(row, 1),
    insertRowAfter: (row: number) => insertRows(row + 1, 1),
    insertRowsBefore: (row: number, count: number) => insertRows(row, count),
    insertRowsAfter: (row: number, count: number) => insertRows(row + 1, count),
    insertRows: (row: number, count = 1) => insertRows(row, count),
    insertColumnBefore: (column: number) => insertColumns(column, 1),
    insertColumnAfter: (column: number) => insertColumns(column + 1, 1),
    insertColumnsBefore: (column: number, count: number) => insertColumns(column, count),
    insertColumnsAfter: (column: number, count: number) => insertColumns(column + 1, count),
    insertColumns: (column: number, count = 1) => insertColumns(column, count),
    deleteRow: (row: number) => done(call('Sheet.deleteRows', { sheetId, at: row, count: 1 })),
    deleteRows: (row: number, count: number) =>
      void call('Sheet.deleteRows', { sheetId, at: row, count }),
    deleteColumn: (column: number) =>
      done(call('Sheet.deleteColumns', { sheetId, at: column, count: 1 })),
    deleteColumns: (column: number, count: number) =>
      void call('Sheet.deleteColumns', { sheetId, at: column, count }),

    hideColumn: (range: object) =>
      void call('Sheet.hideColumns', { sheetId, ...columnsOf(range, 1) }),
    hideColumns: (first: number, count = 1) =>
      void call('Sheet.hideColumns', { sheetId, ...columnsOf(first, count) }),
    unhideColumn: (range: object) =>
      void call('Sheet.showColumns', { sheetId, ...columnsOf(range, 1) }),
    showColumns: (first: number, count = 1) =>
      void call('Sheet.showColumns', { sheetId, ...columnsOf(first, count) }),
    isColumnHiddenByUser: (column: number) =>
      call('Sheet.isColumnHiddenByUser', { sheetId, column }),

    setFrozenRows: (count: number) => void call('Sheet.setFrozenRows', { sheetId, count }),
    setFrozenColumns: (count: number) => void call('Sheet.setFrozenColumns', { sheetId, count }),
    getFrozenRows: () => call('Sheet.getFrozen', { sheetId }).rows,
    getFrozenColumns: () => call('Sheet.getFrozen', { sheetId }).columns,
    setColumnWidth: (column: number, widthPx: number) =>
      done(call('Sheet.setColumnWidths', { sheetId, at: column, count: 1, widthPx })),
    setColumnWidths: (column: number, count: number, widthPx: number) =>
      done(call('Sheet.setColumnWidths', { sheetId, at: column, count, widthPx })),
    setTabColor: (color: string | null) => done(call('Sheet.setTabColor', { sheetId, color })),
    hideSheet: () => done(call('Sheet.setHidden', { sheetId, hidden: true })),
    showSheet: () => done(call('Sheet.setHidden', { sheetId, hidden: false })),
    activate: () => done(call('Sheet.activate', { sheetId })),
  });
  ids.set(sheet, sheetId);
  return sheet;
}
