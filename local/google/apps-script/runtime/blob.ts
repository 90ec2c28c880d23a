// Blob: bytes with a name and a content type.

import { fromBytes, isByteArray, toBytes } from './bytes.ts';
import type { Native } from './native.ts';
import { strict } from './strict.ts';

export type Blob = {
  getBytes(): number[];
  getDataAsString(charset?: string): string;
  getContentType(): string | null;
  getName(): string | null;
  setName(name: string): Blob;
};

const contents = new WeakMap<object, string>();

export function createBlob(
  native: Native,
  data: unknown,
  contentType: string | null,
  name: string | null,
): Blob {
  const base64 = isByteArray(data) ? fromBytes(native, data) : native.base64FromUtf8(String(data));
  return createBlobOf(native, base64, contentType, name);
}

export function createBlobOf(
  native: Native,
  base64: string,
  contentType: string | null,
  name: string | null,
): Blob {
  let currentName = name;
  const blob: Blob = strict('Blob', {
    getBytes: () => toBytes(native, base64),
    getDataAsString(charset?: string) {
      if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
        throw new Error(`Blob.getDataAsString with ${charset} is not implemented by this stand-in`);
      }
      return native.utf8FromBase64(base64);
    },
    getContentType: () => contentType,
    getName: () => currentName,
    setName(next: string) {
      currentName = next;
      return blob;
    },
  });
  contents.set(blob, base64);
  return blob;
}

/** The bytes of something a script passed, when it is a blob. */
export function blobBase64(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null ? contents.get(value) : undefined;
}
