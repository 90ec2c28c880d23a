/** The summary store over the table in memory; it keeps no pages and reads rows each time. */
import { toListRow } from '../../core/summary/list-row.ts';
import type { Published, SummaryStore } from '../../lambdas/ports/summary-store.ts';
import type { MemoryTable } from '../memory-sync-store.ts';

export function createMemorySummaryStore(table: MemoryTable): SummaryStore {
  let published: Published | undefined;
  let taken = 0;
  return {
    readPublished: async () => published,
    async takeNumber() {
      taken += 1;
      return taken;
    },
    listChanges: async (since) =>
      [...table.units].flatMap(([unit, { head, contact }]) => [
        ...(head !== undefined && head.changedAt >= since
          ? [{ kind: 'head', unit, version: head.version } as const]
          : []),
        ...(contact !== undefined && contact.changedAt >= since
          ? [{ kind: 'contact', unit, changedAt: contact.changedAt } as const]
          : []),
      ]),
    readReports: async (units) =>
      units.map((unit) => {
        const { head, contact } = table.readUnit(unit);
        return {
          unit,
          ...(head === undefined ? {} : { head }),
          ...(contact === undefined ? {} : { contact }),
        };
      }),
    readPages: async () => ({ kind: 'stale', pageCount: 0 }),
    readRows: async (unit) =>
      [...table.readRows(unit, { kind: 'all' }).values()].flatMap((row) => toListRow(row) ?? []),
    writePages: async ({ unit, headVersion }) =>
      table.readUnit(unit).head?.version === headVersion ? 'written' : 'superseded',
    async record(record) {
      if (published !== undefined && published.number > record.number) return 'superseded';
      published = record;
      return 'recorded';
    },
    // Nobody types on «Danh mục» in a simulation.
    readCatalogue: async () => undefined,
    readKeyPolicy: async (unit) => table.readUnit(unit).keyPolicy,
  };
}
