/** The near-duplicate store in memory, over the rows of a sync store; drives simulators and tests. */
import type { CurrentTitle } from '../core/near/find-across-units.ts';
import type { NearEntries } from '../core/near/near-items.ts';
import { areSameEntries } from '../core/near/near-items.ts';
import { toYearText } from '../core/near/year-text.ts';
import { parseRowId } from '../core/row-id.ts';
import type { NearDuplicateStore } from '../lambdas/ports/near-duplicate-store.ts';
import type { SyncStore } from '../lambdas/ports/sync-store.ts';

/** Entries by key. */
export type MemoryNearKeys = Map<string, NearEntries>;

export function createMemoryNearDuplicateStore(
  store: Pick<SyncStore, 'readRows'>,
  items: MemoryNearKeys = new Map(),
): NearDuplicateStore {
  return {
    readItems: async (keys) =>
      new Map(
        keys.flatMap((key): [string, NearEntries][] => {
          const entries = items.get(key);
          return entries === undefined ? [] : [[key, entries]];
        }),
      ),
    replaceItems: async (replacements) =>
      replacements.flatMap(({ key, before, after }) => {
        if (!areSameEntries(items.get(key) ?? [], before)) return [key];
        if (after.length === 0) items.delete(key);
        else items.set(key, after);
        return [];
      }),
    async readTitles(refs) {
      const titles = new Map<string, CurrentTitle>();
      for (const { unit, id } of refs) {
        const rowId = parseRowId(id, unit);
        if (rowId === undefined) continue;
        const row = (await store.readRows(unit, { kind: 'byId', ids: [rowId] })).get(rowId);
        if (row === undefined || row.state === 'deleted') continue;
        const { title, year } = row.initiative;
        titles.set(rowId, { unit, id, title, year: toYearText(year) });
      }
      return [...titles.values()];
    },
  };
}
