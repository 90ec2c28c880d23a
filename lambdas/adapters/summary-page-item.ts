/** A page of a unit's rows as an item: JSON text, and the head's version it was made from. */
import * as z from 'zod/mini';
import type { ListRow } from '../../core/summary/list-row.ts';
import type { UnitPages } from '../ports/summary-store.ts';
import type { StoredItem } from './table/parse-item.ts';
import { ITEM_VERSION, itemVersion, parseItem, toCorruptItem } from './table/parse-item.ts';
import { InitiativeItem } from './table/row-item.ts';
import { toPageKey } from './table/table-keys.ts';

const PageItem = z.object({
  itemVersion,
  headVersion: z.int(),
  /** From 0. */
  page: z.int(),
  pageCount: z.int(),
  rows: z.string(),
});

const Rows = z.array(
  z.strictObject({
    id: z.string(),
    version: z.int().check(z.gte(1)),
    state: z.enum(['active', 'held']),
    authors: z.string(),
    initiative: z.omit(InitiativeItem, { authors: true }),
    warnings: z.array(z.string()),
  }),
);

export type Page = {
  readonly programme: string;
  readonly unit: string;
  readonly headVersion: number;
  readonly page: number;
  readonly pageCount: number;
  /** JSON array of rows. */
  readonly rows: string;
};

export function toPageItem({ programme, unit, page, ...rest }: Page): StoredItem {
  return { ...toPageKey(programme, unit, page), itemVersion: ITEM_VERSION, page, ...rest };
}

/** @throws Fault 'store.corrupt_item' */
export function parsePages(items: readonly StoredItem[], headVersion: number): UnitPages {
  const pages = items.map((item) => ({ item, page: parseItem(PageItem, item) }));
  const isWhole =
    pages.length > 0 &&
    pages.every(({ page }, index) => {
      const isNext = page.page === index && page.pageCount === pages.length;
      return isNext && page.headVersion === headVersion;
    });
  if (!isWhole) return { kind: 'stale', pageCount: pages.length };
  return { kind: 'current', rows: pages.flatMap(({ item, page }) => parseRows(item, page.rows)) };
}

/** Of one page, whatever head it was made from. @throws Fault 'store.corrupt_item', or SyntaxError */
export function parsePageRows(item: StoredItem): readonly ListRow[] {
  return parseRows(item, parseItem(PageItem, item).rows);
}

function parseRows(item: StoredItem, text: string): readonly ListRow[] {
  const parsed = z.safeParse(Rows, JSON.parse(text));
  if (!parsed.success) throw toCorruptItem(item, 'rows');
  return parsed.data;
}
