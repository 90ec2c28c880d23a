/** The key a sheet is given in place of the one it signs with, inside an answer to a signed request. */
import * as z from 'zod/mini';
import { toLengthPrefixed } from './signature.ts';

/**
 * The new key, hidden by the old one: no body ever shows a key, and only who holds the old key can
 * read it. `check` tells a key that came through damaged from a good one before it is kept.
 */
export const NextKey = z.object({
  version: z.int().check(z.gte(1)),
  wrapped: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  check: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
});
export type NextKey = z.infer<typeof NextKey>;

/** What any answer may carry beside what it is for; an older sheet passes it over. */
export const KeyNotice = z.object({ nextKey: z.optional(NextKey) });

export type KeyChange = {
  readonly unit: string;
  /** The version that signed the request. */
  readonly from: number;
  readonly to: number;
};

/** What the hiding text is the HMAC of, under the old key. */
export function toWrappingText({ unit, from, to }: KeyChange): string {
  return toLengthPrefixed(['wrap', unit, String(from), String(to)]);
}

/** What `check` begins the HMAC of, under the new key. */
export function toKeyCheckText({ unit, from, to }: KeyChange): string {
  return toLengthPrefixed(['check', unit, String(from), String(to)]);
}

export const KEY_CHECK_LENGTH = 16;

/** Hides a key, and shows it again; both texts are as long as a key and of hex digits. */
export function xorHex(one: string, other: string): string {
  return [...one]
    .map((digit, at) =>
      (Number.parseInt(digit, 16) ^ Number.parseInt(other.charAt(at), 16)).toString(16),
    )
    .join('');
}
