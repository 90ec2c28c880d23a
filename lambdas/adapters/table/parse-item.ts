/** Reads a stored item by its schema; what does not fit is a fault and never half an answer. */
import * as z from 'zod/mini';
import { Fault } from '../../../core/fault.ts';

export type StoredItem = { readonly [attribute: string]: unknown };

/** Version of the items' layout; grows when a reader must know the difference. */
export const ITEM_VERSION = 1;
export const itemVersion = z.literal(ITEM_VERSION);

/** @throws Fault 'store.corrupt_item' naming the attribute, never its value */
export function parseItem<Schema extends z.core.$ZodType>(
  schema: Schema,
  item: StoredItem,
): z.core.output<Schema> {
  const parsed = z.safeParse(schema, item);
  if (parsed.success) return parsed.data;
  const { itemVersion: stored } = item;
  if (typeof stored === 'number' && stored > ITEM_VERSION) {
    throw toCorruptItem(item, `itemVersion ${stored}, written by newer functions than these`);
  }
  const issue = parsed.error.issues[0];
  throw toCorruptItem(
    item,
    issue === undefined ? 'invalid' : `${issue.path.join('.')} ${issue.code}`,
  );
}

export function toCorruptItem(item: StoredItem, reason: string): Fault {
  return new Fault('store.corrupt_item', { pk: toText(item.pk), sk: toText(item.sk), reason });
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
