/** What is left of a unit's keys once it is retired: nothing, until it is brought back. */
import { describe, expect, it } from 'vitest';
import { checkKeyVersion, FIRST_KEY_POLICY } from '../../../lambdas/http/key-policy.ts';
import { planRetirement } from '../../../lambdas/http/key-retirement.ts';
import { planRevocation } from '../../../lambdas/http/key-revocation.ts';
import { planRotation } from '../../../lambdas/http/key-rotation.ts';

const NOW = 1_000;
const ROTATING = { current: 3, previous: { version: 2, acceptedUntil: NOW }, revoked: [1] };

describe('a retired policy', () => {
  it.each([FIRST_KEY_POLICY, ROTATING])('accepts no version that was ever made: %o', (before) => {
    const { policy } = planRetirement(before);
    for (let version = 1; version <= before.current; version += 1) {
      expect(checkKeyVersion(policy, version, NOW)).toEqual({ kind: 'refused', code: 'forbidden' });
    }
    expect(policy.revoked).toContain(policy.current);
  });

  it('also ends the key a revocation made and nobody was given', () => {
    const revoked = planRevocation(FIRST_KEY_POLICY, 'all');
    if (revoked.kind !== 'changed') throw new Error('nothing revoked');
    expect(planRetirement(revoked.policy).policy).toEqual({ current: 2, revoked: [1, 2] });
  });

  it('stays as it is', () => {
    const { policy } = planRetirement(ROTATING);
    expect(planRetirement(policy)).toEqual({ kind: 'unchanged', policy });
    expect(planRevocation(policy, 'all')).toEqual({ kind: 'unchanged' });
  });

  it('comes back with a version that never was, and none beside it', () => {
    const { policy } = planRetirement(ROTATING);
    const times = { now: NOW, overlapMs: 1 };
    expect(planRotation(policy, times)).toEqual({
      kind: 'changed',
      policy: { current: 4, revoked: [1, 2, 3] },
    });
  });
});
