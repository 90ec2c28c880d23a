/**
 * An id in a column of the row: a row without one is given one, every run sends each row under the
 * id that stands beside it and drops the ids that are no more.
 *
 * Whalesync (an id column) and AppSheet (a key of the user's) work so. What they do with an id
 * that was copied along is not established; here the lower row is written last.
 */
import { post, postRows } from '../sheet/post.ts';
import { type PeerTable, readSheet } from '../sheet/read-sheet.ts';
import { toTriggers } from '../sheet/whole-sheet-triggers.ts';

function sync(): void {
  const table = readSheet();
  // Without its column it cannot tell the rows apart and does nothing.
  if (table?.idPlace === undefined) return;
  const rows = giveIds(table, table.idPlace);
  postRows('/upsert', rows);
  post('/retain', { keys: rows.map(({ key }) => key) });
}

/** Written and flushed before anything is sent: a run that dies then gives no second id. */
function giveIds({ sheet, rows }: PeerTable, idPlace: number) {
  const keyed = rows.map(({ rowNumber, id, cells }) => {
    const isNew = id === '';
    return { rowNumber, isNew, key: isNew ? Utilities.getUuid() : id, cells };
  });
  for (const { first, keys } of toRuns(keyed.filter(({ isNew }) => isNew))) {
    sheet.getRange(first, idPlace + 1, keys.length, 1).setValues(keys.map((key) => [key]));
  }
  SpreadsheetApp.flush();
  return keyed.map(({ key, cells }) => ({ key, cells }));
}

/** Neighbours are written in one call. */
function toRuns(rows: readonly { readonly rowNumber: number; readonly key: string }[]) {
  const runs: { first: number; keys: string[] }[] = [];
  for (const { rowNumber, key } of rows) {
    const open = runs[runs.length - 1];
    if (open !== undefined && open.first + open.keys.length === rowNumber) open.keys.push(key);
    else runs.push({ first: rowNumber, keys: [key] });
  }
  return runs;
}

export const { onOpen, activate, syncNow, onEditEvent, onChangeEvent, onClock } = toTriggers(sync);
