/**
 * Clear, then write: every run empties the destination and writes the whole sheet into it anew.
 *
 * Airbyte's full refresh with overwrite works so (#3936 asks for changed rows only, #77880 found
 * the destination left blank because clear runs before write), glific #4276 deleted the data
 * before the new data was checked.
 */
import { addMenu, install } from '../sheet/install.ts';
import { post, postRows } from '../sheet/post.ts';
import { readSheet } from '../sheet/read-sheet.ts';
import { runLocked } from '../sheet/run-locked.ts';

function sync(): void {
  const table = readSheet();
  if (table === undefined) return;
  post('/clear', {});
  postRows(
    '/append',
    table.rows.map(({ rowNumber, cells }) => ({ rowNumber, cells })),
  );
}

export function onOpen(): void {
  addMenu();
}

export function activate(): void {
  install();
  runLocked(sync);
}

export function syncNow(): void {
  runLocked(sync);
}

export function onEditEvent(): void {
  runLocked(sync);
}

export function onChangeEvent(): void {
  runLocked(sync);
}

export function onClock(): void {
  runLocked(sync);
}
