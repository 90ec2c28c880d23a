/** The committee's spreadsheet behind the real Google client and the Sheets API of this machine. */
import type { TabValues } from '../../../core/summary/machine-tab.ts';
import { createSheetsClient } from '../../../lambdas/adapters/sheets-client.ts';
import { createSheetsPublication } from '../../../lambdas/adapters/sheets-publication.ts';
import type { PublicationTarget } from '../../../lambdas/ports/publication-target.ts';
import type {
  SheetsApiCall,
  SheetsApiFault,
} from '../../../local/google/sheets-api/start-sheets-api.ts';
import { startSheetsApi } from '../../../local/google/sheets-api/start-sheets-api.ts';
import { Workbook } from '../../../local/google/workbook/workbook.ts';

export const SPREADSHEET_ID = 'committee-spreadsheet';

export type SheetsStandIn = {
  readonly url: string;
  /** The spreadsheet as it now stands; a new one after each `renew`. */
  workbook(): Workbook;
  renew(): void;
  /** The spreadsheet as Google makes one: a blank tab that nobody named. */
  renewAsNew(): void;
  /** Names of the calls answered since the last `renew`. */
  readonly calls: string[];
  /** What becomes of the next calls, in their order; undefined lets one pass. */
  readonly faults: (SheetsApiFault | (() => SheetsApiFault | undefined) | undefined)[];
  target(options?: { readonly maxBatchBytes?: number }): PublicationTarget;
  /** What a reader gets who looks at all tabs in one call. */
  read(): TabValues;
  stop(): Promise<void>;
};

export async function startSheetsStandIn(): Promise<SheetsStandIn> {
  let workbook = createWorkbook();
  let sheetIds = 1000;
  const calls: string[] = [];
  const faults: SheetsStandIn['faults'] = [];
  const api = await startSheetsApi({
    workbooks: (id) => (id === SPREADSHEET_ID ? workbook : undefined),
    checksAnswers: true,
    faults: ({ operation }: SheetsApiCall) => {
      calls.push(operation);
      const fault = faults.shift();
      return typeof fault === 'function' ? fault() : fault;
    },
  });
  const replaceWorkbook = (): void => {
    workbook = createWorkbook();
    calls.length = 0;
    faults.length = 0;
  };
  const client = createSheetsClient({ rootUrl: api.url, credentials: '{}', retries: 1 });
  return {
    url: api.url,
    workbook: () => workbook,
    renew() {
      replaceWorkbook();
      workbook.renameSheet(0, 'Của Ban Tổ chức');
    },
    renewAsNew: replaceWorkbook,
    calls,
    faults,
    target: (options = {}) =>
      createSheetsPublication({
        client,
        spreadsheetId: SPREADSHEET_ID,
        newSheetId: () => {
          sheetIds += 1;
          return sheetIds;
        },
        ...options,
      }),
    read: () => readAll(workbook),
    stop: () => api.stop(),
  };
}

function createWorkbook(): Workbook {
  return new Workbook({
    spreadsheetId: SPREADSHEET_ID,
    title: 'Tổng hợp',
    locale: 'en_US',
    timeZone: 'America/New_York',
  });
}

/** Values by tab; trailing blanks of a row are cut off as an API answer has them. */
function readAll(workbook: Workbook): TabValues {
  return Object.fromEntries(
    workbook.sheets.map((sheet) => [
      sheet.title,
      Array.from({ length: sheet.rowCount }, (_, row) => {
        const cells = sheet.cellsOf(row, 0, sheet.columnCount);
        return cutBlanks(cells.map((cell) => cell.content?.value ?? ''));
      }),
    ]),
  );
}

/** A row as an API answer has it: without its last blank cells. */
export function cutBlanks<T>(row: readonly T[]): readonly T[] {
  const blanks = [...row].reverse().findIndex((value) => value !== '');
  return blanks < 0 ? [] : row.slice(0, row.length - blanks);
}
