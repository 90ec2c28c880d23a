/** Where units find each other's near duplicates: advisory, apart from the records themselves. */
import type { CurrentTitle, RowRef } from '../../core/near/find-across-units.ts';
import type { NearKeyChanges, NearKeyItem } from '../../core/near/near-key-items.ts';

/** What callers ask for at once: an adapter does all of one call in parallel. */
export const MAX_KEYS_A_CALL = 25;
export const MAX_CHANGES_A_CALL = 100;
/** Read of one key; how many stand there may be without bound. */
export const MAX_ITEMS_A_KEY = 40;

/**
 * Every call may throw: Fault 'store.conflict' when the table stays throttled after bounded
 * retries, Fault 'store.corrupt_item', or what the table threw. Nothing but advice is lost then.
 */
export type NearDuplicateStore = {
  /** Items of other units under these keys; may miss what was written within the last second. */
  findItems(keys: readonly string[], exceptUnit: string): Promise<readonly NearKeyItem[]>;
  /** Safe to repeat; in parts, so a failure may leave some of them undone. */
  change(unit: string, changes: NearKeyChanges): Promise<void>;
  /** Title and year of those rows that still count, as stored now, each once. */
  readTitles(rows: readonly RowRef[]): Promise<readonly CurrentTitle[]>;
};
