/** Where units find each other's near duplicates: advisory, apart from the records themselves. */
import type { CurrentTitle, RowRef } from '../../core/near/find-across-units.ts';
import type { NearEntries } from '../../core/near/near-items.ts';

/** What callers ask for at once: an adapter does all of one call in parallel. */
export const MAX_KEYS_A_CALL = 400;
export const MAX_REPLACEMENTS_A_CALL = 200;

/** Of the item under a key; none and an item without entries are the same. */
export type NearReplacement = {
  readonly key: string;
  readonly before: NearEntries;
  readonly after: NearEntries;
};

/**
 * Every call may throw: Fault 'store.conflict' when the table stays throttled after bounded
 * retries, Fault 'store.corrupt_item', or what the table threw. Nothing but advice is lost then.
 * `inTime` is asked before each repetition while the table is throttled; without it all are made.
 */
export type NearDuplicateStore = {
  /** What stands under these keys now, whoever wrote it last; keys with nothing are left out. */
  readItems(
    keys: readonly string[],
    inTime?: () => boolean,
  ): Promise<ReadonlyMap<string, NearEntries>>;
  /**
   * Each item apart, and only while it still is what it was, so that no two writers undo each
   * other's entries; in parts, so a failure may leave some of them undone. No key twice.
   * @returns keys whose items were something else by then; one to be removed may be gone already
   */
  replaceItems(
    replacements: readonly NearReplacement[],
    inTime?: () => boolean,
  ): Promise<readonly string[]>;
  /** Title and year of those rows that still count, as stored now, each once. */
  readTitles(rows: readonly RowRef[], inTime?: () => boolean): Promise<readonly CurrentTitle[]>;
};
