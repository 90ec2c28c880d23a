/** Unit heads as items; money sums stay bigint, a province may exceed 2^53 đồng. */
import * as z from 'zod/mini';
import type { UnitHead } from '../../../core/unit-head.ts';
import type { StoredItem } from './parse-item.ts';
import { ITEM_VERSION, itemVersion, parseItem } from './parse-item.ts';
import { toChangesKey, toHeadKey } from './table-keys.ts';

const count = z.int().check(z.gte(0));

/** A table gives a whole number back as number while it is safe, else as bigint. */
const dong = z.pipe(
  z.union([z.bigint(), z.int()]),
  z.transform((value) => BigInt(value)),
);

const TallyItem = z.strictObject({
  count,
  countedDong: dong,
  counted: count,
  estimated: count,
  notYet: count,
  cannot: count,
});

const HOUR_MS = 3_600_000;

/** As heads written before remember them: an hour, counted from its end. */
const DeletionHour = z.pipe(
  z.strictObject({ hour: count, count }),
  z.transform(({ hour, count }) => ({ at: (hour + 1) * HOUR_MS - 1, count })),
);

const HeadItem = z.object({
  itemVersion,
  unit: z.string(),
  spreadsheetId: z.string(),
  keyVersion: count,
  seq: count,
  token: z.string(),
  version: count,
  markVersion: count,
  set: z.strictObject({ n: count, digest: z.string().check(z.regex(/^[0-9a-f]{16}$/)) }),
  aggregates: z.strictObject({
    tallies: z.record(z.string(), TallyItem),
    outOfPeriod: count,
  }),
  active: count,
  hold: z.exactOptional(z.strictObject({ id: z.string(), count })),
  recentDeletions: z.array(z.union([z.strictObject({ at: count, count }), DeletionHour])),
  changedAt: count,
});

export function toHeadItem(programme: string, head: UnitHead): StoredItem {
  return {
    ...toHeadKey(programme, head.unit),
    ...toChangesKey(programme, head.unit, head.changedAt),
    itemVersion: ITEM_VERSION,
    ...head,
  };
}

/** @throws Fault 'store.corrupt_item' */
export function parseHeadItem(item: StoredItem): UnitHead {
  const { itemVersion: _, ...head } = parseItem(HeadItem, item);
  return head;
}
