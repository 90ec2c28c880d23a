/** The next key out of an answer, shown by the key that signed the request. */
import * as v from 'valibot';
import type { Activation } from '../../core/messages/activation.ts';
import { KeyNotice } from '../../core/messages/key-notice.ts';
import {
  KEY_CHECK_LENGTH,
  toKeyCheckText,
  toWrappingText,
  xorHex,
} from '../../core/messages/next-key.ts';
import { toHex } from './to-hex.ts';

/** @returns the same activation where the answer tells no key, or none that is whole */
export function learnKey(activation: Activation, body: unknown): Activation {
  const notice = v.safeParse(KeyNotice, body);
  const told = notice.success ? notice.output.nextKey : undefined;
  if (told === undefined) return activation;
  const { unit, keyVersion, key: oldKey } = activation;
  const change = { unit, from: keyVersion, to: told.version };
  const key = xorHex(told.wrapped, toHmac(oldKey, toWrappingText(change)));
  const check = toHmac(key, toKeyCheckText(change)).slice(0, KEY_CHECK_LENGTH);
  if (check !== told.check) return activation;
  return { ...activation, keyVersion: told.version, key };
}

function toHmac(key: string, text: string): string {
  return toHex(Utilities.computeHmacSha256Signature(text, key));
}
