/** Versions of a unit's key refused at once and for good, as after a leak. */
import type { KeyPolicyStore } from './change-key-policy.ts';
import { changeKeyPolicy } from './change-key-policy.ts';
import type { KeyPolicy } from './key-policy.ts';

export type KeyRevocation =
  | { readonly kind: 'changed'; readonly policy: KeyPolicy }
  /** All of them are revoked already. */
  | { readonly kind: 'unchanged' };

/**
 * Who holds a version was told those that followed it, so they are revoked with it, and the unit
 * needs a new activation code for the version after them.
 *
 * @param versions those known to have leaked; versions not made yet name nothing
 */
export function planRevocation(
  policy: KeyPolicy,
  versions: readonly number[] | 'all',
): KeyRevocation {
  const { current, previous, revoked } = policy;
  const issued = Array.from({ length: current }, (_, index) => index + 1);
  const first = issued.find(
    (version) => (versions === 'all' || versions.includes(version)) && !revoked.includes(version),
  );
  if (first === undefined) return { kind: 'unchanged' };
  const lost = issued.filter((version) => version >= first || revoked.includes(version));
  const next: KeyPolicy = { current: current + 1, revoked: lost };
  const keepsPrevious = previous !== undefined && previous.version < first;
  return { kind: 'changed', policy: keepsPrevious ? { ...next, previous } : next };
}

/** @throws Fault 'store.conflict' where others change the same policy again and again */
export function revokeKey(
  store: KeyPolicyStore,
  unit: string,
  versions: readonly number[] | 'all',
): Promise<KeyRevocation> {
  return changeKeyPolicy(store, unit, (policy) => planRevocation(policy, versions));
}
