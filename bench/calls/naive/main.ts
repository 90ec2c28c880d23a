/**
 * The script as tutorials have it: each cell read and written by a call of its own, one request a
 * row, and a clock that asks every row whether it was sent.
 *
 * @see https://developers.google.com/apps-script/guides/support/best-practices which warns of it
 */
import { TYPED_COLUMNS } from '../../../core/columns.ts';
import { addMenu, findSheet, install } from '../../peers/sheet/install.ts';

/** Answered by the benchmark's server. */
const ENDPOINT = 'http://127.0.0.1:9/rows';
const STATUS_COLUMN = 3;
const FIRST_COLUMN = 4;
const HEADER_ROWS = 1;
const SENT = 'Đã gửi';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

export const onOpen = addMenu;
export const activate = install;

export function onEditEvent({ range }: GoogleAppsScript.Events.SheetsOnEdit): void {
  const sheet = range.getSheet();
  const first = Math.max(range.getRow(), HEADER_ROWS + 1);
  const last = range.getLastRow();
  for (let row = first; row <= last; row += 1) sendRow(sheet, row);
}

/** Edits fire it too; a script of this kind does not listen to it. */
export function onChangeEvent(): void {}

/** Whatever is not sent yet is. */
export function onClock(): void {
  const sheet = findSheet();
  if (sheet === undefined) return;
  const last = sheet.getLastRow();
  for (let row = HEADER_ROWS + 1; row <= last; row += 1) {
    if (sheet.getRange(row, STATUS_COLUMN).getValue() !== SENT) sendRow(sheet, row);
  }
}

function sendRow(sheet: Sheet, row: number): void {
  const cells: unknown[] = [];
  for (let index = 0; index < TYPED_COLUMNS.length; index += 1) {
    cells.push(sheet.getRange(row, FIRST_COLUMN + index).getValue());
  }
  const response = UrlFetchApp.fetch(ENDPOINT, {
    method: 'post',
    contentType: 'application/json',
    payload: JSON.stringify({ row, cells }),
    muteHttpExceptions: true,
  });
  const isTaken = response.getResponseCode() === 200;
  sheet.getRange(row, STATUS_COLUMN).setValue(isTaken ? SENT : 'Lỗi');
}
