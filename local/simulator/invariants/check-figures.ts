/** Invariant 3: heads equal a recount of their rows, and what is published equals the heads. */

import { toFigures } from '../../../core/summary/figures.ts';
import { equalAggregates, recountRows, toListRow } from '../../../core/summary/list-row.ts';
import { equalSummaries, readPublication } from '../../../core/summary/machine-tab.ts';
import type { Summary } from '../../../core/summary/summary.ts';
import { toSummary } from '../../../core/summary/summary.ts';
import { addToSet, EMPTY_SET, equalSets } from '../../../core/sync/fingerprint.ts';
import type { Evidence, Publication, UnitEvidence, Violation } from '../evidence.ts';

export function checkFigures(evidence: Evidence): readonly Violation[] {
  return [
    ...evidence.units.flatMap(checkHead),
    ...evidence.publications.flatMap(checkWhole),
    ...checkLast(evidence),
  ];
}

function checkHead({ unit, head, rows }: UnitEvidence): readonly Violation[] {
  if (head === undefined) return rows.size === 0 ? [] : [violate(`${unit} has rows and no head`)];
  const violations: Violation[] = [];
  const active = [...rows.values()].filter(({ state }) => state === 'active');
  const listed = [...rows.values()].flatMap((row) => toListRow(row) ?? []);
  if (!equalAggregates(head.aggregates, recountRows(listed))) {
    violations.push(violate(`${unit} has other sums than its rows`));
  }
  if (head.active !== active.length) {
    violations.push(violate(`${unit} counts ${head.active} active rows of ${active.length}`));
  }
  const set = active.reduce((sum, row) => addToSet(sum, row.id, row.fingerprint), EMPTY_SET);
  if (!equalSets(set, head.set)) violations.push(violate(`${unit} has another set than its rows`));
  return violations;
}

function checkWhole({ isWhole, standing, order }: Publication): readonly Violation[] {
  const reading = readPublication(standing);
  if (reading.kind === 'broken') return [violate(`publication at ${order}: ${reading.reason}`)];
  return isWhole ? [] : [violate(`publication at ${order} is made of two`)];
}

/** The last one was made at rest: it says what a recount of everything says. */
function checkLast({ publications, units, programme, isQuiet }: Evidence): readonly Violation[] {
  const last = publications.at(-1);
  if (last === undefined || !isQuiet) return [];
  const reading = readPublication(last.standing);
  if (reading.kind !== 'published') return [violate('nothing is published at the end')];
  const recount = recountSummary({ units, programme });
  const isEqual = equalSummaries({ ...reading.summary, asOf: '' }, { ...recount, asOf: '' });
  return isEqual ? [] : [violate('the published summary differs from a recount')];
}

/** Made of the rows themselves, as of no time. */
export function recountSummary({
  units,
  programme,
}: Pick<Evidence, 'units' | 'programme'>): Summary {
  const reports = units.map(({ unit, head, contact, rows }) => {
    const listed = [...rows.values()].flatMap((row) => toListRow(row) ?? []);
    return {
      unit,
      ...(head === undefined ? {} : { head: { ...head, aggregates: recountRows(listed) } }),
      ...(contact === undefined ? {} : { contact }),
    };
  });
  return toSummary(toFigures({ programme, reports, asOf: 0 }));
}

function violate(reason: string): Violation {
  return { invariant: 3, reason };
}
