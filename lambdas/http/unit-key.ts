/** A unit's signing key and its signatures, which the sheet makes in the same way. */
import { createHash, createHmac } from 'node:crypto';
import type { SignedParts } from '../../core/messages/signature.ts';
import { toKeyDerivationText, toSigningText } from '../../core/messages/signature.ts';

declare const unitKeyBrand: unique symbol;
/** 64 lower-case hex digits; the text itself, not its bytes, is what signatures are keyed with. */
export type UnitKey = string & { readonly [unitKeyBrand]: true };

export function deriveUnitKey(masterSecret: string, unit: string, keyVersion: number): UnitKey {
  return toHmac(masterSecret, toKeyDerivationText(unit, keyVersion)) as UnitKey;
}

export type RequestToSign = Omit<SignedParts, 'bodySha256'> & { readonly body: Uint8Array };

/** @returns 64 lower-case hex digits */
export function signRequest(key: UnitKey, { body, ...parts }: RequestToSign): string {
  const bodySha256 = createHash('sha256').update(body).digest('hex');
  return toHmac(key, toSigningText({ ...parts, bodySha256 }));
}

function toHmac(key: string, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('hex');
}
