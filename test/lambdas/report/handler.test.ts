/** When the files are made, of which figures, and who is given them. */

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { NO_CATALOGUE } from '../../../core/catalogue/catalogue.ts';
import { Fault } from '../../../core/fault.ts';
import type { Report } from '../../../core/report/report.ts';
import type { Tab } from '../../../core/summary/tab.ts';
import type { ReportLinkInput } from '../../../lambdas/http/report-link.ts';
import { listReportLinks, toReportLink } from '../../../lambdas/http/report-link.ts';
import type { LogFields } from '../../../lambdas/ports/telemetry.ts';
import type { ReportHandler } from '../../../lambdas/report/handler.ts';
import { createReportHandler } from '../../../lambdas/report/handler.ts';
import type { PublishDeps } from '../../../lambdas/summarize/publish-summary.ts';
import { publishSummary } from '../../../lambdas/summarize/publish-summary.ts';
import { key } from '../../core/catalogue/catalogue-lines.ts';
import { AS_OF, headOf, smallProgramme, toValues } from '../../core/summary/cast.ts';
import { rowId, storedRow } from '../../support/stored-rows.ts';
import { MASTER_SECRET, readEvent } from '../../support/sync-event.ts';
import type { MemoryStore } from '../summarize/memory-store.ts';
import { createMemoryStore } from '../summarize/memory-store.ts';
import type { MemoryReportStore } from './memory-report-store.ts';
import { createMemoryReportStore } from './memory-report-store.ts';

const programme = smallProgramme([{ code: 'AA1' }, { code: 'AA2' }]);
const SCHEDULE = { kind: 'schedule', scheduledTime: '2011-03-31T01:02:00Z' } as const;
const NAME = 'du-thao-bao-cao.docx';

let store: MemoryStore;
let reports: MemoryReportStore;
let now: number;
let documents: Report[];
let workbooks: (readonly Tab[])[];
let log: { readonly level: string; readonly message: string; readonly fields: LogFields }[];
let counts: string[];
let handler: ReportHandler;

beforeEach(() => {
  store = createMemoryStore();
  reports = createMemoryReportStore();
  now = AS_OF;
  documents = [];
  workbooks = [];
  log = [];
  counts = [];
  const note = (level: string) => (message: string, fields: LogFields) =>
    void log.push({ level, message, fields });
  handler = createReportHandler({
    store,
    reports,
    writers: {
      async document(report) {
        documents.push(report);
        return Buffer.from('docx');
      },
      async workbook(tabs) {
        workbooks.push(tabs);
        return Buffer.from('xlsx');
      },
    },
    masterSecret: async () => MASTER_SECRET,
    programme,
    now: () => now,
    logger: { info: note('info'), warn: note('warn'), error: note('error') },
    metrics: {
      count: (name) => void counts.push(name),
      durationMs: () => undefined,
      flush: () => undefined,
    },
  });
});

function putRows(unit: string, count: number, version: number): void {
  const rows = Array.from({ length: count }, (_, index) => storedRow(rowId(unit, index + 1)));
  store.putUnit(headOf(unit, rows, { version, changedAt: now }), rows);
}

/** A spreadsheet in memory takes the tabs, and gives back what was put there. */
async function publish(): Promise<void> {
  let values = {};
  const target: PublishDeps['target'] = {
    open: async () => ({
      async replace(tabs) {
        values = Object.fromEntries(tabs.map((tab) => [tab.title, toValues(tab)]));
        return { kind: 'replaced', sheetIds: {} };
      },
      readBack: async () => values,
    }),
    look: async () => values,
  };
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const reportLinks = [{ label: 'Dự thảo báo cáo (.docx)', url: 'https://api.example/draft' }];
  const deps = { store, target, spreadsheetId: 'c', programme, reportLinks, logger };
  await publishSummary({ ...deps, now: () => now });
}

describe('the schedule', () => {
  it('makes nothing before the first publication', async () => {
    putRows('AA1', 2, 1);
    expect(await handler(SCHEDULE)).toEqual({ kind: 'unpublished' });
    expect(reports.written).toEqual([]);
  });

  it('makes both files of a publication once, as of its time', async () => {
    putRows('AA1', 2, 1);
    await publish();
    now += 120_000;
    const made = { kind: 'made', publication: 1, total: 2, isAsPublished: true };
    expect(await handler(SCHEDULE)).toEqual(made);
    expect(await handler(SCHEDULE)).toEqual({ kind: 'unchanged', publication: 1 });
    expect(reports.written.map(({ publication, asOf }) => [publication, asOf])).toEqual([
      [1, AS_OF],
    ]);
    expect(documents[0]?.asOfLine).toBe('Số liệu đến 08:05 31/03/2011; 1/2 đơn vị có sáng kiến.');
    expect(workbooks[0]?.map(({ title }) => title)).toContain('Dự thảo báo cáo');
    expect(counts).toEqual(['ReportMade']);
  });

  it('makes them again after the next publication', async () => {
    putRows('AA1', 2, 1);
    await publish();
    await handler(SCHEDULE);
    now += 300_000;
    putRows('AA2', 1, 1);
    await publish();
    expect(await handler(SCHEDULE)).toMatchObject({ kind: 'made', publication: 2, total: 3 });
    expect(reports.written.map(({ publication }) => publication)).toEqual([1, 2]);
  });

  it('says as of now when rows were typed since the publication', async () => {
    putRows('AA1', 2, 1);
    await publish();
    now += 120_000;
    putRows('AA1', 3, 2);
    expect(await handler(SCHEDULE)).toEqual({
      kind: 'made',
      publication: 1,
      total: 3,
      isAsPublished: false,
    });
    expect(documents[0]?.asOfLine).toMatch(/^Số liệu đến 08:07 /);
  });

  it('says as of now when «Danh mục» changed since the publication', async () => {
    putRows('AA1', 2, 1);
    await publish();
    now += 120_000;
    const deadline = { key: key('deadline'), version: 1, at: now, value: '2011-04-15' };
    store.putCatalogue({ ...NO_CATALOGUE, seq: 1, version: 1, entries: [deadline] });
    expect(await handler(SCHEDULE)).toMatchObject({ kind: 'made', isAsPublished: false });
    await publish();
    expect(await handler(SCHEDULE)).toMatchObject({ publication: 2, isAsPublished: true });
  });

  it('writes nothing into the table', async () => {
    putRows('AA1', 2, 1);
    await publish();
    putRows('AA1', 3, 2);
    const before = store.calls.length;
    await handler(SCHEDULE);
    const names = store.calls.slice(before).map((call) => call.split(' ')[0]);
    expect([...new Set(names)].sort()).toEqual([
      'readCatalogue',
      'readPages',
      'readPublished',
      'readReports',
      'readRows',
    ]);
  });

  it('is told of a failure by a throw, after it was logged', async () => {
    putRows('AA1', 1, 1);
    await publish();
    reports.failure = new Fault('report.not_stored', { key: 'latest/x', reason: 'Timeout' });
    await expect(handler(SCHEDULE)).rejects.toBe(reports.failure);
    expect(log.at(-1)).toMatchObject({
      level: 'error',
      message: 'report failed',
      fields: { fault: 'report.not_stored', details: { key: 'latest/x', reason: 'Timeout' } },
    });
    expect(counts).toEqual(['ReportFailed']);
  });
});

function open(changes: Partial<ReportLinkInput> = {}, edit = (link: string) => link) {
  const link = toReportLink({
    apiUrl: 'https://api.example',
    masterSecret: MASTER_SECRET,
    programme: programme.code,
    name: NAME,
    keyVersion: 1,
    ...changes,
  });
  const url = new URL(edit(link));
  const event: APIGatewayProxyEventV2 = {
    ...readEvent('post-sync'),
    rawPath: url.pathname,
    queryStringParameters: Object.fromEntries(url.searchParams),
  };
  return handler(event);
}

describe('a link', () => {
  beforeEach(async () => {
    putRows('AA1', 1, 1);
    await publish();
  });

  it('gives the address of the file of the last publication, made when it has to be', async () => {
    expect(await open()).toEqual({
      statusCode: 302,
      headers: {
        location: `memory:${NAME}`,
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      },
      body: '',
    });
    expect(reports.written).toHaveLength(1);
    expect(counts).toEqual(['ReportMade', 'ReportGiven']);
  });

  it('stands for each file, with the words to show', async () => {
    const links = listReportLinks({
      apiUrl: 'https://api.example',
      masterSecret: MASTER_SECRET,
      programme: programme.code,
      keyVersion: 1,
    });
    expect(links.map(({ label }) => label)).toEqual([
      'Dự thảo báo cáo (.docx)',
      'Bảng tổng hợp (.xlsx)',
    ]);
    for (const { url } of links) {
      expect(url).toMatch(/^https:\/\/api\.example\/v1\/reports\/[a-z-]+\.(docx|xlsx)\?v=1&token=/);
      expect(await open({}, () => url)).toMatchObject({ statusCode: 302 });
    }
  });

  it('gives the file before when the new one cannot be made', async () => {
    await handler(SCHEDULE);
    putRows('AA1', 2, 2);
    now += 300_000;
    await publish();
    reports.failure = new Fault('report.not_stored', { key: 'latest/x', reason: 'Timeout' });
    expect(await open()).toMatchObject({ statusCode: 302 });
    expect(counts).toContain('ReportFailed');
  });

  it('says so when there is nothing to give', async () => {
    reports.failure = new Fault('report.not_stored', { key: 'latest/x', reason: 'Timeout' });
    expect(await open()).toMatchObject({
      statusCode: 404,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: expect.stringMatching(/^Chưa có báo cáo nào/),
    });
  });

  it.each<[string, Partial<ReportLinkInput>, (link: string) => string]>([
    ['made with another secret', { masterSecret: 'x'.repeat(64) }, (link) => link],
    ['of another programme', { programme: 'tra-vinh' }, (link) => link],
    ['for the other file', {}, (link) => link.replace(NAME, 'bang-tong-hop.xlsx')],
    ['for a file that is none', {}, (link) => link.replace(NAME, 'secrets.json')],
    ['with another token', {}, (link) => link.replace(/token=.{4}/, 'token=0000')],
    ['with a short token', {}, (link) => link.slice(0, -1)],
    ['without a token', {}, (link) => link.replace(/&token=.*/, '')],
    ['without a query', {}, (link) => link.replace(/\?.*/, '')],
    ['of another key version', {}, (link) => link.replace('v=1', 'v=2')],
    ['of a version that is no number', {}, (link) => link.replace('v=1', 'v=1e0')],
    ['of a version nobody gave out', { keyVersion: 2 }, (link) => link],
  ])('%s is refused, and makes nothing', async (_name, changes, edit) => {
    const reply = await open(changes, edit);
    expect(reply).toMatchObject({ statusCode: 403 });
    expect(reply).not.toHaveProperty('headers.location');
    expect(reports.written).toEqual([]);
    expect(log.at(-1)).toMatchObject({ level: 'warn', message: 'report refused' });
  });

  it('ends with the version of the key it was made with', async () => {
    store.putKeyPolicy('committee', { current: 2, revoked: [1] });
    expect(await open()).toMatchObject({ statusCode: 403 });
    expect(await open({ keyVersion: 2 })).toMatchObject({ statusCode: 302 });
  });

  it('puts no token into the log', async () => {
    await open();
    await open({}, (link) => link.slice(0, -1));
    expect(JSON.stringify(log)).not.toMatch(/[0-9a-f]{32}/);
  });

  it('says to try again when even the check fails', async () => {
    store.before('readKeyPolicy', () => {
      throw new Error('out of reach');
    });
    expect(await open()).toMatchObject({ statusCode: 500 });
    expect(log.at(-1)).toMatchObject({ level: 'error', fields: { error: 'Error' } });
  });
});
