/**
 * A hash for each position: a run compares each row with the hash remembered for its place and
 * sends the places whose hash differs. Deletions are not noticed.
 *
 * Activepieces and n8n work so: a diff by position, idempotence by hash, no deletes, polled every
 * few minutes. Here a position is remembered only once the store has answered for it.
 */
import { TYPED_COLUMNS } from '../../../core/columns.ts';
import { hash64, toBase64Url } from '../../../core/hash.ts';
import { readLongProperty, writeLongProperty } from '../sheet/long-property.ts';
import { postRows } from '../sheet/post.ts';
import { type PeerRow, readSheet } from '../sheet/read-sheet.ts';
import { toTriggers } from '../sheet/whole-sheet-triggers.ts';

const HASHES = 'hashes';
const HASH_LENGTH = 8;

function sync(): void {
  const table = readSheet();
  if (table === undefined) return;
  const remembered = readLongProperty(HASHES).split(',');
  const hashes: string[] = [];
  const changed: PeerRow[] = [];
  for (const row of table.rows) {
    const hash = toHash(row);
    if (hash !== remembered[row.rowNumber]) changed.push(row);
    hashes[row.rowNumber] = hash;
  }
  postRows(
    '/upsert',
    changed.map(({ rowNumber, cells }) => ({ key: String(rowNumber), cells })),
  );
  const text = hashes.join(',');
  if (text !== remembered.join(',')) writeLongProperty(HASHES, text);
}

function toHash({ cells }: PeerRow): string {
  const text = JSON.stringify(TYPED_COLUMNS.map((column) => cells[column] ?? ''));
  return toBase64Url(hash64(text), HASH_LENGTH);
}

export const { onOpen, activate, syncNow, onEditEvent, onChangeEvent, onClock } = toTriggers(sync);
