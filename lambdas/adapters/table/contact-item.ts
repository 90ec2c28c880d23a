/** A unit's contact as an item of its own: it never touches the head's version. */
import * as z from 'zod/mini';
import { RowCounts } from '../../../core/messages/sync-request.ts';
import type { UnitContact } from '../../../core/unit-head.ts';
import type { StoredItem } from './parse-item.ts';
import { ITEM_VERSION, itemVersion, parseItem } from './parse-item.ts';
import { toChangesKey, toContactKey } from './table-keys.ts';

const ContactItem = z.object({
  itemVersion,
  unit: z.string(),
  counts: RowCounts,
  statement: z.exactOptional(z.enum(['done', 'none'])),
  bundle: z.string(),
  lastContactAt: z.int(),
  changedAt: z.int(),
});

export function toContactItem(programme: string, contact: UnitContact): StoredItem {
  return {
    ...toContactKey(programme, contact.unit),
    ...toChangesKey(programme, contact.unit, contact.changedAt),
    itemVersion: ITEM_VERSION,
    ...contact,
  };
}

/** @throws Fault 'store.corrupt_item' */
export function parseContactItem(item: StoredItem): UnitContact {
  const { itemVersion: _, ...contact } = parseItem(ContactItem, item);
  return contact;
}
