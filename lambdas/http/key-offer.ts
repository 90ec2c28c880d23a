/** The next key, told to a sheet that still signs with the previous one. */
import { createHmac } from 'node:crypto';
import type { NextKey } from '../../core/messages/key-notice.ts';
import type { KeyChange } from '../../core/messages/next-key.ts';
import {
  KEY_CHECK_LENGTH,
  toKeyCheckText,
  toWrappingText,
  xorHex,
} from '../../core/messages/next-key.ts';
import type { KeyPolicy } from './key-policy.ts';
import type { UnitKey } from './unit-key.ts';
import { deriveUnitKey } from './unit-key.ts';

export type KeyOfferInput = {
  readonly policy: KeyPolicy;
  readonly masterSecret: string;
  readonly unit: string;
  /** Of the request that is being answered; it was accepted. */
  readonly keyVersion: number;
};

/** To be spread into an answer. A version that was revoked is never told another. */
export function toKeyNotice(input: KeyOfferInput): { readonly nextKey?: NextKey } {
  const { policy, masterSecret, unit, keyVersion } = input;
  const { current, revoked } = policy;
  const isRevoked = revoked.includes(keyVersion) || revoked.includes(current);
  if (isRevoked || keyVersion === current) return {};
  const key = deriveUnitKey(masterSecret, unit, keyVersion);
  const next = deriveUnitKey(masterSecret, unit, current);
  return { nextKey: wrapKey(key, next, { unit, from: keyVersion, to: current }) };
}

function wrapKey(key: UnitKey, next: UnitKey, change: KeyChange): NextKey {
  return {
    version: change.to,
    wrapped: xorHex(next, toHmac(key, toWrappingText(change))),
    check: toHmac(next, toKeyCheckText(change)).slice(0, KEY_CHECK_LENGTH),
  };
}

function toHmac(key: UnitKey, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('hex');
}
