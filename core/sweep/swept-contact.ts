/** What is remembered of a unit whose script is silent: never that the script had spoken. */
import type { RowCounts, RowLocations } from '../messages/sync-request.ts';
import { equalLocations } from '../sync/row-locations.ts';
import type { UnitContact, UnitSweep } from '../unit-head.ts';
import { equalCounts } from '../unit-head.ts';

export type SweepNews = {
  readonly sweep: UnitSweep;
  /** Absent where no rows were taken: what the script said last still stands. */
  readonly taken?: { readonly counts: RowCounts; readonly locations: RowLocations };
};

/** Only what a reader of the summary could see moves `changedAt`: not every sweep is news. */
export function toSweptContact(before: UnitContact, { sweep, taken }: SweepNews): UnitContact {
  const counts = taken?.counts ?? before.counts;
  const locations = taken?.locations ?? before.locations;
  const isNews =
    before.sweep?.found !== sweep.found ||
    !equalCounts(counts, before.counts) ||
    (locations !== undefined && !equalLocations(before.locations, locations));
  return {
    ...before,
    counts,
    ...(locations === undefined ? {} : { locations }),
    sweep,
    changedAt: isNews ? sweep.at : before.changedAt,
  };
}
