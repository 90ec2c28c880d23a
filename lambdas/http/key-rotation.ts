/** A unit's next key, by routine: the one before it is accepted long enough to learn the new one. */
import type { KeyPolicyStore } from './change-key-policy.ts';
import { changeKeyPolicy } from './change-key-policy.ts';
import type { KeyPolicy } from './key-policy.ts';

export type KeyRotation =
  | { readonly kind: 'changed'; readonly policy: KeyPolicy }
  /** Another rotation is under way: sheets that did not speak since would be shut out. */
  | { readonly kind: 'tooSoon'; readonly acceptedUntil: number };

export type RotationTimes = {
  /** Epoch milliseconds. */
  readonly now: number;
  /** How long the version before is still accepted. */
  readonly overlapMs: number;
};

/** A sheet that is asleep for longer needs a new activation code. */
export const DEFAULT_OVERLAP_MS = 14 * 86_400_000;

export function planRotation(policy: KeyPolicy, { now, overlapMs }: RotationTimes): KeyRotation {
  const { current, previous, revoked } = policy;
  if (previous !== undefined && now <= previous.acceptedUntil) {
    return { kind: 'tooSoon', acceptedUntil: previous.acceptedUntil };
  }
  const next: KeyPolicy = { current: current + 1, revoked };
  // A revoked version is never told the next one.
  if (revoked.includes(current)) return { kind: 'changed', policy: next };
  const overlap = { version: current, acceptedUntil: now + overlapMs };
  return { kind: 'changed', policy: { ...next, previous: overlap } };
}

/** @throws Fault 'store.conflict' where others change the same policy again and again */
export function rotateKey(
  store: KeyPolicyStore,
  unit: string,
  times: RotationTimes,
): Promise<KeyRotation> {
  return changeKeyPolicy(store, unit, (policy) => planRotation(policy, times));
}
