/** The table in memory, for simulations. */
import { createMemoryDigestStore } from '../memory-digest-store.ts';
import { createMemoryTable, toSyncStore } from '../memory-sync-store.ts';
import { createMemorySummaryStore } from './memory-summary-store.ts';
import type { SimulatedTable } from './simulated-world.ts';

export function createMemorySimulatedTable(): SimulatedTable {
  const table = createMemoryTable();
  return {
    store: toSyncStore(table),
    summaryStore: createMemorySummaryStore(table),
    createDigestStore: () => createMemoryDigestStore(table),
    async readRecords(unit) {
      const found = table.units.get(unit);
      return {
        unit,
        head: found?.head,
        contact: found?.contact,
        rows: found?.rows ?? new Map(),
        history: found?.history ?? new Map(),
      };
    },
  };
}
