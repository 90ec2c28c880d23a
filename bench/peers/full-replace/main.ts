/**
 * Clear, then write: every run empties the destination and writes the whole sheet into it anew.
 *
 * Airbyte's full refresh with overwrite works so (#3936 asks for changed rows only, #77880 found
 * the destination left blank because clear runs before write), glific #4276 deleted the data
 * before the new data was checked.
 */
import { post, postRows } from '../sheet/post.ts';
import { readSheet } from '../sheet/read-sheet.ts';
import { toTriggers } from '../sheet/whole-sheet-triggers.ts';

function sync(): void {
  const table = readSheet();
  if (table === undefined) return;
  post('/clear', {});
  postRows(
    '/append',
    table.rows.map(({ rowNumber, cells }) => ({ rowNumber, cells })),
  );
}

export const { onOpen, activate, syncNow, onEditEvent, onChangeEvent, onClock } = toTriggers(sync);
