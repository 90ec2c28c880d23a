/** Puts a unit's entries among those of others: read, merge, replace, and again where another came between. */
import type { NearChange, NearEntries } from '../../core/near/near-items.ts';
import { areSameEntries, mergeEntries } from '../../core/near/near-items.ts';
import type { NearDuplicateStore, NearReplacement } from '../ports/near-duplicate-store.ts';
import { MAX_KEYS_A_CALL, MAX_REPLACEMENTS_A_CALL } from '../ports/near-duplicate-store.ts';
import { inParts } from './in-parts.ts';

type NearItems = Pick<NearDuplicateStore, 'readItems' | 'replaceItems'>;

export type ChangedItems = {
  /** By key, as last read: before the changes, and with all that others wrote before them. */
  readonly items: ReadonlyMap<string, NearEntries>;
  /** Items written. */
  readonly written: number;
  /** Changes there was no time or no chance for. */
  readonly left: number;
};

/** How often an item is written before it is left to the next recount. */
const MAX_ROUNDS = 4;

/**
 * Of two writers of one item at least the later one has read what the earlier one wrote.
 * @param alsoRead keys that are read along with the first ones
 * @param inTime asked before each call, also by the store before it repeats one
 * @throws what the store throws
 */
export async function changeNearItems(
  store: NearItems,
  changes: readonly NearChange[],
  alsoRead: readonly string[] = [],
  inTime: () => boolean = () => true,
): Promise<ChangedItems> {
  const items = new Map<string, NearEntries>();
  let keys = [...new Set([...changes.map(({ key }) => key), ...alsoRead])];
  let left = changes;
  let written = 0;
  for (let round = 1; round <= MAX_ROUNDS && keys.length > 0; round += 1) {
    const read = new Set<string>();
    await inParts(keys, MAX_KEYS_A_CALL, inTime, async (part) => {
      const found = await store.readItems(part, inTime);
      for (const key of part) items.set(key, found.get(key) ?? []);
      for (const key of part) read.add(key);
    });
    const wanted = left.filter(({ key }) => read.has(key));
    const replacements = wanted.flatMap((change) => toReplacement(change, items));
    const lost = new Set<string>();
    const tried = await inParts(replacements, MAX_REPLACEMENTS_A_CALL, inTime, async (part) => {
      for (const key of await store.replaceItems(part, inTime)) lost.add(key);
    });
    written += tried - lost.size;
    const late = new Set(replacements.slice(tried).map(({ key }) => key));
    left = left.filter(({ key }) => !read.has(key) || late.has(key) || lost.has(key));
    keys = left.flatMap(({ key }) => (lost.has(key) ? [key] : []));
  }
  return { items, written, left: left.length };
}

function toReplacement(
  change: NearChange,
  items: ReadonlyMap<string, NearEntries>,
): NearReplacement[] {
  const before = items.get(change.key) ?? [];
  const after = mergeEntries(before, change);
  return areSameEntries(before, after) ? [] : [{ key: change.key, before, after }];
}
