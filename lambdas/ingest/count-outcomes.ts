/** How many rows had each outcome, for the log. */
import type { RowOutcome } from '../../core/messages/sync-reply.ts';

export type OutcomeCounts = { readonly [kind in RowOutcome['kind']]: number };

export function countOutcomes(rows: readonly RowOutcome[]): OutcomeCounts {
  const counts = { saved: 0, unchanged: 0, moved: 0, rejected: 0, stale: 0 };
  for (const { kind } of rows) counts[kind] += 1;
  return counts;
}
