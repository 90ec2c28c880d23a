/** The rule against wiped tables: many rows gone at once are held, not deleted. */
import type { DeletionHour } from '../unit-head.ts';

export const HOLD_MIN_ROWS = 10;
export const HOLD_SHARE_PERCENT = 20;
const HOUR_MS = 3_600_000;
const WINDOW_HOURS = 24;

export type MissingRows = {
  /** Active records not on the sheet now; held ones are neither here nor in `active`. */
  readonly missing: number;
  /** Active records before anything is taken away. */
  readonly active: number;
  readonly recent: readonly DeletionHour[];
  readonly now: number;
};

/** At least 10 rows and more than 20 % of the active records, now or within 24 hours together. */
export function mustHold({ missing, active, recent, now }: MissingRows): boolean {
  const earlier = recentHours(recent, now).reduce((sum, hour) => sum + hour.count, 0);
  const gone = missing + earlier;
  return gone >= HOLD_MIN_ROWS && gone * 100 > HOLD_SHARE_PERCENT * (active + earlier);
}

/** The hours still inside the window, with `count` more deletions now. */
export function rememberDeletions(
  recent: readonly DeletionHour[],
  now: number,
  count: number,
): readonly DeletionHour[] {
  const hours = recentHours(recent, now);
  if (count === 0) return hours;
  const hour = Math.floor(now / HOUR_MS);
  const same = hours.find((entry) => entry.hour === hour);
  return [...hours.filter((entry) => entry !== same), { hour, count: count + (same?.count ?? 0) }];
}

function recentHours(recent: readonly DeletionHour[], now: number): readonly DeletionHour[] {
  // The hour 24 hours ago may hold deletions of less than 24 hours ago: it still counts.
  const oldest = Math.floor(now / HOUR_MS) - WINDOW_HOURS;
  return recent.filter((entry) => entry.hour >= oldest);
}
