// The objects of the buckets: in memory, or one file each in the data folder.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { isSystemError } from './local-fault.ts';

export type StoredObject = {
  /** Content type and disposition, and the metadata of the sender. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

export type ObjectStore = {
  get(bucket: string, key: string): StoredObject | undefined;
  /** Replaces what stands there: older versions are not kept. */
  put(bucket: string, key: string, object: StoredObject): void;
};

const Kept = z.strictObject({ headers: z.record(z.string(), z.string()), body: z.string() });

/** @param folder undefined keeps nothing after the end */
export function createObjectStore(folder: string | undefined): ObjectStore {
  return folder === undefined ? createMemoryStore() : createFileStore(folder);
}

function createMemoryStore(): ObjectStore {
  const objects = new Map<string, StoredObject>();
  return {
    get: (bucket, key) => objects.get(`${bucket}/${key}`),
    put: (bucket, key, object) => void objects.set(`${bucket}/${key}`, object),
  };
}

function createFileStore(folder: string): ObjectStore {
  const toFile = (bucket: string, key: string) =>
    join(folder, bucket, `${encodeURIComponent(key)}.json`);
  return {
    get(bucket, key) {
      try {
        const kept = z.parse(Kept, JSON.parse(readFileSync(toFile(bucket, key), 'utf8')));
        return { headers: kept.headers, body: Buffer.from(kept.body, 'base64') };
      } catch (error) {
        if (isSystemError(error, 'ENOENT')) return undefined;
        throw error;
      }
    },
    put(bucket, key, { headers, body }) {
      const file = toFile(bucket, key);
      mkdirSync(join(folder, bucket), { recursive: true });
      writeFileSync(`${file}.tmp`, JSON.stringify({ headers, body: body.toString('base64') }));
      renameSync(`${file}.tmp`, file);
    },
  };
}
