/** Changes a unit's key policy so that of two changes at once neither is lost. */
import { Fault } from '../../core/fault.ts';
import type { SyncStore } from '../ports/sync-store.ts';
import type { KeyPolicy } from './key-policy.ts';
import { FIRST_KEY_POLICY } from './key-policy.ts';

export type KeyPolicyStore = Pick<SyncStore, 'readUnit' | 'replaceKeyPolicy'>;

type Changed = { readonly kind: 'changed'; readonly policy: KeyPolicy };

/** More changes of one policy at the same time are no accident. */
const MAX_ATTEMPTS = 5;

/**
 * Plans anew from what stands there until a plan is written, or leaves things as they are.
 *
 * @throws Fault 'store.conflict'
 */
export async function changeKeyPolicy<Plan extends { readonly kind: string }>(
  store: KeyPolicyStore,
  unit: string,
  toPlan: (policy: KeyPolicy) => Plan | Changed,
): Promise<Plan | Changed> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const { keyPolicy: before } = await store.readUnit(unit);
    const plan = toPlan(before ?? FIRST_KEY_POLICY);
    if (!isChange(plan)) return plan;
    const outcome = await store.replaceKeyPolicy(unit, { before, next: plan.policy });
    if (outcome === 'replaced') return plan;
  }
  throw new Fault('store.conflict', { unit });
}

function isChange(plan: { readonly kind: string }): plan is Changed {
  return plan.kind === 'changed';
}
