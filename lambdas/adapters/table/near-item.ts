/** What stands under a near-duplicate key as an item; each entry is one text, «id prints». */
import * as z from 'zod/mini';
import type { NearEntries, NearEntry } from '../../../core/near/near-items.ts';
import { PRINT_LENGTH } from '../../../core/near/word-prints.ts';
import { parseRowId } from '../../../core/row-id.ts';
import type { StoredItem } from './parse-item.ts';
import { itemVersion, parseItem, toCorruptItem } from './parse-item.ts';
import { toNearPartition } from './table-keys.ts';

const StoredNearItem = z.object({
  pk: z.string(),
  itemVersion,
  entries: z.array(z.string()).check(z.minLength(1)),
});

/** @throws Fault 'store.corrupt_item' */
export function parseNearItem(
  programme: string,
  item: StoredItem,
): { readonly key: string; readonly entries: NearEntries } {
  const { pk, entries } = parseItem(StoredNearItem, item);
  const prefix = toNearPartition(programme, '');
  if (!pk.startsWith(prefix)) throw toCorruptItem(item, 'pk');
  return {
    key: pk.slice(prefix.length),
    entries: entries.map((text, at) => parseEntry(text) ?? fail(item, at)),
  };
}

function fail(item: StoredItem, at: number): never {
  throw toCorruptItem(item, `entries.${at}`);
}

const ENTRY = new RegExp(`^((.+)-[^-]+) ((?:[\\w-]{${PRINT_LENGTH}})+)$`);
const PRINT = new RegExp(`.{${PRINT_LENGTH}}`, 'g');

function parseEntry(text: string): NearEntry | undefined {
  const [, id = '', unit = '', prints = ''] = ENTRY.exec(text) ?? [];
  if (parseRowId(id, unit) === undefined) return undefined;
  return { unit, id, prints: prints.match(PRINT) ?? [] };
}

/** As stored; what an item must still say to be replaced. */
export function toEntryTexts(entries: NearEntries): readonly string[] {
  return entries.map(({ id, prints }) => `${id} ${prints.join('')}`);
}
