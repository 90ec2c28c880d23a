/** A unit's sheet as the Sheets API shows it, and as its script would read it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toSerial } from '../../../core/time.ts';
import { createSheetsClient } from '../../../lambdas/adapters/sheets-client.ts';
import { toTabReadings } from '../../../lambdas/adapters/sheets-tab-reading.ts';
import { createSheetsUnitReader } from '../../../lambdas/adapters/sheets-unit-reader.ts';
import { toScriptSerial } from '../../../lambdas/adapters/zoned-time.ts';
import type {
  SheetsApi,
  SheetsApiFault,
} from '../../../local/google/sheets-api/start-sheets-api.ts';
import { startSheetsApi } from '../../../local/google/sheets-api/start-sheets-api.ts';
import { createSpreadsheetRegistry } from '../../../local/spreadsheet-registry.ts';

const DATE = { numberFormat: { type: 'DATE' } };

it('gives values, formulas and merged rows as a script reads them', () => {
  const [tab, ...others] = toTabReadings({
    properties: { timeZone: 'Asia/Ho_Chi_Minh' },
    sheets: [
      {
        properties: { sheetId: 4 },
        merges: [{ startRowIndex: 1, endRowIndex: 3, startColumnIndex: 0, endColumnIndex: 1 }],
        data: [
          {
            rowData: [
              { values: [{ effectiveValue: { stringValue: ' Tên ' } }, {}, {}] },
              {},
              {
                values: [
                  { effectiveValue: { numberValue: 40_313 }, effectiveFormat: DATE },
                  { effectiveValue: { numberValue: 1250 } },
                  { effectiveValue: { boolValue: true } },
                  {
                    userEnteredValue: { formulaValue: '=NA()' },
                    effectiveValue: { errorValue: { type: 'N_A' } },
                  },
                ],
              },
            ],
          },
        ],
      },
      { properties: { sheetId: 5, sheetType: 'OBJECT' } },
    ],
  });
  expect(others).toEqual([]);
  expect(tab).toEqual({
    sheetId: 4,
    values: [[' Tên ', '', ''], [], [{ serial: 40_313 }, 1250, true, '#N/A']],
    formulas: new Map([[3, new Set([3])]]),
    mergedRows: new Set([2, 3]),
  });
});

it.each([
  ['Asia/Ho_Chi_Minh', '2010-05-15T00:00:00+07:00'],
  ['America/Los_Angeles', '2010-05-15T00:00:00-07:00'],
  ['Etc/GMT', '2010-05-15T00:00:00Z'],
])('a date cell of %s is the moment its script reads', (timeZone, moment) => {
  expect(toScriptSerial(40_313, timeZone)).toBe(toSerial(Date.parse(moment)));
});

describe('a spreadsheet that cannot be read', () => {
  let api: SheetsApi;
  let fault: SheetsApiFault | undefined;
  beforeAll(async () => {
    const registry = createSpreadsheetRegistry(1);
    const { workbook, spreadsheetId } = registry.create('BT028', 'Sáng kiến');
    known = spreadsheetId;
    api = await startSheetsApi({
      workbooks: (id) => (id === known ? workbook : undefined),
      faults: () => fault,
    });
  });
  afterAll(() => api.stop());
  let known = '';

  function read(spreadsheetId: string) {
    const client = createSheetsClient({ rootUrl: api.url, credentials: '{}', retries: 0 });
    return createSheetsUnitReader(client).read(spreadsheetId);
  }

  it('is told from one that can', async () => {
    expect(await read(known)).toMatchObject({ kind: 'read', tabs: [{ values: [] }] });
    expect(await read('another')).toMatchObject({ kind: 'unreadable', reason: 'notFound' });
  });

  it.each([
    [403, 'forbidden'],
    [400, 'unsupported'],
    [429, 'unavailable'],
    [503, 'unavailable'],
  ])('with status %i is %s', async (status, reason) => {
    fault = {
      kind: 'answer',
      status,
      body: { error: { code: status, message: 'x', status: 'X' } },
    };
    expect(await read(known)).toMatchObject({ kind: 'unreadable', reason });
  });

  it('is out of reach where nobody answers', async () => {
    fault = { kind: 'drop', when: 'before' };
    expect(await read(known)).toMatchObject({ kind: 'unreadable', reason: 'unavailable' });
  });
});
