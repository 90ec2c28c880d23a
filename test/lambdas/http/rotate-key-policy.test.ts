/** Rotation: a key nobody was given before, and the one of before for a while. */
import { describe, expect, it } from 'vitest';
import { checkKeyVersion, FIRST_KEY_POLICY } from '../../../lambdas/http/key-policy.ts';
import { rotateKeyPolicy } from '../../../lambdas/http/rotate-key-policy.ts';

const NOW = 1_000_000;
const OVERLAP = { now: NOW, overlapMs: 500 };

describe('rotateKeyPolicy', () => {
  it('makes the next version current and accepts the one of before until the overlap ends', () => {
    const policy = rotateKeyPolicy(FIRST_KEY_POLICY, OVERLAP);
    expect(policy).toEqual({
      current: 2,
      previous: { version: 1, acceptedUntil: 1_000_500 },
      revoked: [],
    });
    expect(checkKeyVersion(policy, 2, NOW).kind).toBe('accepted');
    expect(checkKeyVersion(policy, 1, 1_000_500).kind).toBe('accepted');
    expect(checkKeyVersion(policy, 1, 1_000_501).kind).toBe('refused');
  });

  it('never takes back what was revoked', () => {
    const policy = rotateKeyPolicy({ current: 2, revoked: [1, 2] }, OVERLAP);
    expect(policy).toEqual({ current: 3, revoked: [1, 2] });
    expect(checkKeyVersion(policy, 2, NOW)).toEqual({ kind: 'refused', code: 'forbidden' });
  });

  it('gives no version that was revoked before it was given out', () => {
    expect(rotateKeyPolicy({ current: 1, revoked: [2] }, OVERLAP).current).toBe(3);
  });
});
