// Utilities: ids, hashes, base64, dates and sleep.

import { createBlob } from './blob.ts';
import { type Bridge, exception } from './bridge.ts';
import { fromBytes, isByteArray, textToBase64, toBytes } from './bytes.ts';
import { enumeration, nameOf } from './enumeration.ts';
import { formatDate } from './format-date.ts';
import { strict } from './strict.ts';
import { type Zone, zoneOf } from './zone.ts';

const MAX_SLEEP_MS = 300_000;

export function createUtilities({ native, call, setup }: Bridge) {
  const DigestAlgorithm = enumeration(['MD2', 'MD5', 'SHA_1', 'SHA_256', 'SHA_384', 'SHA_512']);
  const Charset = enumeration(['US_ASCII', 'UTF_8']);
  let uuidCount = 0;

  function base64Of(value: unknown, charset: unknown): string {
    if (isByteArray(value)) return fromBytes(native, value);
    return textToBase64(native, String(value), nameOf(Charset, charset) ?? 'US_ASCII');
  }

  function decode(text: string): number[] {
    const plain = text.replaceAll('-', '+').replaceAll('_', '/').replace(/\s/g, '');
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) throw exception('Could not decode string.');
    return toBytes(native, plain);
  }

  function getUuid(): string {
    uuidCount += 1;
    const hash = native.digestBase64(
      'sha256',
      native.base64FromUtf8(`${setup.uuidSeed}:${uuidCount}`),
    );
    const hex = toBytes(native, hash)
      .map((byte) => (byte & 255).toString(16).padStart(2, '0'))
      .join('');
    const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3);
    const rest = `${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${rest}`;
  }

  return strict('Utilities', {
    DigestAlgorithm,
    Charset,
    getUuid,
    sleep(ms: number): void {
      if (ms > MAX_SLEEP_MS) {
        throw exception(`sleep(${ms}) exceeds the maximum of ${MAX_SLEEP_MS} milliseconds.`);
      }
      call('Utilities.sleep', { ms });
    },
    computeDigest(algorithm: unknown, value: unknown, charset?: unknown): number[] {
      const name = nameOf(DigestAlgorithm, algorithm);
      if (name === undefined || name === 'MD2') {
        throw new Error(`Utilities.computeDigest with ${algorithm} is not implemented`);
      }
      const nodeName = name.toLowerCase().replace('_', '');
      return toBytes(native, native.digestBase64(nodeName, base64Of(value, charset)));
    },
    computeHmacSha256Signature(value: unknown, key: unknown, charset?: unknown): number[] {
      if (isByteArray(value) !== isByteArray(key)) {
        throw exception(
          'The parameters do not match the method signature for ' +
            'Utilities.computeHmacSha256Signature.',
        );
      }
      const signature = native.hmacSha256Base64(base64Of(value, charset), base64Of(key, charset));
      return toBytes(native, signature);
    },
    base64Encode: (data: unknown, charset?: unknown): string => base64Of(data, charset),
    base64EncodeWebSafe: (data: unknown, charset?: unknown): string =>
      base64Of(data, charset).replaceAll('+', '-').replaceAll('/', '_'),
    base64Decode: (text: string): number[] => decode(text),
    base64DecodeWebSafe: (text: string): number[] => decode(text),
    newBlob: (data: unknown, contentType?: string, name?: string) =>
      createBlob(native, data, contentType ?? null, name ?? null),
    formatDate(date: Date, timeZone: string, pattern: string): string {
      if (!(date instanceof Date)) {
        throw exception(
          `The parameters (${typeof date},String,String) don't match the method signature for ` +
            'Utilities.formatDate.',
        );
      }
      return formatDate(date.getTime(), requireZone(timeZone), pattern);
    },
  });

  function requireZone(timeZone: string): Zone {
    try {
      return zoneOf(timeZone);
    } catch {
      // Java falls back to GMT for a zone it does not know.
      return zoneOf('UTC');
    }
  }
}
