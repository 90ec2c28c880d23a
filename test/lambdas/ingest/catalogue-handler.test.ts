/** `POST /v1/catalogue`: who is heard, what is told, and that nothing else has an effect. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { toCatalogueDigest } from '../../../core/catalogue/catalogue-digest.ts';
import { Fault } from '../../../core/fault.ts';
import { CatalogueReply } from '../../../core/messages/catalogue.ts';
import { createCatalogueHandler } from '../../../lambdas/ingest/catalogue-handler.ts';
import type { CatalogueStore } from '../../../lambdas/ports/catalogue-store.ts';
import type { LogFields } from '../../../lambdas/ports/telemetry.ts';
import { key } from '../../core/catalogue/catalogue-lines.ts';
import type { EventParts } from '../../support/sync-event.ts';
import { MASTER_SECRET, signedEvent } from '../../support/sync-event.ts';
import { testProgramme } from '../../support/test-programme.ts';
import { NOW } from './ingest-world.ts';
import { createMemoryCatalogue } from './memory-catalogue-store.ts';

const SPREADSHEET = 'the-committee-sheet';
const COMMON = { v: 1, bundle: 'test', spreadsheetId: SPREADSHEET };
const REVENUE = key('revenue.BT061');
const submission = (after: number, cell: string, more: object = {}) => ({
  ...COMMON,
  kind: 'submit',
  after,
  lines: [{ key: REVENUE, cell }],
  unread: [key('deadline')],
  ...more,
});

function createWorld(wrap: (store: CatalogueStore) => CatalogueStore = (store) => store) {
  const catalogue = createMemoryCatalogue();
  const lines: { readonly message: string; readonly fields: LogFields }[] = [];
  const note = (message: string, fields: LogFields) => void lines.push({ message, fields });
  let tokens = 0;
  const handle = createCatalogueHandler({
    catalogue: wrap(catalogue),
    masterSecret: async () => MASTER_SECRET,
    programme: testProgramme(),
    spreadsheetId: SPREADSHEET,
    now: () => NOW,
    newToken: () => {
      tokens += 1;
      return `token-${tokens}`;
    },
    logger: { info: note, warn: note, error: note },
    metrics: { count: () => {}, durationMs: () => {}, flush: () => {} },
  });
  return {
    catalogue,
    lines,
    async ask(body: unknown, more: Partial<EventParts> = {}) {
      const path = '/v1/catalogue';
      const event = signedEvent({ unit: 'committee', body, sentAt: NOW, path, ...more });
      const { statusCode, body: text } = await handle(event);
      return { status: statusCode, reply: JSON.parse(text) };
    },
  };
}

describe('the committee', () => {
  it('is told what a new tab is to show', async () => {
    const { status, reply } = await createWorld().ask({ ...COMMON, kind: 'open' });
    expect(status).toBe(200);
    const opened = v.parse(CatalogueReply, reply);
    expect(opened).toMatchObject({ kind: 'opened', seq: 0 });
    expect(opened.kind === 'opened' && opened.lines).toContainEqual({
      key: 'deadline',
      unitName: '',
      cell: '28/02/2011',
    });
  });

  it('is told what became of its lines, and whether they are settled', async () => {
    const { ask, catalogue } = createWorld();
    expect(await ask(submission(0, '5 tỷ'))).toMatchObject({
      status: 200,
      reply: {
        kind: 'settled',
        seq: 1,
        outcomes: [
          { kind: 'saved', key: REVENUE, version: 1, at: NOW },
          { kind: 'kept', key: 'deadline', counting: { version: 0, at: 0 } },
        ],
        withdrawn: 0,
      },
    });
    const lines = [{ key: REVENUE, cell: '5 tỷ' }];
    const digest = toCatalogueDigest({ lines, unread: [key('deadline')] });
    const check = { ...COMMON, kind: 'check' };
    expect(await ask({ ...check, digest })).toMatchObject({ reply: { isCurrent: true, seq: 1 } });
    const other = toCatalogueDigest({ lines, unread: [] });
    expect(await ask({ ...check, digest: other })).toMatchObject({ reply: { isCurrent: false } });
    expect(catalogue.history).toHaveLength(1);
  });

  it('sending the same again, or late, or after another, has no effect', async () => {
    const { ask, catalogue } = createWorld();
    await ask(submission(0, '5 tỷ'));
    await ask(submission(1, '6 tỷ'));
    for (const late of [submission(0, '5 tỷ'), submission(1, '7 tỷ'), submission(3, '7 tỷ')]) {
      expect(await ask(late)).toEqual({ status: 409, reply: { code: 'stale', seq: 2 } });
    }
    expect(catalogue.history.map(({ changes }) => changes[0]?.value)).toEqual([5e9, 6e9]);
  });

  it('is asked to read again when another request came between', async () => {
    const { ask, catalogue } = createWorld((store) => ({
      ...store,
      async commit() {
        await store.commit({ after: 0, next: (await planted()).next, history: undefined });
        return 'superseded';
      },
    }));
    const planted = async () => ({
      next: { seq: 7, token: 'x', version: 1, entries: [], digest: '', recentDeletions: [] },
    });
    expect(await ask(submission(0, '5 tỷ'))).toEqual({
      status: 409,
      reply: { code: 'stale', seq: 7 },
    });
    expect(catalogue.history).toEqual([]);
  });
});

describe('nothing changes', () => {
  it.each<readonly [string, unknown, Partial<EventParts>, number, string]>([
    ['unsigned by the committee', submission(0, '5 tỷ'), { unit: 'BT061' }, 403, 'forbidden'],
    ['by another secret', submission(0, '5 tỷ'), { masterSecret: 'x' }, 401, 'unauthorized'],
    ['by an old key', submission(0, '5 tỷ'), { keyVersion: 2 }, 401, 'unauthorized'],
    ['hours later', submission(0, '5 tỷ'), { sentAt: NOW - 3_600_000 }, 401, 'clock'],
    ['of a copied file', submission(0, '5 tỷ', { spreadsheetId: 'a-copy' }), {}, 403, 'forbidden'],
    ['to another path', submission(0, '5 tỷ'), { path: '/v1/refresh' }, 400, 'bad_request'],
    ['not JSON', '{', {}, 400, 'bad_request'],
    ['a list', [], {}, 400, 'bad_request'],
    ['of another kind', { ...COMMON, kind: 'delete' }, {}, 400, 'bad_request'],
    ['with more than it may say', submission(0, '5 tỷ', { x: 1 }), {}, 400, 'bad_request'],
    ['with a key twice', submission(0, '5 tỷ', { unread: [REVENUE] }), {}, 400, 'bad_request'],
    [
      'with an unknown key',
      submission(0, '5 tỷ', { lines: [{ key: 'x', cell: '' }] }),
      {},
      400,
      'bad_request',
    ],
    ['with a NUL', submission(0, '5\0 tỷ'), {}, 400, 'bad_request'],
    ['with half a letter', submission(0, '5 tỷ \ud800'), {}, 400, 'bad_request'],
    ['with __proto__', '{"kind":"open","__proto__":{}}', {}, 400, 'bad_request'],
    [
      'with too many lines',
      submission(0, '5 tỷ', { lines: Array.from({ length: 4_001 }, () => 0) }),
      {},
      413,
      'too_large',
    ],
    ['of more than a megabyte', submission(0, 'x'.repeat(1_100_000)), {}, 413, 'too_large'],
  ])('by a request %s', async (_, body, more, status, code) => {
    const { ask, catalogue, lines } = createWorld();
    expect(await ask(body, more)).toEqual({ status, reply: { code } });
    expect(await catalogue.read()).toEqual({});
    expect(lines.map(({ message }) => message)).toEqual(['catalogue refused']);
    expect(JSON.stringify(lines)).not.toContain('tỷ');
  });

  it('by no version before, and the committee is told the next key', async () => {
    const { ask, catalogue } = createWorld();
    const previous = { version: 1, acceptedUntil: Number.MAX_SAFE_INTEGER };
    catalogue.keyPolicy = { current: 2, previous, revoked: [] };
    expect(await ask(submission(0, '5 tỷ'))).toMatchObject({
      status: 200,
      reply: { nextKey: { version: 2 } },
    });
  });

  it('by a revoked key', async () => {
    const { ask, catalogue } = createWorld();
    catalogue.keyPolicy = { current: 1, revoked: [1] };
    expect(await ask(submission(0, '5 tỷ'))).toMatchObject({ status: 403 });
    expect(catalogue.history).toEqual([]);
  });
});

it.each([
  [new Fault('store.conflict', { unit: 'committee' }), 429, 'throttled'],
  [new Fault('store.corrupt_item', { pk: 'p', sk: 's', reason: 'r' }), 500, 'failed'],
  [new Error('revenue 5 tỷ'), 500, 'failed'],
])('%s is answered with a code and no word more', async (error, status, code) => {
  const { ask, lines } = createWorld((store) => ({ ...store, read: () => Promise.reject(error) }));
  expect(await ask(submission(0, '5 tỷ'))).toEqual({ status, reply: { code } });
  expect(JSON.stringify(lines)).not.toContain('tỷ');
});
