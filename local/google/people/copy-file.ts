// «Tệp > Tạo bản sao»: a new spreadsheet with the same sheets, ids of sheets included.

import { Workbook } from '../workbook/workbook.ts';

/** Fires nothing; the bound script is copied elsewhere, triggers and properties are not. */
export function copyFile(
  workbook: Workbook,
  { spreadsheetId, title }: { readonly spreadsheetId: string; readonly title?: string },
): Workbook {
  return Workbook.fromJson(workbook.toJson(), {
    spreadsheetId,
    title: title ?? `Bản sao của ${workbook.title}`,
  });
}
