/** History entries as items: written once, never rewritten. */
import * as z from 'zod/mini';
import { parseRowId } from '../../../core/row-id.ts';
import type { HistoryEntry } from '../../../core/sync/stored-row.ts';
import { CellsItem, fromCellsItem, toCellsItem } from './cells-item.ts';
import type { StoredItem } from './parse-item.ts';
import { ITEM_VERSION, itemVersion, parseItem, toCorruptItem } from './parse-item.ts';
import { toHistoryKey } from './table-keys.ts';

export const HistoryItem = z.object({
  itemVersion,
  id: z.string(),
  unit: z.string(),
  version: z.int().check(z.gte(1)),
  kind: z.enum(['create', 'edit', 'delete', 'revive']),
  at: z.int(),
  cells: CellsItem,
  actor: z.exactOptional(z.literal('operator')),
});

export function toHistoryItem(programme: string, unit: string, entry: HistoryEntry): StoredItem {
  const { id, version, cells } = entry;
  return {
    ...toHistoryKey({ programme, unit, id, version }),
    itemVersion: ITEM_VERSION,
    unit,
    ...entry,
    cells: toCellsItem(cells),
  };
}

/** @throws Fault 'store.corrupt_item' */
export function parseHistoryItem(item: StoredItem): HistoryEntry {
  const { itemVersion: _, unit, cells, ...rest } = parseItem(HistoryItem, item);
  const id = parseRowId(rest.id, unit);
  if (id === undefined) throw toCorruptItem(item, 'id');
  return { ...rest, id, cells: fromCellsItem(cells) };
}
