/** Rows that leave a mass-delete hold because they are back on the sheet. */
import type { Hold, UnitHead } from '../unit-head.ts';
import type { RowWrite, StoredRow } from './stored-row.ts';

export function release(row: StoredRow): StoredRow {
  const { holdId: _, ...rest } = row;
  return { ...rest, state: 'active' };
}

/** The open hold once these writes are done: rows that came back leave it. */
export function releaseHold(
  head: UnitHead,
  writes: readonly RowWrite[],
  stored: ReadonlyMap<string, StoredRow>,
): Hold | undefined {
  if (head.hold === undefined) return undefined;
  const released = writes.filter(
    ({ row }) => stored.get(row.id)?.state === 'held' && row.state !== 'held',
  ).length;
  const count = head.hold.count - released;
  return count > 0 ? { ...head.hold, count } : undefined;
}
