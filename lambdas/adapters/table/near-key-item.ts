/** Near-duplicate keys as items. */
import * as z from 'zod/mini';
import type { NearKeyItem } from '../../../core/near/near-key-items.ts';
import type { StoredItem } from './parse-item.ts';
import { ITEM_VERSION, itemVersion, parseItem } from './parse-item.ts';
import { toNearKey } from './table-keys.ts';

const StoredNearKey = z.object({
  itemVersion,
  key: z.string(),
  unit: z.string(),
  id: z.string(),
  title: z.string(),
  year: z.string(),
});

export function toNearKeyItem(programme: string, item: NearKeyItem): StoredItem {
  const { key, unit, id, title, year } = item;
  const itemKey = toNearKey(programme, item);
  return { ...itemKey, itemVersion: ITEM_VERSION, key, unit, id, title, year };
}

/** @throws Fault 'store.corrupt_item' */
export function parseNearKeyItem(item: StoredItem): NearKeyItem {
  const { itemVersion: _, ...nearKey } = parseItem(StoredNearKey, item);
  return nearKey;
}
