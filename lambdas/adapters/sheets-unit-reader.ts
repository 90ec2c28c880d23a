/** Reads units' spreadsheets through the Sheets API; what keeps it from one is told, not thrown. */
import type { sheets_v4 } from '@googleapis/sheets';
import * as z from 'zod/mini';
import type { SpreadsheetReading, UnitSheets } from '../ports/unit-sheets.ts';
import { TAB_FIELDS, toTabReadings } from './sheets-tab-reading.ts';

export function createSheetsUnitReader(client: sheets_v4.Sheets): UnitSheets {
  return {
    async read(spreadsheetId) {
      try {
        const { data } = await client.spreadsheets.get({ spreadsheetId, fields: TAB_FIELDS });
        return { kind: 'read', tabs: toTabReadings(data) };
      } catch (error) {
        return toUnreadable(error);
      }
    },
  };
}

const Answered = z.object({ status: z.int() });
type Reason = Extract<SpreadsheetReading, { kind: 'unreadable' }>['reason'];

/** What one unit can mend by itself; everything else is Google's or the network's. */
const REASONS: ReadonlyMap<number, Reason> = new Map([
  [400, 'unsupported'],
  [403, 'forbidden'],
  [404, 'notFound'],
]);

function toUnreadable(error: unknown): SpreadsheetReading {
  const answered = z.safeParse(Answered, error);
  const status = answered.success ? answered.data.status : 0;
  const reason = REASONS.get(status) ?? 'unavailable';
  const name = error instanceof Error ? error.name : 'unknown';
  return { kind: 'unreadable', reason, detail: `${status} ${name}` };
}
