/** The near-duplicate store in memory, over the rows of a sync store; drives simulators and tests. */
import type { CurrentTitle } from '../core/near/find-across-units.ts';
import type { NearKeyItem } from '../core/near/near-key-items.ts';
import { toYearText } from '../core/near/near-key-items.ts';
import { parseRowId } from '../core/row-id.ts';
import type { NearDuplicateStore } from '../lambdas/ports/near-duplicate-store.ts';
import { MAX_ITEMS_A_KEY } from '../lambdas/ports/near-duplicate-store.ts';
import type { SyncStore } from '../lambdas/ports/sync-store.ts';

/** Items by key, then by unit and row. */
export type MemoryNearKeys = Map<string, Map<string, NearKeyItem>>;

export function createMemoryNearDuplicateStore(
  store: Pick<SyncStore, 'readRows'>,
  keys: MemoryNearKeys = new Map(),
): NearDuplicateStore {
  return {
    findItems: async (wanted, exceptUnit) =>
      wanted.flatMap((key) => listOthers(keys.get(key), exceptUnit)),
    async change(_unit, { puts, removes }) {
      for (const { key, unit, id } of removes) keys.get(key)?.delete(`${unit}#${id}`);
      for (const item of puts) {
        const same = keys.get(item.key) ?? new Map<string, NearKeyItem>();
        keys.set(item.key, same.set(`${item.unit}#${item.id}`, item));
      }
    },
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

/** The first ones in the order of units and rows, as the table reads them. */
function listOthers(
  items: ReadonlyMap<string, NearKeyItem> | undefined,
  exceptUnit: string,
): readonly NearKeyItem[] {
  return [...(items ?? [])]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, item]) => (item.unit === exceptUnit ? [] : [item]))
    .slice(0, MAX_ITEMS_A_KEY);
}
