// Script, document and user properties, with Google's sizes.

import { Buffer } from 'node:buffer';
import type { Limits } from './limits.ts';
import { ScriptException } from './script-exception.ts';

type Entries = Readonly<Record<string, string>>;

export type PropertyStoreJson = Readonly<Record<string, Entries>>;

export type PropertyStore = {
  /** @param store a name made by the caller out of the scope and what it belongs to */
  read(store: string): Entries;
  write(store: string, entries: Entries, options: { readonly deleteOthers: boolean }): void;
  delete(store: string, key: string | undefined): void;
  toJson(): PropertyStoreJson;
};

export function createPropertyStore(limits: Limits, from: PropertyStoreJson = {}): PropertyStore {
  const stores = new Map(
    Object.entries(from).map(([store, entries]) => [store, new Map(Object.entries(entries))]),
  );

  function write(store: string, entries: Entries, options: { readonly deleteOthers: boolean }) {
    for (const value of Object.values(entries)) {
      if (Buffer.byteLength(value) > limits.propertyValueBytes) {
        throw new ScriptException('Argument too large: value');
      }
    }
    const before = options.deleteOthers ? [] : (stores.get(store) ?? []);
    const next = new Map([...before, ...Object.entries(entries)]);
    if (sizeOf(next) > limits.propertyStoreBytes) {
      throw new ScriptException(
        'You have exceeded the property storage quota. ' +
          'Please remove some properties and try again.',
      );
    }
    stores.set(store, next);
  }

  return {
    read: (store) => Object.fromEntries(stores.get(store) ?? []),
    write,
    delete(store, key) {
      if (key === undefined) stores.delete(store);
      else stores.get(store)?.delete(key);
    },
    toJson: () =>
      Object.fromEntries([...stores].map(([store, map]) => [store, Object.fromEntries(map)])),
  };
}

function sizeOf(entries: ReadonlyMap<string, string>): number {
  let bytes = 0;
  for (const [key, value] of entries) bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
  return bytes;
}
