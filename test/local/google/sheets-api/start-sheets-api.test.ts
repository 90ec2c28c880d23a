// The stand-in as a server: what it refuses, whom it lets in, how it can be made to fail.

import { createServer } from 'node:net';
import { sheets, type sheets_v4 } from '@googleapis/sheets';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type SheetsApi,
  type SheetsApiOptions,
  startSheetsApi,
} from '../../../../local/google/sheets-api/start-sheets-api.ts';
import { Workbook } from '../../../../local/google/workbook/workbook.ts';

type Started = { readonly api: SheetsApi; readonly workbook: Workbook };

const started: SheetsApi[] = [];

afterEach(async () => {
  for (const api of started.splice(0)) await api.stop();
});

async function start(options: Partial<SheetsApiOptions> = {}): Promise<Started> {
  const workbook = new Workbook({ spreadsheetId: 'uy-ban', title: 'Tổng hợp' });
  const api = await startSheetsApi({
    workbooks: (id) => (id === 'uy-ban' ? workbook : undefined),
    checksAnswers: true,
    ...options,
  });
  started.push(api);
  return { api, workbook };
}

async function call(
  { api }: Started,
  path: string,
  init: { method?: string; body?: unknown; token?: string } = {},
): Promise<{ status: number; json: Record<string, unknown> }> {
  const response = await fetch(new URL(path, api.url), {
    method: init.method ?? 'GET',
    headers: init.token === undefined ? {} : { authorization: `Bearer ${init.token}` },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  return { status: response.status, json: Object(await response.json()) };
}

function post(server: Started, requests: sheets_v4.Schema$Request[]) {
  return call(server, '/v4/spreadsheets/uy-ban:batchUpdate', {
    method: 'POST',
    body: { requests },
  });
}

function refusal(code: number, status: string, message: string) {
  return { status: code, json: { error: { code, status, message } } };
}

const HERE = '/v4/spreadsheets/uy-ban';

describe('what is not implemented', () => {
  it.each([
    ['POST', '/v4/spreadsheets'],
    ['POST', `${HERE}/values/A1:append`],
    ['POST', `${HERE}/values/A1:clear`],
    ['POST', `${HERE}/values:batchGetByDataFilter`],
    ['POST', `${HERE}:getByDataFilter`],
    ['POST', `${HERE}/sheets/0:copyTo`],
    ['DELETE', `${HERE}/values/A1`],
  ])('%s %s is answered 501 by name', async (method, path) => {
    const { status, json } = await call(await start(), path, { method, body: {} });
    expect(status).toBe(501);
    expect(json).toEqual(
      refusal(501, 'UNIMPLEMENTED', `Not implemented by the local stand-in: ${method} ${path}`)
        .json,
    );
  });

  it.each<[string, sheets_v4.Schema$Request]>([
    ['request sortRange', { sortRange: { range: { sheetId: 0 } } }],
    ['request addBanding', { addBanding: { bandedRange: {} } }],
    [
      'writing textFormatRuns',
      { updateCells: { range: { sheetId: 0 }, fields: 'textFormatRuns' } },
    ],
    [
      'userEnteredFormat.padding',
      {
        repeatCell: {
          range: { sheetId: 0 },
          fields: 'userEnteredFormat',
          cell: { userEnteredFormat: { padding: { top: 3 } } },
        },
      },
    ],
    [
      'repeatCell of a formula',
      {
        repeatCell: {
          range: { sheetId: 0 },
          fields: 'userEnteredValue',
          cell: { userEnteredValue: { formulaValue: '=A1' } },
        },
      },
    ],
    [
      'updating rightToLeft',
      { updateSheetProperties: { properties: { sheetId: 0 }, fields: 'rightToLeft' } },
    ],
    ['sheetType OBJECT', { addSheet: { properties: { sheetType: 'OBJECT' } } }],
    [
      'basicFilter.sortSpecs',
      { setBasicFilter: { filter: { range: { sheetId: 0 }, sortSpecs: [] } } },
    ],
  ])('%s is answered 501 and changes nothing', async (what, request) => {
    const server = await start();
    const before = server.workbook.revision;
    const add = { addSheet: { properties: { title: 'mới' } } };
    const { status, json } = await post(server, [add, request]);
    expect(status).toBe(501);
    expect(json).toEqual(
      refusal(501, 'UNIMPLEMENTED', `Not implemented by the local stand-in: ${what}`).json,
    );
    expect(server.workbook.sheets.length).toBe(1);
    expect(server.workbook.revision).toBe(before);
  });

  it('refuses USER_ENTERED, by which a text could become a formula', async () => {
    const server = await start();
    const body = { values: [['=1+1']] };
    const one = await call(server, `${HERE}/values/A1?valueInputOption=USER_ENTERED`, {
      method: 'PUT',
      body,
    });
    const many = await call(server, `${HERE}/values:batchUpdate`, {
      method: 'POST',
      body: { valueInputOption: 'USER_ENTERED', data: [{ range: 'A1', ...body }] },
    });
    expect([one.status, many.status]).toEqual([501, 501]);
    expect(server.workbook.sheets[0]?.contentExtent()).toEqual({ rows: 0, columns: 0 });
  });
});

describe('refusals', () => {
  it('have the form of Google and name the place', async () => {
    const server = await start();
    expect(await post(server, [{ deleteSheet: { sheetId: 5 } }])).toEqual(
      refusal(400, 'INVALID_ARGUMENT', 'Invalid requests[0].deleteSheet: No grid with id: 5'),
    );
    const wrong = { addSheet: { properties: { titel: 'x' } } };
    expect(await post(server, [wrong as sheets_v4.Schema$Request])).toEqual(
      refusal(
        400,
        'INVALID_ARGUMENT',
        'Invalid JSON payload received. Unknown name "titel" at \'/requests/0/addSheet/properties\': Cannot find field.',
      ),
    );
    expect((await call(server, `${HERE}?field=properties`)).status).toBe(400);
    expect((await call(server, '/khac')).status).toBe(404);
    expect((await call(server, `${HERE}/values/%E0%A4%A`)).status).toBe(400);
  });

  it('come for a body that is no JSON, or too large', async () => {
    const { api } = await start();
    const send = async (body: string) =>
      (await fetch(new URL(`${HERE}:batchUpdate`, api.url), { method: 'POST', body })).status;
    expect(await send('{')).toBe(400);
    expect(await send('')).toBe(400);
    expect(await send(`"${'a'.repeat(10 * 1024 * 1024)}"`)).toBe(413);
  });

  it('of grids too large leave the workbook as it was', async () => {
    const server = await start();
    const gridProperties = { rowCount: 10_000_000, columnCount: 1 };
    const { status } = await post(server, [{ addSheet: { properties: { gridProperties } } }]);
    expect(status).toBe(400);
    expect(server.workbook.sheets.length).toBe(1);
  });
});

describe('the server', () => {
  it('listens on loopback only, on the port it is told', async () => {
    const free = await new Promise<number>((done) => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const address = probe.address();
        const port = typeof address === 'object' && address !== null ? address.port : 0;
        probe.close(() => done(port));
      });
    });
    const { api } = await start({ port: free });
    expect(api.url).toBe(`http://127.0.0.1:${free}/`);
    await expect(start({ port: free })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('asks who it is, when told to', async () => {
    const server = await start({
      authorize: (token) => (token === 'thẻ' || token === 'the' ? 'ok' : 'denied'),
    });
    const path = `${HERE}?fields=spreadsheetId`;
    expect((await call(server, path)).status).toBe(401);
    expect((await call(server, path, { token: 'khac' })).status).toBe(403);
    expect(await call(server, path, { token: 'the' })).toEqual({
      status: 200,
      json: { spreadsheetId: 'uy-ban' },
    });
  });

  it('tells of each call after it was carried out', async () => {
    const calls: unknown[] = [];
    const server = await start({ onRequest: (each) => calls.push(each) });
    await post(server, [{ addSheet: {} }]);
    await post(server, [{ deleteSheet: { sheetId: 5 } }]);
    await call(server, `${HERE}/values/A1`);
    const write = { operation: 'spreadsheets.batchUpdate', spreadsheetId: 'uy-ban', isWrite: true };
    expect(calls).toEqual([
      { ...write, status: 200 },
      { ...write, status: 400 },
      { ...write, operation: 'spreadsheets.values.get', isWrite: false, status: 200 },
    ]);
    expect(server.api.counts()).toEqual({ reads: 1, writes: 2 });
  });

  it('answers 429 when the quota of the minute is used up, and not in the next', async () => {
    let nowMs = 59_999;
    const server = await start({
      quota: { readsPerMinute: 2, writesPerMinute: 1, now: () => nowMs },
    });
    const read = async () => (await call(server, `${HERE}/values/A1`)).status;
    const write = async () => (await post(server, [{ addSheet: {} }])).status;
    expect([await read(), await write(), await read()]).toEqual([200, 200, 200]);
    expect([await read(), await write()]).toEqual([429, 429]);
    expect(server.workbook.sheets.length).toBe(2);
    nowMs = 60_000;
    expect([await read(), await write()]).toEqual([200, 200]);
  });
});

describe('faults', () => {
  it('can be answered instead of doing anything', async () => {
    const body = { error: { code: 503, message: 'thử', status: 'UNAVAILABLE' } };
    const server = await start({ faults: () => ({ kind: 'answer', status: 503, body }) });
    expect(await post(server, [{ addSheet: {} }])).toEqual({ status: 503, json: body });
    expect(server.workbook.sheets.length).toBe(1);
  });

  it('can cut the connection before or after the work', async () => {
    let when: 'before' | 'after' = 'before';
    const server = await start({ faults: () => ({ kind: 'drop', when }) });
    const client = sheets({ version: 'v4', rootUrl: server.api.url, retry: false });
    const add = () =>
      client.spreadsheets.batchUpdate({
        spreadsheetId: 'uy-ban',
        requestBody: { requests: [{ addSheet: {} }] },
      });
    await expect(add()).rejects.toThrow();
    expect(server.workbook.sheets.length).toBe(1);
    when = 'after';
    await expect(add()).rejects.toThrow();
    expect(server.workbook.sheets.length).toBe(2);
  });

  it('can delay, and choose by the call', async () => {
    const server = await start({
      faults: ({ operation }) =>
        operation === 'spreadsheets.get' ? { kind: 'delay', delayMs: 1 } : undefined,
    });
    expect((await call(server, HERE)).status).toBe(200);
    expect((await call(server, `${HERE}/values/A1`)).status).toBe(200);
  });
});

it('publishes a list of 10,000 rows in one batch', async () => {
  const { api, workbook } = await start();
  const rows = Array.from({ length: 10_000 }, (_, row) => ({
    values: Array.from({ length: 12 }, (_, column) => ({
      userEnteredValue: column === 0 ? { numberValue: row } : { stringValue: `ô ${row} ${column}` },
      ...(column === 0 ? { userEnteredFormat: { textFormat: { bold: true } } } : {}),
    })),
  }));
  const client = sheets({ version: 'v4', rootUrl: api.url, retry: false });
  const fields = 'userEnteredValue,userEnteredFormat';
  const gridProperties = { rowCount: 10_000, columnCount: 12 };
  await client.spreadsheets.batchUpdate({
    spreadsheetId: 'uy-ban',
    requestBody: {
      requests: [
        { addSheet: { properties: { sheetId: 7, title: 'Danh sách', gridProperties } } },
        { updateCells: { range: { sheetId: 7 }, fields, rows } },
      ],
    },
  });
  const { data } = await client.spreadsheets.values.get({
    spreadsheetId: 'uy-ban',
    range: "'Danh sách'!A9999:L",
    valueRenderOption: 'UNFORMATTED_VALUE',
  });
  expect(data.values?.map((row) => [row[0], row[11]])).toEqual([
    [9998, 'ô 9998 11'],
    [9999, 'ô 9999 11'],
  ]);
  const sheet = workbook.requireSheet(7);
  // One format object for all equal cells, or a province's list would not fit into memory.
  expect(sheet.cell(0, 0).format).toBe(sheet.cell(9999, 0).format);
});
