/** What ingest asks of the table, in its own words; one store serves one programme. */
import type { RowsNeeded } from '../../core/sync/decide-sync.ts';
import type { Slice } from '../../core/sync/plan-slices.ts';
import type { StoredRow } from '../../core/sync/stored-row.ts';
import type { UnitContact, UnitHead } from '../../core/unit-head.ts';
import type { KeyPolicy } from '../http/key-policy.ts';

/** Absent is what was never written. */
export type StoredUnit = {
  readonly head?: UnitHead;
  readonly contact?: UnitContact;
  readonly keyPolicy?: KeyPolicy;
};

/** Every change raises `current`. */
export type KeyPolicyChange = {
  /** Undefined where there is none yet. */
  readonly before: KeyPolicy | undefined;
  readonly next: KeyPolicy;
};

export type SliceOutcome =
  | { readonly kind: 'committed' }
  /** The head is no longer what the slice expects, and not because of this slice itself. */
  | { readonly kind: 'superseded' };

/**
 * Every read is strongly consistent: it sees all that was acknowledged before it began.
 *
 * Every call may throw Fault 'store.conflict' when the table stays throttled or in conflict after
 * bounded retries, and Fault 'store.corrupt_item' when a stored item has not the expected shape.
 */
export type SyncStore = {
  readUnit(unit: string): Promise<StoredUnit>;
  /** The rows that exist among those needed, by id; deleted ones too. */
  readRows(unit: string, needed: RowsNeeded): Promise<ReadonlyMap<string, StoredRow>>;
  /** Writes a unit's first head unless there is one. @returns the head as it now stands */
  registerHead(head: UnitHead): Promise<UnitHead>;
  /** Rows, history and head together or not at all. Safe to repeat. */
  commitSlice(slice: Slice): Promise<SliceOutcome>;
  writeContact(contact: UnitContact): Promise<void>;
  /** Only while what stands there is `before`. Safe to repeat. */
  replaceKeyPolicy(unit: string, change: KeyPolicyChange): Promise<'replaced' | 'superseded'>;
};
