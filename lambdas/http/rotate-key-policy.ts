/** The policy after a rotation: a new key is current, and the one of before goes on for a while. */
import type { KeyPolicy } from './key-policy.ts';

export type Rotation = {
  /** Epoch milliseconds. */
  readonly now: number;
  /** How long a sheet may go on with the key of before. */
  readonly overlapMs: number;
};

/**
 * A key before the one of before ends at once: only two are accepted at a time.
 *
 * @returns a policy whose current version was never given out
 */
export function rotateKeyPolicy(policy: KeyPolicy, { now, overlapMs }: Rotation): KeyPolicy {
  const { current, revoked } = policy;
  const next = { current: Math.max(current, ...revoked) + 1, revoked };
  if (revoked.includes(current)) return next;
  return { ...next, previous: { version: current, acceptedUntil: now + overlapMs } };
}
