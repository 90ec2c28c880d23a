// Spreadsheet on the host's side: its sheets and settings.

import { parseA1 } from '../../workbook/a1.ts';
import { ScriptException } from '../script-exception.ts';
import type { CallScope, Handlers } from './call-scope.ts';
import { parseRange, sheetOf } from './sheet-access.ts';

export const spreadsheetHandlers: Handlers<
  | 'Spreadsheet.getName'
  | 'Spreadsheet.getSheets'
  | 'Spreadsheet.getSheetById'
  | 'Spreadsheet.getSheetByName'
  | 'Spreadsheet.getActiveSheet'
  | 'Spreadsheet.insertSheet'
  | 'Spreadsheet.getSpreadsheetLocale'
  | 'Spreadsheet.setSpreadsheetLocale'
  | 'Spreadsheet.getSpreadsheetTimeZone'
  | 'Spreadsheet.setSpreadsheetTimeZone'
  | 'Spreadsheet.getActiveRange'
  | 'Spreadsheet.getA1'
  | 'SpreadsheetApp.flush'
> = {
  'Spreadsheet.getName': (_args, { peek }) => peek().title,
  'Spreadsheet.getSheets': (_args, { peek }) => peek().sheets.map(({ sheetId }) => sheetId),
  'Spreadsheet.getSheetById': ({ sheetId }, { peek }) => peek().sheetById(sheetId)?.sheetId ?? null,
  'Spreadsheet.getSheetByName': ({ name }, { peek }) => peek().sheetByTitle(name)?.sheetId ?? null,
  'Spreadsheet.getActiveSheet': (_args, call) => activeSheetId(call),
  'Spreadsheet.insertSheet': ({ name, index }, { workbook }) =>
    workbook().addSheet({
      ...(name === undefined ? {} : { title: name }),
      ...(index === undefined ? {} : { index }),
    }).sheetId,
  'Spreadsheet.getSpreadsheetLocale': (_args, { peek }) => peek().locale,
  'Spreadsheet.setSpreadsheetLocale': ({ locale }, { workbook }) => {
    workbook().setProperties({ locale });
    return null;
  },
  'Spreadsheet.getSpreadsheetTimeZone': (_args, { peek }) => peek().timeZone,
  'Spreadsheet.setSpreadsheetTimeZone': ({ timeZone }, { workbook }) => {
    workbook().setProperties({ timeZone });
    return null;
  },
  'Spreadsheet.getActiveRange': (_args, call) => {
    const { selection } = call.execution.request;
    if (selection !== undefined) return selection;
    return { sheetId: activeSheetId(call), row: 1, column: 1, rows: 1, columns: 1 };
  },
  'Spreadsheet.getA1': ({ a1 }, call) => {
    const { sheetTitle } = parseA1(a1);
    const sheet =
      sheetTitle === undefined
        ? sheetOf(call.peek(), activeSheetId(call))
        : call.peek().sheetByTitle(sheetTitle);
    if (sheet === undefined) throw new ScriptException('Range not found');
    return parseRange(sheet, a1);
  },
  // Asking for the workbook carries out what was waiting.
  'SpreadsheetApp.flush': (_args, { workbook }) => {
    workbook();
    return null;
  },
};

function activeSheetId({ execution, peek }: CallScope): number {
  const { selection, event } = execution.request;
  if (selection !== undefined) return selection.sheetId;
  if (event.kind === 'edit') return event.range.sheetId;
  const sheets = peek().sheets;
  const first = sheets.find((sheet) => !sheet.hidden) ?? sheets[0];
  return first?.sheetId ?? 0;
}
