// CacheService's values; they are lost when the host stops, as Google may lose them at any time.

import { Buffer } from 'node:buffer';
import type { Limits } from './limits.ts';
import { ScriptException } from './script-exception.ts';

export type CacheStore = {
  read(store: string, keys: readonly string[]): Readonly<Record<string, string>>;
  write(store: string, entries: Readonly<Record<string, string>>, seconds: number): void;
  remove(store: string, keys: readonly string[]): void;
};

const MAX_KEY_CHARACTERS = 250;
/** Google drops old items above this number. */
const MAX_ITEMS = 1000;

export function createCacheStore(limits: Limits, now: () => number): CacheStore {
  const items = new Map<string, { readonly value: string; readonly expiresAtMs: number }>();
  const itemKey = (store: string, key: string): string => JSON.stringify([store, key]);

  function write(store: string, entries: Readonly<Record<string, string>>, seconds: number): void {
    if (seconds <= 0 || seconds > limits.cacheSeconds) {
      throw new ScriptException(`Invalid argument: expirationInSeconds`);
    }
    for (const [key, value] of Object.entries(entries)) {
      if (key.length > MAX_KEY_CHARACTERS) throw new ScriptException('Argument too large: key');
      if (Buffer.byteLength(value) > limits.cacheValueBytes) {
        throw new ScriptException('Argument too large: value');
      }
    }
    for (const [key, value] of Object.entries(entries)) {
      items.delete(itemKey(store, key));
      items.set(itemKey(store, key), { value, expiresAtMs: now() + seconds * 1000 });
    }
    for (const oldest of items.keys()) {
      if (items.size <= MAX_ITEMS) break;
      items.delete(oldest);
    }
  }

  return {
    read(store, keys) {
      const found = keys.flatMap((key) => {
        const item = items.get(itemKey(store, key));
        return item === undefined || item.expiresAtMs <= now() ? [] : [[key, item.value]];
      });
      return Object.fromEntries(found);
    },
    write,
    remove(store, keys) {
      for (const key of keys) items.delete(itemKey(store, key));
    },
  };
}
