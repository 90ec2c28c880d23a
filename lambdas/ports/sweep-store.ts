/** What the sweeper asks of the table, in its own words; one store serves one programme. */
import type { UnitReport } from '../../core/summary/figures.ts';
import type { UnitContact } from '../../core/unit-head.ts';
import type { SyncStore } from './sync-store.ts';

/** As of `SyncStore`: strongly consistent reads, and its faults. */
export type SweepStore = Pick<SyncStore, 'readUnit' | 'readRows' | 'commitSlice'> & {
  readReports(units: readonly string[]): Promise<readonly UnitReport[]>;
  /** Only while the contact is as it was read: a script that spoke meanwhile is not overwritten. */
  replaceContact(before: UnitContact, after: UnitContact): Promise<'written' | 'superseded'>;
};
