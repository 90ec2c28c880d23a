/** The rule against wiped tables: many rows gone at once are held, not deleted. */
import type { Deletions } from '../unit-head.ts';

export const HOLD_MIN_ROWS = 10;
export const HOLD_SHARE_PERCENT = 20;
const WINDOW_MS = 24 * 3_600_000;
/** A head is one item: of more moments than this the oldest two are remembered as one. */
const MAX_MOMENTS = 48;

export type MissingRows = {
  /** Active records not on the sheet now; held ones are neither here nor in `active`. */
  readonly missing: number;
  /** Active records before anything is taken away. */
  readonly active: number;
  readonly recent: readonly Deletions[];
  readonly now: number;
};

/** At least 10 rows and more than 20 % of the active records, now or within 24 hours together. */
export function mustHold({ missing, active, recent, now }: MissingRows): boolean {
  const earlier = listInWindow(recent, now).reduce((sum, { count }) => sum + count, 0);
  const gone = missing + earlier;
  return gone >= HOLD_MIN_ROWS && gone * 100 > HOLD_SHARE_PERCENT * (active + earlier);
}

export type DeletionNews = {
  readonly now: number;
  /** Rows deleted now. */
  readonly deleted: number;
  /** When rows that came back now had been deleted: they are not missing any more. */
  readonly revived: readonly number[];
};

/** Deletions still inside the window once these are added and taken back. */
export function rememberDeletions(
  recent: readonly Deletions[],
  { now, deleted, revived }: DeletionNews,
): readonly Deletions[] {
  const left = revived.reduce(takeBackOne, listInWindow(recent, now));
  if (deleted === 0) return left;
  const same = left.find(({ at }) => at === now);
  const others = left.filter((one) => one !== same);
  return mergeOldest([...others, { at: now, count: deleted + (same?.count ?? 0) }]);
}

function listInWindow(recent: readonly Deletions[], now: number): readonly Deletions[] {
  return recent.filter(({ at, count }) => now - at < WINDOW_MS && count > 0);
}

/** Moments that were merged carry the time of the later one. */
function takeBackOne(recent: readonly Deletions[], deletedAt: number): readonly Deletions[] {
  const index = recent.findIndex(({ at, count }) => at >= deletedAt && count > 0);
  return recent.flatMap(({ at, count }, position) => {
    const now = position === index ? count - 1 : count;
    return now > 0 ? [{ at, count: now }] : [];
  });
}

function mergeOldest(recent: readonly Deletions[]): readonly Deletions[] {
  const [first, second, ...others] = recent;
  if (recent.length <= MAX_MOMENTS || first === undefined || second === undefined) return recent;
  return [{ at: second.at, count: first.count + second.count }, ...others];
}
