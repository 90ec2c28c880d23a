/** Versions written although nobody had changed what they say. */
import { toContent } from '../../../local/simulator/sheet-snapshot.ts';
import type { RecordEvidence } from '../record-evidence.ts';
import type { SheetTruth } from './follow-rows.ts';
import { toTitle } from './sheet-rows.ts';

type Written = { readonly title: string; times: number; revivals: number };

/**
 * A content may be written as often as a row came to say it, a deletion as often as an initiative
 * of its title went; a revival also as often as one came back, whatever its row then says. Every
 * further version is needless.
 */
export function countNeedless(truth: SheetTruth, records: readonly RecordEvidence[]): number {
  const written = new Map<string, Written>();
  const deletions = new Map<string, number>();
  for (const { kind, cells } of records.flatMap(({ history }) => history)) {
    const title = toTitle(cells);
    if (kind === 'delete') add(deletions, title, 1);
    else {
      const content = toContent(cells);
      const known = written.get(content) ?? { title, times: 0, revivals: 0 };
      written.set(content, known);
      known.times += 1;
      if (kind === 'revive') known.revivals += 1;
    }
  }
  const revivals = new Map<string, number>();
  let rewrites = 0;
  for (const [content, one] of written) {
    const excess = Math.max(0, one.times - (truth.arisals.get(content) ?? 0));
    const revived = Math.min(excess, one.revivals);
    add(revivals, one.title, revived);
    rewrites += excess - revived;
  }
  return rewrites + countExcess(revivals, truth.returns) + countExcess(deletions, truth.departures);
}

function add(counts: Map<string, number>, key: string, times: number): void {
  counts.set(key, (counts.get(key) ?? 0) + times);
}

function countExcess(done: ReadonlyMap<string, number>, due: ReadonlyMap<string, number>): number {
  let excess = 0;
  for (const [key, times] of done) excess += Math.max(0, times - (due.get(key) ?? 0));
  return excess;
}
