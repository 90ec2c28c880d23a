/** Someone looks at the tabs through the API while they are published again and again, with faults. */
import type { sheets_v4 } from '@googleapis/sheets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TabValues } from '../../../core/summary/machine-tab.ts';
import { readPublication } from '../../../core/summary/machine-tab.ts';
import { TAB_TITLES } from '../../../core/wording/summary.ts';
import { createSheetsClient } from '../../../lambdas/adapters/sheets-client.ts';
import { createSheetsPublication } from '../../../lambdas/adapters/sheets-publication.ts';
import type { Logger } from '../../../lambdas/ports/telemetry.ts';
import { publishSummary } from '../../../lambdas/summarize/publish-summary.ts';
import type {
  SheetsApi,
  SheetsApiFault,
} from '../../../local/google/sheets-api/start-sheets-api.ts';
import { startSheetsApi } from '../../../local/google/sheets-api/start-sheets-api.ts';
import { Workbook } from '../../../local/google/workbook/workbook.ts';
import { AS_OF, headOf, smallProgramme } from '../../core/summary/cast.ts';
import { rowId, storedRow } from '../../support/stored-rows.ts';
import { createMemoryStore } from './memory-store.ts';

const PUBLICATIONS = 50;
const SPREADSHEET_ID = 'committee';
const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const TITLES = Object.values(TAB_TITLES);

const workbook = new Workbook({ spreadsheetId: SPREADSHEET_ID, title: 'Tổng hợp' });
/** Runs before each call of the publisher is answered. */
let beforeCall: () => Promise<SheetsApiFault | undefined> = async () => undefined;
let publisherApi: SheetsApi;
let readerApi: SheetsApi;
let reader: sheets_v4.Sheets;

beforeAll(async () => {
  const workbooks = () => workbook;
  publisherApi = await startSheetsApi({ workbooks, faults: () => beforeCall() });
  readerApi = await startSheetsApi({ workbooks });
  reader = createSheetsClient({ rootUrl: readerApi.url, credentials: '{}', retries: 0 });
});
afterAll(() => Promise.all([publisherApi.stop(), readerApi.stop()]));

/** All tabs as one call of the API gives them. */
async function look(): Promise<TabValues> {
  const { data } = await reader.spreadsheets.values.batchGet({
    spreadsheetId: SPREADSHEET_ID,
    ranges: TITLES.map((title) => `'${title}'`),
    valueRenderOption: 'UNFORMATTED_VALUE',
  });
  const values = (data.valueRanges ?? []).map((range): unknown[][] => range.values ?? []);
  return Object.fromEntries(TITLES.map((title, index) => [title, values[index] ?? []]));
}

/** What is wrong with what a reader saw; '' for one whole publication. @returns its total too */
function judge(tabs: TabValues): { readonly problem: string; readonly total: number } {
  const reading = readPublication(tabs);
  if (reading.kind !== 'published') {
    return { problem: reading.kind === 'broken' ? reading.reason : 'nothing', total: -1 };
  }
  const { number, summary } = reading;
  const rows = (title: string) => tabs[title] ?? [];
  const sumOf = (title: string, column: number) =>
    rows(title).find(([label]) => label === 'Tổng cộng')?.[column];
  const listed = rows(TAB_TITLES.list).filter(([first]) => typeof first === 'number').length;
  const logged = rows(TAB_TITLES.log).find(([first]) => typeof first === 'number')?.[0];
  const counts = [
    listed,
    sumOf(TAB_TITLES.units, 8),
    sumOf(TAB_TITLES.categories, 4),
    sumOf(TAB_TITLES.years, 6),
    sumOf(TAB_TITLES.benefit, 1),
  ];
  const asOfLines = Object.values(TAB_TITLES)
    .filter((title) => title !== TAB_TITLES.overview && title !== TAB_TITLES.machine)
    .map((title) => rows(title)[1]?.[0]);
  const isOne =
    counts.every((count) => count === summary.total) &&
    logged === number &&
    new Set(asOfLines).size === 1;
  const problem = isOne ? '' : `${number}: ${[summary.total, ...counts, logged].join(' ')}`;
  return { problem, total: summary.total };
}

/** Small and seeded: the same faults in every run. */
function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

function throwFault(roll: number): SheetsApiFault | undefined {
  if (roll < 0.03) return { kind: 'answer', status: 503, body: { error: { code: 503 } } };
  if (roll < 0.06) return { kind: 'answer', status: 429, body: { error: { code: 429 } } };
  if (roll < 0.09) return { kind: 'drop', when: 'before' };
  if (roll < 0.13) return { kind: 'drop', when: 'after' };
  return roll < 0.15 ? { kind: 'answer', status: 400, body: { error: { code: 400 } } } : undefined;
}

describe('a reader during fifty publications with faults', () => {
  it('never sees half of one, and sees newer ones come', async () => {
    const store = createMemoryStore();
    const programme = smallProgramme([{ code: 'AA1' }, { code: 'AA2' }]);
    const client = createSheetsClient({ rootUrl: publisherApi.url, credentials: '{}', retries: 1 });
    let sheetIds = 1_000;
    let clock = AS_OF;
    const publish = (maxBatchBytes: number) =>
      publishSummary({
        store,
        target: createSheetsPublication({
          client,
          spreadsheetId: SPREADSHEET_ID,
          newSheetId: () => {
            sheetIds += 1;
            return sheetIds;
          },
          maxBatchBytes,
        }),
        spreadsheetId: SPREADSHEET_ID,
        programme,
        reportLinks: [],
        now: () => clock,
        logger: silent,
      });

    await publish(1_900_000);
    const seen: number[] = [];
    const problems: string[] = [];
    const watch = async (): Promise<number> => {
      // A tab that is not there is refused: that is half a summary too.
      const { problem, total } = await look().then(judge, (error: unknown) => ({
        problem: String(error),
        total: -1,
      }));
      if (problem !== '') problems.push(problem);
      seen.push(total);
      return total;
    };
    const dice = createDice(20110331);
    const inOrder: number[] = [];
    const watching: Promise<number>[] = [];
    beforeCall = async () => {
      inOrder.push(await watch());
      // This one is on its way while the publisher's call is carried out.
      watching.push(watch());
      return throwFault(dice());
    };

    let failed = 0;
    for (let number = 1; number <= PUBLICATIONS; number += 1) {
      clock += 60_000;
      const rows = Array.from({ length: number }, (_, index) => storedRow(rowId('AA1', index + 1)));
      store.putUnit(headOf('AA1', rows, { version: number, changedAt: clock }), rows);
      // Every other one is too large for one batch: hidden tabs are filled and swapped in.
      await publish(number % 2 === 0 ? 1_900_000 : 15_000).catch(() => {
        failed += 1;
      });
    }
    beforeCall = async () => undefined;
    clock += 60_000;
    await publish(1_900_000);
    await Promise.all(watching);
    await watch();

    expect(problems).toEqual([]);
    expect(failed).toBeGreaterThan(0);
    expect(failed).toBeLessThan(PUBLICATIONS / 2);
    expect(seen.length).toBeGreaterThan(PUBLICATIONS * 4);
    expect(new Set(seen).size).toBeGreaterThan(PUBLICATIONS / 2);
    expect(seen.at(-1)).toBe(PUBLICATIONS);
    // What was once there is never followed by something older.
    expect(inOrder.filter((total, index) => total < (inOrder[index - 1] ?? 0))).toEqual([]);
  }, 120_000);
});
