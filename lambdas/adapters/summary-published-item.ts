/** The record of the last verified publication as an item. */
import * as z from 'zod/mini';
import { Summary } from '../../core/summary/summary.ts';
import type { Published } from '../ports/summary-store.ts';
import type { StoredItem } from './table/parse-item.ts';
import { itemVersion, parseItem, toCorruptItem } from './table/parse-item.ts';

/** Maps are kept as JSON text: the table takes no empty key, and undated rows have one. */
const PublishedItem = z.object({
  itemVersion,
  number: z.int().check(z.gte(1)),
  asOf: z.int(),
  basis: z.string(),
  summary: z.string(),
  marks: z.string(),
  log: z.string(),
  review: z.optional(z.string()),
  catalogue: z.optional(z.int()),
  sheetIds: z.optional(z.record(z.string(), z.int())),
});

const count = z.int().check(z.gte(0));
const Review = z.record(
  z.string(),
  z.strictObject({ refused: count, warned: count, incomplete: z.optional(count) }),
);
const Marks = z.record(z.string(), z.strictObject({ head: z.int(), contact: z.int() }));
const Log = z.array(
  z.strictObject({
    number: z.int(),
    asOf: z.int(),
    total: z.int(),
    changedUnits: z.int(),
    changedCodes: z.optional(z.array(z.string())),
    hasCatalogueChanged: z.optional(z.boolean()),
  }),
);

export function toPublishedAttributes(published: Published): StoredItem {
  const { number, asOf, basis, summary, marks, review, catalogue, sheetIds, log } = published;
  return {
    number,
    asOf,
    basis,
    summary: JSON.stringify(summary),
    marks: JSON.stringify(marks),
    log: JSON.stringify(log),
    ...(review === undefined ? {} : { review: JSON.stringify(review) }),
    ...(catalogue === undefined ? {} : { catalogue }),
    ...(sheetIds === undefined ? {} : { sheetIds }),
  };
}

/**
 * Before the first verified publication the item holds only the count of numbers taken.
 *
 * @throws Fault 'store.corrupt_item'
 */
export function parsePublishedItem(item: StoredItem): Published | undefined {
  if (item.number === undefined) return undefined;
  const { number, asOf, basis, catalogue, sheetIds, ...texts } = parseItem(PublishedItem, item);
  const summary = z.safeParse(Summary, JSON.parse(texts.summary));
  const marks = z.safeParse(Marks, JSON.parse(texts.marks));
  const log = z.safeParse(Log, JSON.parse(texts.log));
  if (!summary.success) throw toCorruptItem(item, 'summary');
  if (!marks.success) throw toCorruptItem(item, 'marks');
  if (!log.success) throw toCorruptItem(item, 'log');
  const read = {
    number,
    asOf,
    basis,
    summary: summary.data,
    marks: marks.data,
    log: log.data,
    ...(catalogue === undefined ? {} : { catalogue }),
    ...(sheetIds === undefined ? {} : { sheetIds }),
  };
  if (texts.review === undefined) return read;
  const review = z.safeParse(Review, JSON.parse(texts.review));
  if (!review.success) throw toCorruptItem(item, 'review');
  return { ...read, review: review.data };
}
