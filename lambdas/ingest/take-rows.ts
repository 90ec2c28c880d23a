/**
 * A request that brings rows or an index of them: decided and written. With all that reads cells it
 * is a file of its own, which an idle sheet's request does not load.
 */
import { toProgrammeRules } from '../../core/programme.ts';
import { toReadingRules } from '../../core/rules.ts';
import { planReads, readSent, stepSync } from '../../core/sync/decide-sync.ts';
import { cutSlices, MAX_SLICE_ROWS } from '../../core/sync/plan-slices.ts';
import { toVietnamDay } from '../../core/time.ts';
import { toErrorFields } from '../adapters/telemetry/error-fields.ts';
import type { Advice, AdviceInput } from './advise-near-duplicates.ts';
import { adviseNearDuplicates } from './advise-near-duplicates.ts';
import { commitSlices } from './commit-slices.ts';
import { during } from './during.ts';
import type { RowsSent, RowsTaken, RowsTakingDeps } from './rows-taken.ts';
import { NO_ADVICE } from './rows-taken.ts';

/**
 * The head was read before the rows and every slice expects it, so no change of theirs goes unseen.
 *
 * @throws what the store throws
 */
export async function takeRows(deps: RowsTakingDeps, sent: RowsSent): Promise<RowsTaken> {
  const { store, programme, letCallsLeave } = deps;
  const { unit, keyVersion, head, request, now } = sent;
  const rules = toReadingRules(toProgrammeRules(programme), toVietnamDay(now));
  const first = request.rows.slice(0, MAX_SLICE_ROWS);
  const [stored, readAhead] = await during(
    letCallsLeave,
    store.readRows(unit.code, planReads(request, head)),
    () => readSent(first, rules),
  );
  const steps = stepSync({ request, head, stored, rules, readAhead, now });
  const basis = { head, stored, token: deps.newToken(), keyVersion, now };
  const { end: decision, ...committed } = await commitSlices(deps, head, cutSlices(steps, basis));
  const { slices, lostIds } = committed;
  return {
    decision,
    committed,
    advise: (outcomes) => {
      const writes = slices.flatMap((slice) => slice.writes);
      const inTable = writes.filter(({ row }) => !lostIds.has(row.id));
      return advise(deps, { unit: unit.code, outcomes, writes: inTable, stored });
    },
  };
}

/** The rows are in by now: whatever fails here must not make their answer a failure. */
async function advise(deps: RowsTakingDeps, input: AdviceInput): Promise<Advice> {
  try {
    return await adviseNearDuplicates(deps, input);
  } catch (error) {
    deps.logger.warn('near duplicates left out', { unit: input.unit, ...toErrorFields(error) });
    deps.metrics.count('NearDuplicatesLeftOut', 1);
    return NO_ADVICE;
  }
}
