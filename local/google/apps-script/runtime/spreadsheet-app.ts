// SpreadsheetApp: the entry to the bound document.

import { type Bridge, exception } from './bridge.ts';
import { DataValidationCriteria, newDataValidation } from './data-validation.ts';
import type { Spreadsheet } from './spreadsheet.ts';
import { strict } from './strict.ts';
import { createUi } from './ui.ts';

export function createSpreadsheetApp(bridge: Bridge, { spreadsheet }: Spreadsheet): object {
  const getActive = () => spreadsheet;
  return strict('SpreadsheetApp', {
    DataValidationCriteria,
    getActive,
    getActiveSpreadsheet: getActive,
    getActiveSheet: () => spreadsheet.getActiveSheet(),
    getActiveRange: () => spreadsheet.getActiveRange(),
    getSelection: () => spreadsheet.getSelection(),
    openById(): never {
      throw exception(
        'You do not have permission to call SpreadsheetApp.openById. ' +
          'Required permissions: https://www.googleapis.com/auth/spreadsheets',
      );
    },
    getUi() {
      bridge.call('SpreadsheetApp.getUi', {});
      return createUi(bridge);
    },
    flush: () => void bridge.call('SpreadsheetApp.flush', {}),
    newDataValidation: () => newDataValidation(),
  });
}
