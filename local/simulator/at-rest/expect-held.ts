/** What was wiped, many rows at once or within a day: held, not deleted. */
import type { Expectations } from '../../scenario/expectations.ts';
import { foldTitle } from '../../scenario/judge-records.ts';
import type { Evidence, UnitEvidence } from '../evidence.ts';
import { listLostRecords } from '../invariants/check-hold.ts';
import type { JudgedRow } from '../judge-rows.ts';

/** Until somebody confirmed or put them back, what was wiped is held. */
export function expectHeld(
  evidence: Evidence,
  { unit, rows }: UnitEvidence,
  judged: readonly JudgedRow[],
): readonly Expectations[] {
  const onSheet = new Set(judged.map(({ row }) => foldTitle(row.title)));
  const lost = listLostRecords(evidence).filter(({ commit }) => commit.unit === unit);
  const titles = lost.flatMap(({ commit: { writes } }) =>
    writes.flatMap(({ row, history }) =>
      history?.kind === 'delete' && rows.get(row.id)?.state === 'deleted'
        ? [row.initiative.title]
        : [],
    ),
  );
  return [...new Set(titles)]
    .filter((title) => !onSheet.has(title) && isOnce(titles, title))
    .map((title) => ({ do: 'expect', record: { unit, title, state: 'held' } }));
}

function isOnce(titles: readonly string[], title: string): boolean {
  return titles.indexOf(title) === titles.lastIndexOf(title);
}
