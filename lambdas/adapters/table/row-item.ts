/** Rows as items. */
import * as z from 'zod/mini';
import { AWARDS, CATEGORIES, FIELDS, RECOGNITIONS } from '../../../core/lists.ts';
import type { Initiative } from '../../../core/record.ts';
import { parseRowId } from '../../../core/row-id.ts';
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import { CellsItem, fromCellsItem, toCellsItem } from './cells-item.ts';
import type { StoredItem } from './parse-item.ts';
import { ITEM_VERSION, itemVersion, parseItem, toCorruptItem } from './parse-item.ts';
import { toRowKey } from './table-keys.ts';

const BenefitItem = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('counted'), dong: z.int(), estimated: z.boolean() }),
  z.strictObject({ kind: z.literal('notYet') }),
  z.strictObject({ kind: z.literal('cannot') }),
]);

export const InitiativeItem = z.strictObject({
  title: z.string(),
  category: z.enum(CATEGORIES),
  field: z.exactOptional(z.enum(FIELDS)),
  authors: z.array(z.strictObject({ name: z.string(), sharePercent: z.exactOptional(z.number()) })),
  appliedOn: z.string(),
  year: z.exactOptional(z.int()),
  place: z.enum(['inside', 'outside', 'undated']),
  description: z.string(),
  difficulty: z.string(),
  benefit: BenefitItem,
  otherBenefits: z.string(),
  replication: z.string(),
  recognition: z.exactOptional(z.enum(RECOGNITIONS)),
  decision: z.string(),
  award: z.exactOptional(z.enum(AWARDS)),
  note: z.string(),
});

const RowItem = z.object({
  itemVersion,
  id: z.string(),
  unit: z.string(),
  version: z.int().check(z.gte(1)),
  state: z.enum(['active', 'held', 'deleted']),
  holdId: z.exactOptional(z.string()),
  cells: CellsItem,
  fingerprint: z.string(),
  initiative: InitiativeItem,
  warnings: z.array(z.string()),
  at: z.int(),
});

export function toRowItem(programme: string, unit: string, row: StoredRow): StoredItem {
  const { cells, ...rest } = row;
  return {
    ...toRowKey(programme, unit, row.id),
    itemVersion: ITEM_VERSION,
    unit,
    ...rest,
    cells: toCellsItem(cells),
  };
}

/** @throws Fault 'store.corrupt_item' */
export function parseRowItem(item: StoredItem): StoredRow {
  const { itemVersion: _, unit, cells, ...rest } = parseItem(RowItem, item);
  const id = parseRowId(rest.id, unit);
  if (id === undefined) throw toCorruptItem(item, 'id');
  const initiative: Initiative = rest.initiative;
  return { ...rest, id, initiative, cells: fromCellsItem(cells) };
}
