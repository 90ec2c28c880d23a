// Spreadsheet: the document the script is bound to.

import type { RangeRef } from '../calls.ts';
import { type Bridge, exception } from './bridge.ts';
import { createRange } from './range.ts';
import { createSheet, type SheetContext, sheetIdOf } from './sheet.ts';
import { strict } from './strict.ts';

export type Spreadsheet = ReturnType<typeof createSpreadsheet>;

export function createSpreadsheet(bridge: Bridge) {
  const { call, setup } = bridge;
  const context: SheetContext = {
    bridge,
    sheet: (sheetId) => createSheet(context, sheetId),
    parent: () => spreadsheet,
    checkedRange(ref) {
      assertStart(ref);
      call('Sheet.checkRange', { range: ref });
      return createRange(context, ref);
    },
  };
  const rangeOf = (ref: RangeRef) => createRange(context, ref);
  const sheetOf = (sheetId: number) => createSheet(context, sheetId);
  const sheetOrNull = (sheetId: number | null) => (sheetId === null ? null : sheetOf(sheetId));
  const activeRange = () => {
    const ref = call('Spreadsheet.getActiveRange', {});
    return ref === null ? null : rangeOf(ref);
  };
  const getActiveSheet = () => sheetOf(call('Spreadsheet.getActiveSheet', {}));

  const spreadsheet = strict('Spreadsheet', {
    getId: () => setup.spreadsheetId,
    getName: () => call('Spreadsheet.getName', {}),
    getUrl: () => `https://docs.google.com/spreadsheets/d/${setup.spreadsheetId}/edit`,
    getSheets: () => call('Spreadsheet.getSheets', {}).map(sheetOf),
    getNumSheets: () => call('Spreadsheet.getSheets', {}).length,
    getSheetById: (sheetId: number) => sheetOrNull(call('Spreadsheet.getSheetById', { sheetId })),
    getSheetByName: (name: string) => sheetOrNull(call('Spreadsheet.getSheetByName', { name })),
    getActiveSheet,
    setActiveSheet(sheet: object) {
      call('Sheet.activate', { sheetId: sheetIdOf(sheet) });
      return sheet;
    },
    insertSheet(first?: string | number, second?: number) {
      const name = typeof first === 'string' ? first : undefined;
      const index = typeof first === 'number' ? first : second;
      return sheetOf(call('Spreadsheet.insertSheet', { name, index }));
    },
    getRange: (a1: string) => rangeOf(call('Spreadsheet.getA1', { a1 })),
    getActiveRange: activeRange,
    getSelection: () => strict('Selection', { getActiveRange: activeRange, getActiveSheet }),
    getSpreadsheetLocale: () => call('Spreadsheet.getSpreadsheetLocale', {}),
    setSpreadsheetLocale: (locale: string) =>
      void call('Spreadsheet.setSpreadsheetLocale', { locale }),
    getSpreadsheetTimeZone: () => call('Spreadsheet.getSpreadsheetTimeZone', {}),
    setSpreadsheetTimeZone: (timeZone: string) =>
      void call('Spreadsheet.setSpreadsheetTimeZone', { timeZone }),
    toast: (text: string, title = '') =>
      void call('Ui.show', {
        question: { kind: 'toast', title: String(title), text: String(text) },
      }),
  });
  return { spreadsheet, rangeOf };
}

function assertStart({ row, column, rows, columns }: RangeRef): void {
  if (row < 1) throw exception('The starting row of the range is too small.');
  if (column < 1) throw exception('The starting column of the range is too small.');
  if (rows < 1) throw exception('The number of rows in the range must be at least 1.');
  if (columns < 1) throw exception('The number of columns in the range must be at least 1.');
}
