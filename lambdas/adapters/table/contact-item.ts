/** A unit's contact as an item of its own: it never touches the head's version. */
import * as z from 'zod/mini';
import type { RowLocations } from '../../../core/messages/sync-request.ts';
import { RowCounts } from '../../../core/messages/sync-request.ts';
import type { UnitContact } from '../../../core/unit-head.ts';
import { UNREADABLE_REASONS } from '../../../core/unit-head.ts';
import type { StoredItem } from './parse-item.ts';
import { ITEM_VERSION, itemVersion, parseItem } from './parse-item.ts';
import { toChangesKey, toContactKey } from './table-keys.ts';

const ContactItem = z.object({
  itemVersion,
  unit: z.string(),
  counts: RowCounts,
  statement: z.exactOptional(z.enum(['done', 'none'])),
  locations: z.exactOptional(
    z.strictObject({ sheetId: z.int(), firstRow: z.int(), suffixes: z.string() }),
  ),
  bundle: z.string(),
  lastContactAt: z.int(),
  sweep: z.exactOptional(
    z.strictObject({ at: z.int(), found: z.enum(['rows', ...UNREADABLE_REASONS]) }),
  ),
  changedAt: z.int(),
});

/** Ids are kept without the unit's code, and in one text: a list of them would be twice as long. */
export function toContactItem(programme: string, contact: UnitContact): StoredItem {
  const { locations, ...rest } = contact;
  return {
    ...toContactKey(programme, contact.unit),
    ...toChangesKey(programme, contact.unit, contact.changedAt),
    itemVersion: ITEM_VERSION,
    ...rest,
    ...(locations === undefined ? {} : { locations: toLocationsItem(contact.unit, locations) }),
  };
}

/** @throws Fault 'store.corrupt_item' */
export function parseContactItem(item: StoredItem): UnitContact {
  const { itemVersion: _, locations, ...contact } = parseItem(ContactItem, item);
  if (locations === undefined) return contact;
  const { suffixes, ...place } = locations;
  const prefix = toRowIdPrefix(contact.unit);
  const ids = suffixes.split(',').map((suffix) => (suffix === '' ? '' : `${prefix}${suffix}`));
  return { ...contact, locations: { ...place, ids: suffixes === '' ? [] : ids } };
}

function toLocationsItem(unit: string, { ids, ...place }: RowLocations) {
  const { length } = toRowIdPrefix(unit);
  return { ...place, suffixes: ids.map((id) => id.slice(length)).join(',') };
}

function toRowIdPrefix(unit: string): string {
  return `${unit}-`;
}
