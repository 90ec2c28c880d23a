/** How a sheet is given a key in place of the one it signs with: the texts both sides sign. */
import { toLengthPrefixed } from './signature.ts';

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
