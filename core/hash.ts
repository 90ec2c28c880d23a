/** A fast, stable text hash for change detection; it is no protection against an attacker. */

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

// Taken once: where the global object is slow to ask, a look-up a character costs more than the hash.
const { imul } = Math;

/** Two unsigned 32-bit lanes. */
export type Hash64 = readonly [number, number];

/** Hashes UTF-16 code units; equal texts give equal lanes on every platform. */
export function hash64(text: string, seed = 0): Hash64 {
  let first = 0xdeadbeef ^ seed;
  let second = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    first = imul(first ^ unit, 2654435761);
    second = imul(second ^ unit, 1597334677);
  }
  first = imul(first ^ (first >>> 16), 2246822507) ^ imul(second ^ (second >>> 13), 3266489909);
  second = imul(second ^ (second >>> 16), 2246822507) ^ imul(first ^ (first >>> 13), 3266489909);
  return [first >>> 0, second >>> 0];
}

/** Six letters a lane pair gives at most ten of: 6 bits each, low bits first. */
export function toBase64Url(hash: Hash64, length: number): string {
  let letters = '';
  let low = hash[0];
  let high = hash[1];
  for (let index = 0; index < length; index += 1) {
    letters += BASE64URL.charAt(low & 63);
    low = ((low >>> 6) | ((high & 63) << 26)) >>> 0;
    high >>>= 6;
  }
  return letters;
}
