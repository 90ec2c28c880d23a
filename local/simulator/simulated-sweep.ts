/** What a sweep finds in a simulation: the workbook as the Sheets API would show it, and the table. */
import { toTabReadings } from '../../lambdas/adapters/sheets-tab-reading.ts';
import type { SummaryStore } from '../../lambdas/ports/summary-store.ts';
import type { SweepStore } from '../../lambdas/ports/sweep-store.ts';
import type { SyncStore } from '../../lambdas/ports/sync-store.ts';
import type { UnitSheets } from '../../lambdas/ports/unit-sheets.ts';
import { toSpreadsheet } from '../google/sheets-api/to-spreadsheet.ts';
import type { Workbook } from '../google/workbook/workbook.ts';

/** @param turn lets others come between the calls before and after */
export function createSimulatedSheets(
  find: (spreadsheetId: string) => Workbook,
  turn: () => Promise<void>,
): UnitSheets {
  return {
    async read(spreadsheetId) {
      await turn();
      const spreadsheet = toSpreadsheet(find(spreadsheetId), { mask: 'all', withGridData: true });
      const tabs = toTabReadings(spreadsheet);
      await turn();
      return { kind: 'read', tabs };
    },
  };
}

export type SweepTable = {
  /** Every call of it is a step. */
  readonly stepped: SyncStore;
  readonly store: SyncStore;
  readonly summaryStore: Pick<SummaryStore, 'readReports'>;
  readonly turn: () => Promise<void>;
};

export function toSweepStore({ stepped, store, summaryStore, turn }: SweepTable): SweepStore {
  return {
    ...stepped,
    readReports: summaryStore.readReports,
    async replaceContact(before, after) {
      await turn();
      // One step, as the table's own condition is: nothing comes between.
      const { contact } = await store.readUnit(before.unit);
      const isSame =
        contact?.lastContactAt === before.lastContactAt && contact.changedAt === before.changedAt;
      if (!isSame) return 'superseded';
      await store.writeContact(after);
      return 'written';
    },
  };
}
