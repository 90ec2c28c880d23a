/**
 * The last index is remembered: rows below it are new and appended; edits of rows above it are
 * sent as the edit event names them, for the record that was made of that row number.
 *
 * Pipedream's sources work so: new rows by a remembered last index (#15765: rows missed after a
 * delete), duplicate events (#4808); activepieces #7457 is a trigger that stayed silent.
 */
import { addMenu, install } from '../sheet/install.ts';
import { postRows } from '../sheet/post.ts';
import { readSheet } from '../sheet/read-sheet.ts';
import { runLocked } from '../sheet/run-locked.ts';

type EditEvent = GoogleAppsScript.Events.SheetsOnEdit;

const LAST_INDEX = 'lastIndex';

function sync(edited?: { readonly first: number; readonly last: number }): void {
  const table = readSheet();
  if (table === undefined) return;
  const properties = PropertiesService.getScriptProperties();
  const lastIndex = Number(properties.getProperty(LAST_INDEX) ?? 0);
  const rows = table.rows.map(({ rowNumber, cells }) => ({ rowNumber, cells }));
  const added = rows.filter(({ rowNumber }) => rowNumber > lastIndex);
  postRows('/append', added);
  const last = rows[rows.length - 1];
  // It never goes back: that is what «remembered» means.
  if (last !== undefined && added.length > 0) {
    properties.setProperty(LAST_INDEX, String(last.rowNumber));
  }
  if (edited === undefined) return;
  const isEdited = (rowNumber: number) =>
    rowNumber <= lastIndex && rowNumber >= edited.first && rowNumber <= edited.last;
  postRows(
    '/update',
    rows.filter(({ rowNumber }) => isEdited(rowNumber)),
  );
}

export function onOpen(): void {
  addMenu();
}

export function activate(): void {
  install();
  runLocked(() => sync());
}

export function syncNow(): void {
  runLocked(() => sync());
}

export function onEditEvent({ range }: EditEvent): void {
  runLocked(() => sync({ first: range.getRow(), last: range.getLastRow() }));
}

export function onChangeEvent(): void {
  runLocked(() => sync());
}

export function onClock(): void {
  runLocked(() => sync());
}
