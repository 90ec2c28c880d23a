// Apps Script bytes: arrays of numbers from -128 to 127.

import { exception } from './bridge.ts';
import type { Native } from './native.ts';

export type CharsetName = 'US_ASCII' | 'UTF_8';

export function toBytes(native: Native, base64: string): number[] {
  const binary = native.latin1FromBase64(base64);
  const bytes = new Array<number>(binary.length);
  for (let index = 0; index < binary.length; index += 1) {
    const byte = binary.charCodeAt(index);
    bytes[index] = byte > 127 ? byte - 256 : byte;
  }
  return bytes;
}

/** Refuses, as Google does, what is no signed byte. */
export function fromBytes(native: Native, bytes: readonly number[]): string {
  let binary = '';
  for (const byte of bytes) {
    if (!Number.isInteger(byte) || byte < -128 || byte > 127) {
      throw exception(`Cannot convert ${byte} to byte.`);
    }
    binary += String.fromCharCode(byte & 255);
  }
  return native.base64FromLatin1(binary);
}

export function isByteArray(value: unknown): value is readonly number[] {
  return Array.isArray(value);
}

/** Without a charset Google writes «?» for every character beyond ASCII. */
export function textToBase64(native: Native, text: string, charset: CharsetName): string {
  if (charset === 'UTF_8') return native.base64FromUtf8(text);
  return native.base64FromUtf8(text.replace(/[\u{80}-\u{10ffff}]/gu, '?'));
}
