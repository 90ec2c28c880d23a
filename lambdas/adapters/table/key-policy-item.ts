/** A unit's key policy as an item; it holds version numbers and no key. */
import * as z from 'zod/mini';
import type { KeyPolicy } from '../../http/key-policy.ts';
import type { StoredItem } from './parse-item.ts';
import { ITEM_VERSION, itemVersion, parseItem } from './parse-item.ts';
import { toKeyPolicyKey } from './table-keys.ts';

const keyVersion = z.int().check(z.gte(1));

const KeyPolicyItem = z.object({
  itemVersion,
  current: keyVersion,
  previous: z.exactOptional(z.strictObject({ version: keyVersion, acceptedUntil: z.int() })),
  revoked: z.array(keyVersion),
});

export function toKeyPolicyItem(programme: string, unit: string, policy: KeyPolicy): StoredItem {
  return { ...toKeyPolicyKey(programme, unit), itemVersion: ITEM_VERSION, unit, ...policy };
}

/** @throws Fault 'store.corrupt_item' */
export function parseKeyPolicyItem(item: StoredItem): KeyPolicy {
  const { itemVersion: _, ...policy } = parseItem(KeyPolicyItem, item);
  return policy;
}
