/** What the operator does with a unit's key in a scenario: rotate it by routine, or withdraw it. */
import { toAsOf } from '../../core/summary/as-of.ts';
import { revokeKey } from '../../lambdas/http/key-revocation.ts';
import { DEFAULT_OVERLAP_MS, rotateKey } from '../../lambdas/http/key-rotation.ts';
import type { LocalSystem } from '../system.ts';
import { ScenarioError } from './scenario-error.ts';
import type { Step } from './scenario-file.ts';

export type KeyStep = Extract<Step, { do: 'rotateKey' | 'revokeKey' }>;

/** @throws ScenarioError where a rotation is under way */
export async function changeKey(
  { table, clock }: Pick<LocalSystem, 'table' | 'clock'>,
  step: KeyStep,
): Promise<void> {
  if (step.do === 'revokeKey') {
    await revokeKey(table, step.unit, 'all');
    return;
  }
  const { unit } = step;
  const rotation = await rotateKey(table, unit, { now: clock.now(), overlapMs: toOverlapMs(step) });
  if (rotation.kind === 'changed') return;
  const until = toAsOf(rotation.acceptedUntil);
  throw new ScenarioError(
    `${unit} was given a key just now: the one before is good until ${until}`,
  );
}

export function toOverlapMs({ overlapMinutes }: Extract<KeyStep, { do: 'rotateKey' }>): number {
  return overlapMinutes === undefined ? DEFAULT_OVERLAP_MS : overlapMinutes * 60_000;
}
