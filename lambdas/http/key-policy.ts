/** Which versions of a unit's signing key are accepted, and until when. */
import type { SyncRefusal } from '../../core/messages/sync-reply.ts';

export type KeyPolicy = {
  /** The version new sheets are given. */
  readonly current: number;
  /** Still accepted until the overlap ends, so that no row waits for a rotation. */
  readonly previous?: { readonly version: number; readonly acceptedUntil: number };
  /** Refused for good, the current one too. */
  readonly revoked: readonly number[];
};

/** Before the first rotation nothing is stored. */
export const FIRST_KEY_POLICY: KeyPolicy = { current: 1, revoked: [] };

export type KeyCheck =
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'refused';
      readonly code: Extract<SyncRefusal['code'], 'unauthorized' | 'forbidden'>;
    };

/** @param now epoch milliseconds; the last accepted moment of an overlap is `acceptedUntil` */
export function checkKeyVersion(policy: KeyPolicy, keyVersion: number, now: number): KeyCheck {
  if (policy.revoked.includes(keyVersion)) return { kind: 'refused', code: 'forbidden' };
  if (keyVersion === policy.current) return { kind: 'accepted' };
  const { previous } = policy;
  if (previous !== undefined && previous.version === keyVersion && now <= previous.acceptedUntil) {
    return { kind: 'accepted' };
  }
  return { kind: 'refused', code: 'unauthorized' };
}
