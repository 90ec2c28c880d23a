/**
 * The row number is the key: every run reads the whole sheet, sends each row under its number and
 * drops the numbers that are no more.
 *
 * tap-google-sheets (Singer) works so: full read, key `__sdc_row`, hard deletes; findthemasks #268
 * used row numbers as ids. Known to break on sort and insert.
 */
import { post, postRows } from '../sheet/post.ts';
import { readSheet } from '../sheet/read-sheet.ts';
import { toTriggers } from '../sheet/whole-sheet-triggers.ts';

function sync(): void {
  const table = readSheet();
  if (table === undefined) return;
  const rows = table.rows.map(({ rowNumber, cells }) => ({ key: String(rowNumber), cells }));
  postRows('/upsert', rows);
  post('/retain', { keys: rows.map(({ key }) => key) });
}

export const { onOpen, activate, syncNow, onEditEvent, onChangeEvent, onClock } = toTriggers(sync);
