/** Who may ask for a publication, and what each caller is told. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../core/fault.ts';
import { CLOCK_TOLERANCE_MS, SIGNATURE_HEADERS } from '../../../core/messages/signature.ts';
import type { TabValues } from '../../../core/summary/machine-tab.ts';
import { checkReportLink } from '../../../lambdas/http/report-link.ts';
import { deriveUnitKey, signRequest } from '../../../lambdas/http/unit-key.ts';
import type { PublicationTarget } from '../../../lambdas/ports/publication-target.ts';
import type { LogFields } from '../../../lambdas/ports/telemetry.ts';
import type { SummarizeHandler } from '../../../lambdas/summarize/handler.ts';
import { createSummarizeHandler } from '../../../lambdas/summarize/handler.ts';
import { AS_OF, headOf, smallProgramme, toValues } from '../../core/summary/cast.ts';
import { rowId, storedRow } from '../../support/stored-rows.ts';
import { MASTER_SECRET, readEvent } from '../../support/sync-event.ts';
import type { MemoryStore } from './memory-store.ts';
import { createMemoryStore } from './memory-store.ts';

let store: MemoryStore;
let values: TabValues;
/** Addresses a click on the overview opens, in their order. */
let links: readonly string[];
let failure: Error | undefined;
let log: { readonly level: string; readonly message: string; readonly fields: LogFields }[];
let counts: string[];
let flushes: number;
let handler: SummarizeHandler;

/** A spreadsheet in memory: what was put there last. */
const target: PublicationTarget = {
  open: async () => ({
    async replace(tabs) {
      if (failure !== undefined) throw failure;
      values = Object.fromEntries(tabs.map((tab) => [tab.title, toValues(tab)]));
      const cells = tabs[0]?.rows.flatMap((row) => row.cells) ?? [];
      links = cells.flatMap((cell) => (cell.kind === 'text' ? (cell.link ?? []) : []));
      return { kind: 'replaced', sheetIds: {} };
    },
    readBack: async () => values,
  }),
  look: async () => (Object.keys(values).length === 0 ? undefined : values),
};

beforeEach(() => {
  store = createMemoryStore();
  values = {};
  links = [];
  failure = undefined;
  log = [];
  counts = [];
  flushes = 0;
  const note = (level: string) => (message: string, fields: LogFields) =>
    void log.push({ level, message, fields });
  handler = createSummarizeHandler({
    store,
    target,
    spreadsheetId: 'committee',
    apiUrl: 'https://api.example',
    programme: smallProgramme([{ code: 'AA1' }]),
    masterSecret: async () => MASTER_SECRET,
    now: () => AS_OF,
    logger: { info: note('info'), warn: note('warn'), error: note('error') },
    metrics: {
      count: (name) => void counts.push(name),
      durationMs: () => undefined,
      flush: () => {
        flushes += 1;
      },
    },
  });
  const rows = [storedRow(rowId('AA1', 1))];
  store.putUnit(headOf('AA1', rows, { version: 1, changedAt: AS_OF }), rows);
});

type Signing = {
  readonly unit?: string;
  readonly path?: string;
  readonly sentAt?: number;
  readonly keyVersion?: number;
  readonly secret?: string;
};

function refreshEvent(signing: Signing = {}): APIGatewayProxyEventV2 {
  const { unit = 'committee', path = '/v1/refresh', sentAt = AS_OF, keyVersion = 1 } = signing;
  const event = readEvent('post-sync');
  const body = Buffer.from('{}');
  const key = deriveUnitKey(signing.secret ?? MASTER_SECRET, unit, keyVersion);
  const signature = signRequest(key, { method: 'POST', path, unit, keyVersion, sentAt, body });
  return {
    ...event,
    rawPath: path,
    isBase64Encoded: false,
    body: '{}',
    headers: {
      [SIGNATURE_HEADERS.unit]: unit,
      [SIGNATURE_HEADERS.keyVersion]: String(keyVersion),
      [SIGNATURE_HEADERS.sentAt]: String(sentAt),
      [SIGNATURE_HEADERS.signature]: signature,
    },
  };
}

const PUBLISHED = { kind: 'published', asOf: '2011-03-31T08:05:00+07:00', total: 1 };
const SCHEDULE = { kind: 'schedule', scheduledTime: '2011-03-31T01:05:00Z' } as const;

async function answerTo(signing: Signing = {}) {
  const reply = await handler(refreshEvent(signing));
  if (!('statusCode' in reply)) throw new Error('no HTTP answer');
  return { status: reply.statusCode, body: JSON.parse(reply.body) };
}

describe('the schedule', () => {
  it('publishes, then finds nothing changed', async () => {
    expect(await handler(SCHEDULE)).toEqual(PUBLISHED);
    expect(await handler(SCHEDULE)).toEqual({ ...PUBLISHED, kind: 'unchanged' });
    expect(counts).toEqual(['SummaryPublished', 'SummaryUnchanged']);
    expect(flushes).toBe(2);
    expect(log[0]).toEqual({
      level: 'info',
      message: 'summary',
      fields: { ...PUBLISHED, scheduledTime: SCHEDULE.scheduledTime },
    });
  });

  it('is told of a failure by a throw, after it was logged', async () => {
    failure = new Fault('publish.unverified', { spreadsheetId: 'committee', reason: 'refused' });
    await expect(handler(SCHEDULE)).rejects.toBe(failure);
    expect(log).toEqual([
      {
        level: 'error',
        message: 'summary failed',
        fields: {
          scheduledTime: SCHEDULE.scheduledTime,
          fault: 'publish.unverified',
          details: { spreadsheetId: 'committee', reason: 'refused' },
        },
      },
    ]);
    expect(counts).toEqual(['SummaryFailed', 'PublicationUnverified']);
    expect(flushes).toBe(1);
    expect(store.published()).toBeUndefined();
  });
});

describe('«Cập nhật ngay»', () => {
  it('publishes at once for the committee', async () => {
    expect(await answerTo()).toEqual({ status: 200, body: PUBLISHED });
    expect(await answerTo()).toEqual({ status: 200, body: { ...PUBLISHED, kind: 'unchanged' } });
  });

  it('looks at what stands there, as the schedule of the same moment does not', async () => {
    await handler(SCHEDULE);
    values = {};
    expect(await handler(SCHEDULE)).toMatchObject({ kind: 'unchanged' });
    expect(await answerTo()).toEqual({ status: 200, body: PUBLISHED });
    expect(await answerTo()).toEqual({ status: 200, body: { ...PUBLISHED, kind: 'unchanged' } });
  });

  it.each<[string, Signing, number, string]>([
    ['another secret', { secret: 'x'.repeat(40) }, 401, 'unauthorized'],
    ['an hour-old signature', { sentAt: AS_OF - 3_600_000 }, 401, 'clock'],
    ['one moment too old', { sentAt: AS_OF - CLOCK_TOLERANCE_MS - 1 }, 401, 'clock'],
    ['the key of a unit', { unit: 'AA1' }, 403, 'forbidden'],
    ['a key version never given', { keyVersion: 2 }, 401, 'unauthorized'],
    ['another path', { path: '/v1/sync' }, 400, 'bad_request'],
  ])('is refused with %s, and nothing is read or written', async (_name, signing, status, code) => {
    expect(await answerTo(signing)).toEqual({ status, body: { code } });
    expect(values).toEqual({});
    expect(store.calls.filter((call) => !call.startsWith('readKeyPolicy'))).toEqual([]);
    expect(log.map(({ level, message }) => [level, message])).toEqual([
      ['warn', 'refresh refused'],
    ]);
  });

  it('still works at the last accepted moment', async () => {
    expect((await answerTo({ sentAt: AS_OF - CLOCK_TOLERANCE_MS })).status).toBe(200);
  });

  it('is refused with a revoked key', async () => {
    store.putKeyPolicy('committee', { current: 2, revoked: [1] });
    expect(await answerTo()).toEqual({ status: 403, body: { code: 'forbidden' } });
    expect((await answerTo({ keyVersion: 2 })).status).toBe(200);
  });

  it('is told that it failed and nothing more, whatever it was', async () => {
    failure = new Error('Trần bí mật');
    expect(await answerTo()).toEqual({ status: 500, body: { code: 'failed' } });
    expect(JSON.stringify(log)).not.toContain('bí mật');
    expect(log.map(({ message, fields }) => [message, fields.error])).toEqual([
      ['summary failed', 'Error'],
    ]);
  });

  it('is told that it failed when even the signature could not be checked', async () => {
    store.before('readKeyPolicy', () => {
      throw new Fault('store.conflict', { unit: 'committee' });
    });
    expect(await answerTo()).toEqual({ status: 500, body: { code: 'failed' } });
    expect(log[0]?.fields.fault).toBe('store.conflict');
    expect(counts).toEqual(['SummaryFailed']);
  });
});

describe('the links to the report files', () => {
  const NAMES = ['Dự thảo báo cáo (.docx)', 'Bảng tổng hợp (.xlsx)'];
  const labels = () => values['Tổng hợp chung']?.map(([label]) => String(label)) ?? [];
  const versions = () => links.map((url) => checkReportLink({ ...SECRETS, ...toLink(url) }));
  const given = (keyVersion: number) => [
    { kind: 'link', name: 'du-thao-bao-cao.docx', keyVersion },
    { kind: 'link', name: 'bang-tong-hop.xlsx', keyVersion },
  ];

  it('are published under the key the committee has, anew when it was rotated', async () => {
    await handler(SCHEDULE);
    expect(labels()).toEqual(expect.arrayContaining(NAMES));
    expect(versions()).toEqual(given(1));
    const previous = { version: 1, acceptedUntil: AS_OF };
    store.putKeyPolicy('committee', { current: 2, previous, revoked: [] });
    expect(await handler(SCHEDULE)).toMatchObject({ kind: 'published' });
    expect(versions()).toEqual(given(2));
    expect(await handler(SCHEDULE)).toMatchObject({ kind: 'unchanged' });
  });

  it('are not shown while the key is revoked: nobody could open them', async () => {
    store.putKeyPolicy('committee', { current: 1, revoked: [1] });
    await handler(SCHEDULE);
    expect(labels().filter((label) => NAMES.includes(label))).toEqual([]);
    expect(labels()).toContain('Tổng số sáng kiến');
  });
});

const SECRETS = { masterSecret: MASTER_SECRET, programme: 'ben-tre' };

function toLink(url: string) {
  const { pathname, searchParams, origin } = new URL(url);
  expect(origin).toBe('https://api.example');
  return { path: pathname, query: Object.fromEntries(searchParams) };
}
