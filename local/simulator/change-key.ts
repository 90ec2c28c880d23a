/** What the operator does with a unit's key inside a simulation. */
import { revokeKey } from '../../lambdas/http/key-revocation.ts';
import { rotateKey } from '../../lambdas/http/key-rotation.ts';
import type { KeyStep } from '../scenario/change-key.ts';
import { toOverlapMs } from '../scenario/change-key.ts';
import type { World } from './simulated-world.ts';

/** @returns undefined where nothing came of it: a rotation is under way */
export async function changeKey(world: World, step: KeyStep): Promise<KeyStep | undefined> {
  const { table, clock, keys } = world;
  const { unit } = step;
  const change =
    step.do === 'revokeKey'
      ? await revokeKey(table.store, unit, 'all')
      : await rotateKey(table.store, unit, { now: clock.now(), overlapMs: toOverlapMs(step) });
  if (change.kind !== 'changed') return undefined;
  keys.changed(unit, { current: change.policy.current, isRevocation: step.do === 'revokeKey' });
  return step;
}
