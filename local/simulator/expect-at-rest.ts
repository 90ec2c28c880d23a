/** What any right system fulfils once a run is at rest, as lines of a scenario. */
import { MENU } from '../../core/wording/sheet.ts';
import type { Expectations } from '../scenario/expectations.ts';
import type { Step } from '../scenario/scenario-file.ts';
import { expectHeld } from './at-rest/expect-held.ts';
import { expectHistories } from './at-rest/expect-history.ts';
import { expectRecords } from './at-rest/expect-records.ts';
import { expectRows } from './at-rest/expect-rows.ts';
import { expectCounts, expectSummary } from './at-rest/expect-summary.ts';
import { isFulfilled } from './at-rest/is-fulfilled.ts';
import type { Evidence } from './evidence.ts';
import { judgeRows } from './judge-rows.ts';

/** One broken expectation proves the failure; more of them tell where to look. */
const MAX_LINES = 12;

/**
 * Judged from the sheets, which hold the truth of what people typed, and from what the run recorded.
 *
 * @returns only those this very run breaks; none where the failure cannot be seen at rest
 */
export function expectAtRest(evidence: Evidence, steps: readonly Step[]): readonly Expectations[] {
  const isBroken = (step: Expectations) => !isFulfilled(step, evidence);
  // While entry stands still nothing is compared: what counts is what was accepted before.
  const judged = evidence.units.flatMap((unit) => {
    const { sheet } = unit;
    if (sheet.kind === 'stopped' || !sheet.isWhole) return [];
    return [{ unit, rows: judgeRows(sheet.rows, evidence) }];
  });
  const ofUnits = judged.flatMap(({ unit, rows }) => [
    ...expectRows(unit, rows),
    ...expectRecords(evidence, unit, rows),
    ...(confirms(steps, unit.unit) ? [] : expectHeld(evidence, unit, rows)),
    ...expectHistories(evidence, unit),
  ]);
  const isAll = judged.length === evidence.units.length;
  const counts = isAll ? [expectCounts(judged.map(({ rows }) => rows))] : [];
  const broken = [...ofUnits, ...counts].filter(isBroken);
  // Figures made of wrong records say nothing of their own.
  return (broken.length > 0 ? broken : expectSummary(evidence).filter(isBroken)).slice(
    0,
    MAX_LINES,
  );
}

/** Whoever confirmed wanted the rows gone, although nothing was held when they said so. */
function confirms(steps: readonly Step[], unit: string): boolean {
  return steps.some((step) =>
    step.do === 'together'
      ? confirms(step.actions, unit)
      : step.do === 'menu' && step.in === unit && step.item === MENU.confirmDeletion,
  );
}
