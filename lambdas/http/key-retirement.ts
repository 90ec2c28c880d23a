/** The end of a unit's keys: none that was ever made is accepted, and no new one takes its place. */
import type { KeyPolicyStore } from './change-key-policy.ts';
import { changeKeyPolicy } from './change-key-policy.ts';
import type { KeyPolicy } from './key-policy.ts';

export type KeyRetirement =
  | { readonly kind: 'changed'; readonly policy: KeyPolicy }
  /** It was retired before. */
  | { readonly kind: 'unchanged'; readonly policy: KeyPolicy };

/** Unlike after a revocation the current version is a revoked one: a rotation brings the unit back. */
export function planRetirement(policy: KeyPolicy): KeyRetirement {
  const { current, previous, revoked } = policy;
  const issued = Array.from({ length: current }, (_, index) => index + 1);
  const isOver = previous === undefined && issued.every((version) => revoked.includes(version));
  if (isOver) return { kind: 'unchanged', policy };
  return { kind: 'changed', policy: { current, revoked: issued } };
}

/** @throws Fault 'store.conflict' where others change the same policy again and again */
export function retireKey(store: KeyPolicyStore, unit: string): Promise<KeyRetirement> {
  return changeKeyPolicy(store, unit, planRetirement);
}
