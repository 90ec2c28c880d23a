/** Cuts a decision into transactions a table can take, each with the head as it will then be. */
import { addToAggregates, removeFromAggregates } from '../aggregates.ts';
import type { UnitHead } from '../unit-head.ts';
import type { SyncDecision } from './decide-sync.ts';
import { addToSet, removeFromSet } from './fingerprint.ts';
import { MARK_VERSION } from './mark.ts';
import { rememberDeletions } from './mass-delete-hold.ts';
import type { RowWrite, StoredRow } from './stored-row.ts';

/** A transaction takes 100 items: rows with their history, and the head. */
export const MAX_SLICE_ROWS = 49;
export const MAX_SLICE_BYTES = 3_500_000;
/** What names, numbers and the read initiative add to the typed text, an upper estimate. */
const ROW_OVERHEAD_BYTES = 2_000;

export type Slice = {
  /** The head must still be this: sequence, token and version. */
  readonly expected: Pick<UnitHead, 'seq' | 'token' | 'version'>;
  readonly head: UnitHead;
  readonly writes: readonly RowWrite[];
};

/** What all slices of a request share. */
export type SliceBasis = {
  /** As it stands before the first. */
  readonly head: UnitHead;
  readonly stored: ReadonlyMap<string, StoredRow>;
  /** Made by the server for this request. */
  readonly token: string;
  readonly keyVersion: number;
  readonly now: number;
};

export type SliceInput = SliceBasis & {
  readonly decision: Extract<SyncDecision, { kind: 'decided' }>;
};

/** No slices where nothing changes: the sequence then stays as it is. */
export function planSlices({ decision, ...basis }: SliceInput): readonly Slice[] {
  return [...cutSlices(decision.writes.values(), basis)];
}

/**
 * Each slice as soon as its last write is there, and in the end what the writes end with: the next
 * one can be decided while this one is written.
 */
export function* cutSlices<End>(
  writes: Iterator<RowWrite, End, undefined>,
  { head: first, stored, token, keyVersion, now }: SliceBasis,
): Generator<Slice, End, undefined> {
  const groups = groupWrites(writes);
  let head = first;
  let group = groups.next();
  while (group.done !== true) {
    const { seq, version } = head;
    const { hold: _, ...counted } = countWrites(head, group.value, stored);
    const after: UnitHead = {
      ...counted,
      keyVersion,
      token,
      seq: head === first ? seq + 1 : seq,
      version: version + 1,
      markVersion: MARK_VERSION,
      changedAt: now,
      // Every slice, not only the last: a run that stops between two must not lose a hold.
      recentDeletions: rememberDeletions(head.recentDeletions, {
        now,
        deleted: countDeletions(group.value, stored),
        revived: listRevivedFrom(group.value, stored),
      }),
      ...toHold(head, group.value, stored),
    };
    yield { expected: { seq, token: head.token, version }, head: after, writes: group.value };
    head = after;
    group = groups.next();
  }
  return group.value;
}

/** A confirmed deletion was wanted and held before: it does not count towards the next hold. */
function countDeletions(
  writes: readonly RowWrite[],
  stored: ReadonlyMap<string, StoredRow>,
): number {
  return writes.filter(
    ({ row }) => row.state === 'deleted' && stored.get(row.id)?.state === 'active',
  ).length;
}

/** When each row that comes back had been deleted. */
function listRevivedFrom(
  writes: readonly RowWrite[],
  stored: ReadonlyMap<string, StoredRow>,
): readonly number[] {
  return writes.flatMap(({ row }) => {
    const before = stored.get(row.id);
    return before?.state === 'deleted' && row.state === 'active' ? [before.at] : [];
  });
}

/** The open hold counts exactly the rows that are held once these writes are done. */
function toHold(
  head: UnitHead,
  writes: readonly RowWrite[],
  stored: ReadonlyMap<string, StoredRow>,
): Pick<UnitHead, 'hold'> {
  const before = writes.filter(({ row }) => stored.get(row.id)?.state === 'held').length;
  const after = writes.filter(({ row }) => row.state === 'held').length;
  const count = (head.hold?.count ?? 0) - before + after;
  const id = head.hold?.id ?? writes.find(({ row }) => row.state === 'held')?.row.holdId;
  return count > 0 && id !== undefined ? { hold: { id, count } } : {};
}

/** A full group does not wait for the write that would begin the next. */
function* groupWrites<End>(
  writes: Iterator<RowWrite, End, undefined>,
): Generator<readonly RowWrite[], End, undefined> {
  let group: RowWrite[] = [];
  let bytes = 0;
  let next = writes.next();
  while (next.done !== true) {
    const size = estimateBytes(next.value);
    if (group.length > 0 && bytes + size > MAX_SLICE_BYTES) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(next.value);
    bytes += size;
    if (group.length === MAX_SLICE_ROWS) {
      yield group;
      group = [];
      bytes = 0;
    }
    next = writes.next();
  }
  if (group.length > 0) yield group;
  return next.value;
}

/** Typed text stands in the row twice (typed and read) and once in history; UTF-8 needs ≤ 3 bytes a unit. */
function estimateBytes({ row }: RowWrite): number {
  const letters = Object.values(row.cells).reduce<number>(
    (sum, value) => sum + (typeof value === 'string' ? value.length : 24),
    0,
  );
  return 3 * 3 * letters + ROW_OVERHEAD_BYTES;
}

function countWrites(
  head: UnitHead,
  writes: readonly RowWrite[],
  stored: ReadonlyMap<string, StoredRow>,
): UnitHead {
  let { set, aggregates, active } = head;
  for (const { row } of writes) {
    const before = stored.get(row.id);
    if (before !== undefined && before.state !== 'deleted') {
      aggregates = removeFromAggregates(aggregates, before.initiative);
    }
    if (row.state !== 'deleted') aggregates = addToAggregates(aggregates, row.initiative);
    if (before?.state === 'active') {
      set = removeFromSet(set, before.id, before.fingerprint);
      active -= 1;
    }
    if (row.state === 'active') {
      set = addToSet(set, row.id, row.fingerprint);
      active += 1;
    }
  }
  return { ...head, set, aggregates, active };
}
