/** The catalogue and what each request changed of it as items. */
import * as z from 'zod/mini';
import type { Catalogue, CatalogueHistory } from '../../../core/catalogue/catalogue.ts';
import type { CatalogueKey } from '../../../core/catalogue/catalogue-key.ts';
import { parseCatalogueKey } from '../../../core/catalogue/catalogue-key.ts';
import type { StoredItem } from './parse-item.ts';
import { ITEM_VERSION, itemVersion, parseItem, toCorruptItem } from './parse-item.ts';
import { toCatalogueHistoryKey, toCatalogueKey } from './table-keys.ts';

/** Lists are kept as JSON text: nobody asks the table for one of their members. */
const CatalogueItem = z.object({
  itemVersion,
  seq: z.int().check(z.gte(1)),
  token: z.string(),
  version: z.int().check(z.gte(0)),
  digest: z.string(),
  entries: z.string(),
  hold: z.exactOptional(z.strictObject({ id: z.string(), count: z.int() })),
  recentDeletions: z.array(z.strictObject({ at: z.int(), count: z.int() })),
});

const key = z.pipe(
  z.string().check(z.refine((text) => parseCatalogueKey(text) !== undefined)),
  z.transform((text) => text as CatalogueKey),
);
const value = z.nullable(z.union([z.string(), z.int(), z.literal(true)]));
const version = z.int().check(z.gte(0));
const Entries = z.array(
  z.strictObject({ key, version, at: z.int(), value, isHeld: z.exactOptional(z.literal(true)) }),
);

export function toCatalogueItem(programme: string, catalogue: Catalogue): StoredItem {
  return {
    ...toCatalogueKey(programme),
    itemVersion: ITEM_VERSION,
    ...catalogue,
    entries: JSON.stringify(catalogue.entries),
  };
}

/** @throws Fault 'store.corrupt_item' */
export function parseCatalogueItem(item: StoredItem): Catalogue {
  const { itemVersion: _, entries, ...rest } = parseItem(CatalogueItem, item);
  return { ...rest, entries: parseList(Entries, item, entries) };
}

const HistoryItem = z.object({
  itemVersion,
  version: z.int().check(z.gte(1)),
  at: z.int(),
  changes: z.string(),
});
const Changes = z.array(
  z.strictObject({ key, kind: z.enum(['create', 'edit', 'delete', 'revive']), version, value }),
);

export function toCatalogueHistoryItem(programme: string, history: CatalogueHistory): StoredItem {
  return {
    ...toCatalogueHistoryKey(programme, history.version),
    itemVersion: ITEM_VERSION,
    ...history,
    changes: JSON.stringify(history.changes),
  };
}

/** @throws Fault 'store.corrupt_item' */
export function parseCatalogueHistoryItem(item: StoredItem): CatalogueHistory {
  const { itemVersion: _, changes, ...rest } = parseItem(HistoryItem, item);
  return { ...rest, changes: parseList(Changes, item, changes) };
}

function parseList<Schema extends z.core.$ZodType>(
  schema: Schema,
  item: StoredItem,
  text: string,
): z.core.output<Schema> {
  const parsed = z.safeParse(schema, JSON.parse(text));
  if (!parsed.success) throw toCorruptItem(item, 'list');
  return parsed.data;
}
