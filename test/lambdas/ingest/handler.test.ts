/** `POST /v1/sync` from event to answer: each status, and what the table holds afterwards. */

import { createHmac } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { NO_CATALOGUE } from '../../../core/catalogue/catalogue.ts';
import { Fault } from '../../../core/fault.ts';
import { KeyNotice } from '../../../core/messages/key-notice.ts';
import { toKeyCheckText, toWrappingText, xorHex } from '../../../core/messages/next-key.ts';
import { CLOCK_TOLERANCE_MS } from '../../../core/messages/signature.ts';
import type { SyncRequest } from '../../../core/messages/sync-request.ts';
import type { KeyPolicy } from '../../../lambdas/http/key-policy.ts';
import { revokeKey } from '../../../lambdas/http/key-revocation.ts';
import { rotateKey } from '../../../lambdas/http/key-rotation.ts';
import { deriveUnitKey } from '../../../lambdas/http/unit-key.ts';
import { createDeferred } from '../../../local/aws/deferred.ts';
import { key } from '../../core/catalogue/catalogue-lines.ts';
import { rowId, validCells } from '../../support/stored-rows.ts';
import { MASTER_SECRET, readEvent, signedEvent } from '../../support/sync-event.ts';
import { syncRequest } from '../../support/sync-request.ts';
import type { World } from './ingest-world.ts';
import { createWorld, dump, NOW, parseRefusal, toEvent, toSet } from './ingest-world.ts';
import { createMemoryCatalogue } from './memory-catalogue-store.ts';

type Row = SyncRequest['rows'][number];

function toRow(number: number, changes: Row['cells'] = {}, unit = 'BT028'): Row {
  const title = `Quy trình phân loại người bệnh số ${number}`;
  return { id: rowId(unit, number), cells: validCells({ title, ...changes }) };
}

function toRows(count: number): Row[] {
  return Array.from({ length: count }, (_, index) => toRow(index + 1));
}

function outcomesOf(reply: { readonly rows: readonly { readonly kind: string }[] }): string[] {
  return reply.rows.map(({ kind }) => kind);
}

function historyOf(world: World, unit = 'BT028'): number[][] {
  const entries = [...(world.table.units.get(unit)?.history.values() ?? [])];
  return entries.map((versions) => versions.map(({ version }) => version));
}

describe('a first request', () => {
  it('saves its rows, registers the spreadsheet and tells the rules', async () => {
    const world = createWorld();
    const rows = toRows(2);
    const reply = await world.sync({ rows, set: toSet(rows) });
    expect(reply).toEqual({
      v: 1,
      seq: 1,
      rows: rows.map(({ id }) => ({ kind: 'saved', id, version: 1, at: NOW })),
      index: false,
      missing: [],
      resend: [],
      accepted: [],
      near: [],
      rules: {
        version: 3,
        unitName: 'Bệnh viện đa khoa Nguyễn Đình Chiểu',
        period: { from: '2008-01-01', to: '2010-12-31' },
        referenceDate: '2011-03-31',
        deadline: '2011-02-28',
      },
    });
    const unit = world.table.units.get('BT028');
    expect(unit?.head).toMatchObject({
      spreadsheetId: 'spreadsheet-of-BT028',
      seq: 1,
      version: 1,
      active: 2,
      keyVersion: 1,
    });
    expect(unit?.head?.aggregates.tallies['2010|CTKT']).toMatchObject({
      count: 2,
      countedDong: 2_500_000_000n,
    });
    expect(unit?.contact).toMatchObject({ bundle: '0.1.0', lastContactAt: NOW });
    expect(historyOf(world)).toEqual([[1], [1]]);
  });

  it('that changes nothing leaves the sequence alone, and still registers the spreadsheet', async () => {
    const world = createWorld();
    expect(await world.sync({ rules: 3 })).toMatchObject({ seq: 0, rows: [], index: false });
    const other = await world.ask({ spreadsheetId: 'a-copy' });
    expect([other.statusCode, parseRefusal(other.body)]).toEqual([403, { code: 'forbidden' }]);
    expect(world.table.units.get('BT028')?.head).toMatchObject({
      seq: 0,
      spreadsheetId: 'spreadsheet-of-BT028',
    });
  });

  it('in base64 is taken as well', async () => {
    const world = createWorld();
    const reply = await world.sync({ rows: toRows(1) }, { fixture: 'post-sync-base64' });
    expect(outcomesOf(reply)).toEqual(['saved']);
  });

  it('tells no rules to a sheet that has them', async () => {
    expect(await createWorld().sync({ rules: 3 })).not.toHaveProperty('rules');
    expect(await createWorld().sync({ rules: 2 })).toHaveProperty('rules.version', 3);
  });

  it('answers as JSON that nobody may keep', async () => {
    const { headers } = await createWorld().ask();
    expect(headers).toEqual({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
  });
});

describe('each refusal', () => {
  const cases: [
    string,
    number,
    unknown,
    (world: World) => Promise<{ statusCode: number; body: string }>,
  ][] = [
    ['no JSON', 400, { code: 'bad_request' }, (world) => world.ask({}, { body: '{' })],
    ['wrong schema', 400, { code: 'bad_request' }, (world) => world.ask({}, { body: {} })],
    [
      'unknown version',
      400,
      { code: 'bad_request' },
      (world) => world.ask({}, { body: { ...syncRequest(), v: 2 } }),
    ],
    ['unsigned', 401, { code: 'unauthorized' }, (world) => world.send(readEvent('post-sync'))],
    [
      'wrong signature',
      401,
      { code: 'unauthorized' },
      (world) => world.ask({ rows: toRows(1) }, { masterSecret: 'y'.repeat(40) }),
    ],
    [
      'altered on the way',
      401,
      { code: 'unauthorized' },
      (world) => {
        const event = toEvent(syncRequest({ rows: toRows(1) }), NOW);
        return world.send({ ...event, body: (event.body ?? '').replace('2010', '2009') });
      },
    ],
    [
      'a week old',
      401,
      { code: 'clock' },
      (world) => world.ask({ rows: toRows(1) }, { sentAt: NOW - 7 * 86_400_000 }),
    ],
    [
      'a moment too old',
      401,
      { code: 'clock' },
      (world) => world.ask({}, { sentAt: NOW - CLOCK_TOLERANCE_MS - 1 }),
    ],
    [
      'a key version not current',
      401,
      { code: 'unauthorized' },
      (world) => world.ask({ rows: toRows(1) }, { keyVersion: 2 }),
    ],
    [
      'a unit not of the programme',
      403,
      { code: 'forbidden' },
      (world) => world.ask({ unit: 'BT099', rows: [toRow(1, {}, 'BT099')] }),
    ],
    [
      'the body of another unit',
      403,
      { code: 'forbidden' },
      (world) => world.ask({ unit: 'BT061' }, { unit: 'BT028' }),
    ],
    [
      'the row of another unit',
      403,
      { code: 'forbidden' },
      (world) => world.ask({ rows: [toRow(1), toRow(1, {}, 'BT061')] }),
    ],
    [
      'the index of another unit',
      403,
      { code: 'forbidden' },
      (world) => world.ask({ index: [[rowId('BT061', 1), null]] }),
    ],
    [
      'a sequence that is not the head’s',
      409,
      { code: 'stale', seq: 0 },
      (world) => world.ask({ after: 5, rows: toRows(1) }),
    ],
    [
      'too many rows',
      413,
      { code: 'too_large' },
      (world) => world.ask({}, { body: { ...syncRequest(), rows: toRows(501) } }),
    ],
    [
      'too large a body',
      413,
      { code: 'too_large' },
      (world) => world.ask({}, { body: ' '.repeat(1024 * 1024 + 1) }),
    ],
    [
      'too large a row',
      413,
      { code: 'too_large' },
      (world) => world.ask({ rows: [toRow(1, { note: 'ữ'.repeat(11_000) })] }),
    ],
  ];

  it.each(cases)('%s: %i', async (_, status, body, act) => {
    const world = createWorld();
    const answer = await act(world);
    expect([answer.statusCode, JSON.parse(answer.body)]).toEqual([status, body]);
  });

  it.each(cases)('%s stores no row, and is logged by its code', async (_, __, body, act) => {
    const world = createWorld();
    await act(world);
    for (const { rows, history, head } of world.table.units.values()) {
      expect([rows.size, history.size, head?.seq ?? 0]).toEqual([0, 0, 0]);
    }
    expect(world.lines).toHaveLength(1);
    const { code } = body as { code: string };
    expect(world.lines[0]).toMatchObject({ level: 'warn', fields: { code } });
    expect(world.counted).toEqual([`SyncRefused_${code}`, 'flush']);
  });

  it('with 32 KB exactly is none', async () => {
    const empty = toRow(1, { note: '' });
    const room = 32 * 1024 - Buffer.byteLength(JSON.stringify(empty.cells));
    const reply = await createWorld().sync({ rows: [toRow(1, { note: 'a'.repeat(room) })] });
    expect(outcomesOf(reply)).toEqual(['saved']);
  });
});

describe('hostile bodies', () => {
  const withCells = (cells: string) =>
    JSON.stringify(syncRequest({ rows: [{ id: rowId('BT028', 1), cells: {} }] })).replace(
      '"cells":{}',
      `"cells":${cells}`,
    );
  it.each([
    ['deep JSON', '['.repeat(300_000)],
    ['__proto__', withCells('{"__proto__":{"title":"a"}}')],
    ['NUL', withCells('{"title":"a\\u0000"}')],
    ['half a surrogate pair', withCells('{"title":"\\ud83e"}')],
    ['wrong types', withCells('{"title":["a"]}')],
  ])('%s: 400, nothing stored', async (_, body) => {
    const world = createWorld();
    const answer = await world.ask({}, { body });
    expect([answer.statusCode, answer.body]).toEqual([400, '{"code":"bad_request"}']);
    expect(dump(world, 'BT028')).toBe('nothing');
  });

  it('stores a text that looks like a formula or a tag as it was typed', async () => {
    const world = createWorld();
    const titles = [
      '+cmd|calc trong phòng khám',
      '@SUM của khoa Dược',
      '<script>alert(1)</script>',
    ];
    const rows = titles.map((title, index) => toRow(index + 1, { title }));
    expect(outcomesOf(await world.sync({ rows }))).toEqual(['saved', 'saved', 'saved']);
    const stored = [...(world.table.units.get('BT028')?.rows.values() ?? [])];
    expect(stored.map(({ cells }) => cells.title)).toEqual(titles);
  });
});

describe('a signature', () => {
  it('gives power over its own unit and no other', async () => {
    const world = createWorld();
    await world.sync({ unit: 'BT061', spreadsheetId: 'theirs', rows: [toRow(1, {}, 'BT061')] });
    const before = dump(world, 'BT061');
    const theirRow = toRow(1, { title: 'Chiếm lấy dòng của đơn vị khác' }, 'BT061');
    const attempts: [Partial<SyncRequest>, { unit?: string }][] = [
      [{ rows: [theirRow] }, {}],
      [{ index: [[theirRow.id, null]] }, {}],
      [{ unit: 'BT061', spreadsheetId: 'theirs', after: 1, rows: [theirRow] }, { unit: 'BT028' }],
      [{ unit: 'BT061', spreadsheetId: 'mine', after: 1, rows: [theirRow] }, {}],
    ];
    for (const [request, more] of attempts) {
      const { statusCode, body } = await world.ask(request, more);
      expect([statusCode, body]).toEqual([403, '{"code":"forbidden"}']);
    }
    expect(dump(world, 'BT061')).toBe(before);
  });

  it('of another unit under this unit’s name is refused before anything is read', async () => {
    const world = createWorld({
      store: { ...createWorld().deps.store, readUnit: () => Promise.reject(new Error('read')) },
    });
    const theirs = signedEvent({ unit: 'BT061', body: syncRequest(), sentAt: NOW });
    const headers = { ...theirs.headers, 'x-ssk-unit': 'BT028' };
    const answer = await world.send({ ...theirs, headers });
    expect([answer.statusCode, answer.body]).toEqual([401, '{"code":"unauthorized"}']);
  });

  it('of an old version is accepted during the overlap and refused after it', async () => {
    const world = createWorld();
    const policy = await rotate(world, 0);
    expect((await world.ask({}, { keyVersion: 2 })).statusCode).toBe(200);
    expect((await world.ask({}, { keyVersion: 1 })).statusCode).toBe(200);
    world.clock.now = NOW + 1;
    expect((await world.ask({}, { keyVersion: 1 })).statusCode).toBe(401);
    const next = { current: 3, revoked: [2] };
    await world.deps.store.replaceKeyPolicy('BT028', { before: policy, next });
    expect((await world.ask({}, { keyVersion: 2 })).statusCode).toBe(403);
  });

  it('of the version before is told the next one, which only that version can read', async () => {
    const world = createWorld();
    await rotate(world, DAY_MS);
    const { body } = await world.ask({ rows: toRows(1) });
    const { nextKey } = v.parse(KeyNotice, JSON.parse(body));
    const [key, next] = [1, 2].map((version) => deriveUnitKey(MASTER_SECRET, 'BT028', version));
    const toHmac = (by = '', text = '') => createHmac('sha256', by).update(text).digest('hex');
    const change = { unit: 'BT028', from: 1, to: 2 };
    expect(nextKey).toEqual({
      version: 2,
      wrapped: xorHex(next ?? '', toHmac(key, toWrappingText(change))),
      check: toHmac(next, toKeyCheckText(change)).slice(0, 16),
    });
    expect(body).not.toContain(next);
    expect(JSON.stringify(world.lines)).toContain('"toldKey":2');
  });

  it('is told nothing new while it is the current one, and nothing at all once it is revoked', async () => {
    const world = createWorld();
    await rotate(world, DAY_MS);
    expect((await world.ask({}, { keyVersion: 2 })).body).not.toContain('nextKey');
    expect(await revokeKey(world.deps.store, 'BT028', [1])).toMatchObject({
      policy: { current: 3, revoked: [1, 2] },
    });
    for (const keyVersion of [1, 2]) {
      const { statusCode, body } = await world.ask({ rows: toRows(1) }, { keyVersion });
      expect([statusCode, body]).toEqual([403, '{"code":"forbidden"}']);
    }
    expect(world.table.units.get('BT028')?.rows.size).toBe(0);
    expect((await world.ask({}, { keyVersion: 3 })).statusCode).toBe(200);
  });
});

const DAY_MS = 86_400_000;

async function rotate({ deps }: World, overlapMs: number): Promise<KeyPolicy> {
  const rotation = await rotateKey(deps.store, 'BT028', { now: NOW, overlapMs });
  if (rotation.kind !== 'changed') throw new Error(rotation.kind);
  return rotation.policy;
}

describe('a request that is repeated', () => {
  it('after its answer was lost is stale and harmless, and the next finds all unchanged', async () => {
    const world = createWorld();
    const rows = toRows(3);
    const event = toEvent(syncRequest({ rows, set: toSet(rows) }), NOW);
    await world.send(event);
    const before = dump(world, 'BT028');
    const again = await world.send(event);
    expect([again.statusCode, JSON.parse(again.body)]).toEqual([409, { code: 'stale', seq: 1 }]);
    expect(dump(world, 'BT028')).toBe(before);
    const anew = await world.sync({ rows, set: toSet(rows), after: 1 });
    expect(outcomesOf(anew)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(anew.seq).toBe(1);
    expect(historyOf(world)).toEqual([[1], [1], [1]]);
  });

  it('minutes late, after newer ones, has no effect', async () => {
    const world = createWorld();
    const late = toEvent(syncRequest({ rows: [toRow(1, { title: 'Bản gõ đầu tiên' })] }), NOW);
    await world.sync({ rows: [toRow(1)] });
    const before = dump(world, 'BT028');
    world.clock.now = NOW + CLOCK_TOLERANCE_MS;
    expect((await world.send(late)).statusCode).toBe(409);
    expect(dump(world, 'BT028')).toBe(before);
  });
});

describe('one bad row among 500', () => {
  it('is refused with its reason while 499 are saved', async () => {
    const world = createWorld();
    const rows = toRows(500).map((row, index) =>
      index === 250 ? toRow(251, { appliedOn: '' }) : row,
    );
    const reply = await world.sync({ rows });
    expect(reply.rows.filter(({ kind }) => kind === 'saved')).toHaveLength(499);
    expect(reply.rows[250]).toMatchObject({
      kind: 'rejected',
      id: rowId('BT028', 251),
      messages: [{ code: 'E_REQUIRED', column: 'appliedOn' }],
    });
    const unit = world.table.units.get('BT028');
    expect(unit?.rows.has(rowId('BT028', 251))).toBe(false);
    expect(unit?.rows.size).toBe(499);
    expect(unit?.head).toMatchObject({ seq: 1, version: 11, active: 499 });
    expect(unit?.head?.aggregates.tallies['2010|CTKT']?.count).toBe(499);
    expect(world.lines[0]).toMatchObject({
      level: 'info',
      fields: {
        code: 'ok',
        unit: 'BT028',
        slices: 11,
        rows: { saved: 499, rejected: 1, unchanged: 0, moved: 0, stale: 0 },
      },
    });
  });
});

describe('two requests on one head', () => {
  it('one wins, the other’s rows are stale, nothing is doubled', async () => {
    const world = createWorld();
    await world.sync();
    const [one, other] = await Promise.all([
      world.sync({ rows: [toRow(1, { title: 'Bản của người thứ nhất' })] }),
      world.sync({ rows: [toRow(1, { title: 'Bản của người thứ hai' }), toRow(2)] }),
    ]);
    expect(outcomesOf(one)).toEqual(['saved']);
    expect(outcomesOf(other)).toEqual(['stale', 'stale']);
    expect(other.seq).toBe(0);
    const unit = world.table.units.get('BT028');
    expect([...(unit?.rows.values() ?? [])].map(({ cells }) => cells.title)).toEqual([
      'Bản của người thứ nhất',
    ]);
    expect(unit?.head).toMatchObject({ seq: 1, active: 1 });
    expect(historyOf(world)).toEqual([[1]]);
    const next = await world.ask({ rows: [toRow(2)] });
    expect([next.statusCode, parseRefusal(next.body)]).toEqual([409, { code: 'stale', seq: 1 }]);
  });

  it('a request overtaken between its slices keeps what it wrote and says so', async () => {
    const world = createWorld();
    const { store } = world.deps;
    let slices = 0;
    const late = toRow(900);
    const set = toSet([...toRows(49), late]);
    const overtaken = createWorld({
      store: {
        ...store,
        async commitSlice(slice) {
          slices += 1;
          if (slices === 2) await world.sync({ after: 1, rows: [late], set });
          return store.commitSlice(slice);
        },
      },
    });
    const reply = await overtaken.sync({ rows: toRows(120) });
    const kinds = outcomesOf(reply);
    expect(kinds.slice(0, 49)).toEqual(Array(49).fill('saved'));
    expect(kinds.slice(49)).toEqual(Array(71).fill('stale'));
    expect(reply.seq).toBe(1);
    expect(slices).toBe(2);
    const unit = world.table.units.get('BT028');
    expect(unit?.rows.size).toBe(50);
    expect(unit?.head).toMatchObject({ seq: 2, active: 50 });
    expect(unit?.head?.aggregates.tallies['2010|CTKT']?.count).toBe(50);
  });

  it('two first contacts: one spreadsheet is registered, the other refused', async () => {
    const world = createWorld();
    const answers = await Promise.all(
      ['one', 'other'].map((spreadsheetId) => world.ask({ spreadsheetId, rows: [toRow(1)] })),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 403]);
    expect(historyOf(world)).toEqual([[1]]);
  });
});

describe('deleted and held rows', () => {
  async function withRows(count: number): Promise<World> {
    const world = createWorld();
    const rows = toRows(count);
    await world.sync({ rows, set: toSet(rows) });
    return world;
  }

  it('are noticed by the set, asked for, and deleted with the index', async () => {
    const world = await withRows(3);
    const left = toRows(3).slice(1);
    const first = await world.sync({ after: 1, set: toSet(left) });
    expect(first).toMatchObject({ seq: 1, index: true, missing: [] });
    const second = await world.sync({
      after: 1,
      set: toSet(left),
      index: left.map(({ id }) => [id, null]),
    });
    expect(second).toMatchObject({
      seq: 2,
      index: false,
      missing: [{ id: rowId('BT028', 1), kind: 'deleted' }],
    });
    expect(second.accepted.map(({ id }) => id)).toEqual(left.map(({ id }) => id));
    expect(historyOf(world)).toEqual([[1, 2], [1], [1]]);
    expect(world.table.units.get('BT028')?.head).toMatchObject({ active: 2 });
  });

  it('a wipe is held, still counted, and settled by confirming', async () => {
    const world = await withRows(30);
    const held = await world.sync({ after: 1, index: [] });
    expect(held).toMatchObject({ seq: 2, hold: { id: 'H2', count: 30 } });
    expect(held.missing).toHaveLength(30);
    const head = world.table.units.get('BT028')?.head;
    expect(head?.aggregates.tallies['2010|CTKT']?.count).toBe(30);
    expect(historyOf(world).flat()).toEqual(Array(30).fill(1));
    const settled = await world.sync({ after: 2, index: [], confirm: 'H2' });
    expect(settled).not.toHaveProperty('hold');
    expect(settled.missing.map(({ kind }) => kind)).toEqual(Array(30).fill('deleted'));
    expect(world.table.units.get('BT028')?.head).toMatchObject({ active: 0, recentDeletions: [] });
    expect(world.table.units.get('BT028')?.head?.aggregates.tallies).toEqual({});
  });

  it('what an overtaken request would have deleted is not told as deleted', async () => {
    const world = await withRows(3);
    const overtaken = createWorld({
      store: { ...world.deps.store, commitSlice: async () => ({ kind: 'superseded' }) },
    });
    const reply = await overtaken.sync({ after: 1, index: [] });
    expect(reply).toMatchObject({ seq: 1, missing: [] });
  });

  it('new ids while rows are missing wait for the index', async () => {
    const world = await withRows(2);
    const before = dump(world, 'BT028');
    const rows = [{ ...toRow(2), id: rowId('BT028', 77) }];
    const asked = await world.sync({ after: 1, rows, set: toSet([toRow(1), ...rows]) });
    expect(asked).toMatchObject({
      seq: 1,
      index: true,
      rows: [{ kind: 'stale', id: rows[0]?.id }],
    });
    expect(dump(world, 'BT028')).toBe(before);
    const moved = await world.sync({
      after: 1,
      rows,
      set: toSet([toRow(1), ...rows]),
      index: [
        [rowId('BT028', 1), null],
        [rowId('BT028', 77), null],
      ],
    });
    expect(moved.rows).toEqual([
      { kind: 'moved', id: rowId('BT028', 77), as: rowId('BT028', 2), version: 1, at: NOW },
    ]);
    expect(dump(world, 'BT028')).toBe(before);
  });
});

describe('the contact', () => {
  it('is written when counts change, else once an hour, and never moves the head', async () => {
    const world = createWorld();
    const writes: number[] = [];
    const { store } = world.deps;
    const watched = createWorld({
      store: {
        ...store,
        writeContact: async (contact) => {
          writes.push(contact.lastContactAt);
          await store.writeContact(contact);
        },
      },
    });
    const counts = { incomplete: 2, rejected: 0, waiting: 0, warned: 0 };
    await watched.sync({ counts });
    watched.clock.now = NOW + 3_599_999;
    await watched.sync({ counts });
    watched.clock.now = NOW + 3_600_000;
    await watched.sync({ counts });
    await watched.sync({ counts: { ...counts, incomplete: 1 } });
    expect(writes).toEqual([NOW, NOW + 3_600_000, NOW + 3_600_000]);
    expect(world.table.units.get('BT028')?.head).toMatchObject({ seq: 0, version: 0 });
  });

  it('carries the statement until it is taken back', async () => {
    const world = createWorld();
    world.clock.now = Date.parse('2011-02-28T23:00:00+07:00');
    expect(await world.sync({ statement: 'done' })).toHaveProperty('statement', 'done');
    expect(await world.sync()).toHaveProperty('statement', 'done');
    expect(await world.sync({ statement: 'open' })).not.toHaveProperty('statement');
    expect(await world.sync()).not.toHaveProperty('statement');
  });

  it('keeps the statement once the deadline that the committee set is over', async () => {
    const entry = { key: key('deadline'), version: 1, at: 1, value: '2011-04-15' };
    const catalogue = createMemoryCatalogue();
    const next = { ...NO_CATALOGUE, seq: 1, token: 'x', version: 1, entries: [entry] };
    await catalogue.commit({ after: 0, next, history: undefined });
    const world = createWorld({ catalogue });
    world.clock.now = Date.parse('2011-04-15T23:59:59+07:00');
    await world.sync({ statement: 'done' });
    expect(await world.sync({ statement: 'open' })).not.toHaveProperty('statement');
    await world.sync({ statement: 'done' });
    world.clock.now += 1_000;
    expect(await world.sync({ statement: 'open' })).toHaveProperty('statement', 'done');
    expect(await world.sync()).toHaveProperty('statement', 'done');
  });

  it('leaves no trace where the deadline cannot be read', async () => {
    const read = () => Promise.reject(new Fault('store.conflict', { unit: 'committee' }));
    const world = createWorld({ catalogue: { read } });
    await world.sync({ statement: 'done' });
    const before = dump(world, 'BT028');
    const rows = toRows(1);
    const asked = await world.ask({ statement: 'open', rows, set: toSet(rows) });
    expect([asked.statusCode, dump(world, 'BT028')]).toEqual([429, before]);
  });

  it('is written after the last slice, and not at all where a slice failed', async () => {
    const events: string[] = [];
    const { store } = createWorld().deps;
    let failsAt = 0;
    const world = createWorld({
      store: {
        ...store,
        async commitSlice(slice) {
          events.push(`slice ${slice.head.version}`);
          if (slice.head.version === failsAt) throw new Fault('store.conflict', { unit: 'BT028' });
          return store.commitSlice(slice);
        },
        async writeContact(contact) {
          events.push('contact');
          await store.writeContact(contact);
        },
      },
    });
    const rows = toRows(120);
    await world.sync({ rows: rows.slice(0, 100), set: toSet(rows.slice(0, 100)) });
    expect(events).toEqual(['slice 1', 'slice 2', 'slice 3', 'contact']);
    events.length = 0;
    failsAt = 4;
    const counts = { incomplete: 1, rejected: 0, waiting: 0, warned: 0 };
    const asked = await world.ask({ after: 1, counts, rows: rows.slice(100), set: toSet(rows) });
    expect([asked.statusCode, events]).toEqual([429, ['slice 4']]);
  });

  it('of a stale request is not taken', async () => {
    const world = createWorld();
    await world.ask({ after: 3, statement: 'done' });
    expect(world.table.units.get('BT028')?.contact).toBeUndefined();
  });
});

describe('a request that is late', () => {
  it('is refused before a row is looked up', async () => {
    const world = createWorld({
      store: {
        ...createWorld().deps.store,
        readRows: () => Promise.reject(new Error('rows were read')),
      },
    });
    const asked = await world.ask({ after: 3, rows: toRows(1) });
    expect([asked.statusCode, parseRefusal(asked.body)]).toEqual([409, { code: 'stale', seq: 0 }]);
  });
});

describe('the unit, in a process that has no secret yet', () => {
  /** A secret that is let go by the test, and a store that notes what is read. */
  function createStarting(readUnit?: () => Promise<never>) {
    const secret = createDeferred<string>();
    const unitRead = createDeferred<void>();
    const events: string[] = [];
    const { store } = createWorld().deps;
    const world = createWorld({
      isSecretAtHand: () => false,
      masterSecret: () => {
        events.push('secret');
        return secret.promise;
      },
      store: {
        ...store,
        async readUnit(unit) {
          events.push(unit);
          unitRead.resolve();
          if (readUnit !== undefined) await readUnit();
          return store.readUnit(unit);
        },
      },
    });
    return { world, secret, unitRead, events };
  }

  it('is read while the secret is on its way, and once', async () => {
    const { world, secret, unitRead, events } = createStarting();
    const rows = toRows(1);
    const asked = world.sync({ rows, set: toSet(rows) });
    await unitRead.promise;
    secret.resolve(MASTER_SECRET);
    expect(outcomesOf(await asked)).toEqual(['saved']);
    expect(events.sort()).toEqual(['BT028', 'secret']);
  });

  it('is not read for one that is none of ours, and the answer is as ever', async () => {
    const { world, secret, events } = createStarting();
    secret.resolve(MASTER_SECRET);
    const asked = await world.ask({ unit: 'XX999' });
    expect([asked.statusCode, events]).toEqual([403, ['secret']]);
    const forged = await world.ask({ unit: 'XX999' }, { masterSecret: 'y'.repeat(40) });
    expect([forged.statusCode, events]).toEqual([401, ['secret', 'secret']]);
  });

  it.each([
    ['no signature', 'x-ssk-signature', undefined],
    ['a unit that cannot be one', 'x-ssk-unit', 'BT 028'],
    ['a key version that is no number', 'x-ssk-key-version', '-1'],
    ['a time that is none', 'x-ssk-sent-at', 'now'],
    ['half a signature', 'x-ssk-signature', 'abc'],
  ])('is not read for a request with %s, and neither is the secret', async (_, name, value) => {
    const { world, events } = createStarting();
    const event = toEvent(syncRequest(), NOW);
    const { [name]: _header, ...headers } = event.headers;
    const changed = value === undefined ? headers : { ...headers, [name]: value };
    const { statusCode, body } = await world.send({ ...event, headers: changed });
    expect([statusCode, parseRefusal(body)]).toEqual([401, { code: 'unauthorized' }]);
    expect(events).toEqual([]);
  });

  it('is waited for and forgotten where the signature is wrong, whatever came of it', async () => {
    const unheard: unknown[] = [];
    const hear = (error: unknown) => unheard.push(error);
    process.on('unhandledRejection', hear);
    const reading = createDeferred<never>();
    const { world, secret } = createStarting(() => reading.promise);
    secret.resolve(MASTER_SECRET);
    let isAnswered = false;
    const asked = world.ask({}, { masterSecret: 'y'.repeat(40) }).finally(() => {
      isAnswered = true;
    });
    await setImmediate();
    expect(isAnswered).toBe(false);
    reading.reject(new Fault('store.conflict', { unit: 'BT028' }));
    const { statusCode, body } = await asked;
    await setImmediate();
    process.off('unhandledRejection', hear);
    expect([statusCode, parseRefusal(body)]).toEqual([401, { code: 'unauthorized' }]);
    expect([unheard, dump(world, 'BT028')]).toEqual([[], 'nothing']);
  });

  it('that cannot be read is answered as a table that fails', async () => {
    const fault = new Fault('store.conflict', { unit: 'BT028' });
    const { world, secret } = createStarting(() => Promise.reject(fault));
    secret.resolve(MASTER_SECRET);
    expect(await world.ask()).toMatchObject({ statusCode: 429 });
  });

  it('is no use without the secret', async () => {
    const { world, secret } = createStarting();
    secret.reject(new Error('no secret'));
    expect(await world.ask()).toMatchObject({ statusCode: 500 });
  });
});

it('a process that has the secret reads nothing before the signature is right', async () => {
  const readUnit = () => Promise.reject(new Error('a unit was read'));
  const world = createWorld({ store: { ...createWorld().deps.store, readUnit } });
  const forged = await world.ask({}, { masterSecret: 'y'.repeat(40) });
  expect(forged.statusCode).toBe(401);
});

describe('a store that fails', () => {
  const failing = (error: Error) =>
    createWorld({
      store: { ...createWorld().deps.store, commitSlice: () => Promise.reject(error) },
    });

  it('by conflict or throttling is answered 429', async () => {
    const world = failing(new Fault('store.conflict', { unit: 'BT028' }));
    const { statusCode, body } = await world.ask({ rows: toRows(1) });
    expect([statusCode, body]).toEqual([429, '{"code":"throttled"}']);
    expect(world.lines[0]).toMatchObject({ level: 'warn', fields: { fault: 'store.conflict' } });
  });

  it('by a corrupt item is answered 500, with the item in the log only', async () => {
    const details = { pk: 'P#ben-tre#U#BT028', sk: 'HEAD', reason: 'seq' };
    const world = failing(new Fault('store.corrupt_item', details));
    const { statusCode, body } = await world.ask({ rows: toRows(1) });
    expect([statusCode, body]).toEqual([500, '{"code":"failed"}']);
    expect(world.lines[0]).toMatchObject({
      level: 'error',
      fields: { code: 'failed', fault: 'store.corrupt_item', details },
    });
  });

  it('in any other way is answered 500 without a word of what was typed', async () => {
    const world = failing(new TypeError('Quy trình phân loại người bệnh'));
    const { statusCode, body } = await world.ask({ rows: toRows(1) });
    expect([statusCode, body]).toEqual([500, '{"code":"failed"}']);
    expect(world.lines[0]).toMatchObject({ level: 'error', fields: { error: 'TypeError' } });
  });

  it('to give the master secret is answered 500', async () => {
    const world = createWorld({ masterSecret: () => Promise.reject(new Error('no')) });
    expect((await world.ask()).statusCode).toBe(500);
  });
});

it('logs one line a request, and never what was typed or signed', async () => {
  const world = createWorld();
  await world.sync({ rows: toRows(2) });
  await world.ask({ after: 9, rows: toRows(2) });
  await world.ask({}, { body: { ...syncRequest(), title: 'Quy trình phân loại' } });
  expect(world.lines.map(({ fields }) => fields.code)).toEqual(['ok', 'stale', 'bad_request']);
  const text = JSON.stringify(world.lines);
  for (const secret of ['Quy trình', 'Tổ Cơ điện', '1.250.000.000']) {
    expect(text).not.toContain(secret);
  }
  expect(world.lines[0]?.fields).toMatchObject({ requestId: 'JKJaXmPLvHcESHA=', durationMs: 0 });
});
