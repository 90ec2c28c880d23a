/** Planted drifts: each is found, mended where the rows can tell, and otherwise said to be beyond it. */
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listNearPlaces } from '../../../core/near/near-items.ts';
import { createSummaryTable } from '../../../lambdas/adapters/summary-table.ts';
import { parseHeadItem } from '../../../lambdas/adapters/table/head-item.ts';
import { toEntryTexts } from '../../../lambdas/adapters/table/near-item.ts';
import { parseRowItem } from '../../../lambdas/adapters/table/row-item.ts';
import type { ItemKey } from '../../../lambdas/adapters/table/table-keys.ts';
import {
  toContactKey,
  toHeadKey,
  toHistoryKey,
  toNearKey,
  toOperatorRecordKey,
  toPageKey,
  toRowKey,
} from '../../../lambdas/adapters/table/table-keys.ts';
import type { Drift } from '../../../scripts/admin/recount/find-unit-drift.ts';
import type { RecountRequest } from '../../../scripts/admin/recount/recount-programme.ts';
import { recountProgramme } from '../../../scripts/admin/recount/recount-programme.ts';
import { listDrifts, sayRecount } from '../../../scripts/admin/say.ts';
import { NEVER } from '../../../scripts/admin/stop.ts';
import { NOW, toSet } from '../../lambdas/ingest/ingest-world.ts';
import { rowId, validCells } from '../../support/stored-rows.ts';
import type { AdminTable } from './sample-table.ts';
import {
  createWorldOn,
  fillWithSample,
  openEmptyTable,
  PROGRAMME,
  readSample,
} from './sample-table.ts';

const UNIT = 'BT028';
const HEAD = toHeadKey(PROGRAMME, UNIT);
const ROW = rowId(UNIT, 1);
let table: AdminTable;

beforeAll(async () => {
  table = await openEmptyTable();
  await fillWithSample(table);
});
afterAll(() => table.stop());

function recount(changes: Partial<RecountRequest> = {}) {
  return recountProgramme({
    table,
    unit: undefined,
    mend: false,
    operator: 'van-hanh',
    now: () => NOW + 1,
    stop: NEVER,
    onUnit: () => undefined,
    ...changes,
  });
}

async function findDrifts(changes: Partial<RecountRequest> = {}): Promise<readonly Drift[]> {
  return listDrifts(await recount(changes)).map(({ drift }) => drift);
}

async function get(Key: ItemKey) {
  const { Item } = await table.client.send(new GetCommand({ TableName: table.tableName, Key }));
  if (Item === undefined) throw new Error(`nothing at ${Key.pk} ${Key.sk}`);
  return Item;
}

async function put(Item: Record<string, unknown>): Promise<void> {
  await table.client.send(new PutCommand({ TableName: table.tableName, Item }));
}

async function remove(Key: ItemKey): Promise<void> {
  await table.client.send(new DeleteCommand({ TableName: table.tableName, Key }));
}

async function set(Key: ItemKey, name: string, value: unknown): Promise<void> {
  await table.client.send(
    new UpdateCommand({
      TableName: table.tableName,
      Key,
      UpdateExpression: 'SET #name = :value',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': value },
    }),
  );
}

async function listRecords() {
  const { pk } = toOperatorRecordKey(PROGRAMME, { at: NOW, token: '' });
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.tableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
    }),
  );
  return Items;
}

const history = (version: number) =>
  toHistoryKey({ programme: PROGRAMME, unit: UNIT, id: ROW, version });

describe('recount', () => {
  it('finds nothing in the sample as it was accepted', async () => {
    const result = await recount();
    expect(listDrifts(result)).toEqual([]);
    expect(sayRecount(result, false)).toEqual(['16 units, 235 rows counted: everything agrees']);
  });

  it.each([
    ['aggregates', 'aggregates', { tallies: {}, outOfPeriod: 3 }],
    ['set', 'set', { n: 16, digest: '00000000deadbeef' }],
    ['active', 'active', 4],
    ['hold', 'hold', { id: 'H9', count: 2 }],
  ])(
    'mends a head with another %s, once, with a record of before and after',
    async (kind, name, value) => {
      const before = await get(HEAD);
      const records = await listRecords();
      await set(HEAD, name, value);
      const found = await findDrifts();
      expect(found).toMatchObject([{ kind, unit: UNIT, isMendable: true }]);
      // Looking alone changes nothing.
      expect(await get(HEAD)).toEqual({ ...before, [name]: value });

      const result = await recount({ mend: true });
      expect(listDrifts(result)).toMatchObject([{ isMended: true }]);
      const after = await get(HEAD);
      expect(after).toEqual({
        ...before,
        version: before.version + 1,
        token: expect.stringMatching(/^recount-/),
        changedAt: NOW + 1,
        changesSk: expect.any(String),
      });
      expect(await findDrifts()).toEqual([]);
      const [record, ...others] = (await listRecords()).filter(
        ({ sk }) => !records.some((one) => one.sk === sk),
      );
      expect(others).toEqual([]);
      expect(record).toMatchObject({ act: 'recount', by: 'van-hanh', at: NOW + 1, unit: UNIT });
      const details = JSON.parse(record?.details);
      expect(details.drifts).toMatchObject([{ kind }]);
      expect(details.before.version).toBe(before.version);
      expect(details.after.version).toBe(before.version + 1);
      expect(details.before).not.toEqual({ ...details.after, version: before.version });
    },
  );

  it.each([
    ['changesSk', `000000000000001#${UNIT}`, 'changesKey'],
    ['changesPk', undefined, 'changesKey'],
    ['changedAt', 5, 'changedAt'],
  ])('puts a head with another %s back into the index of changes', async (name, value, kind) => {
    const before = await get(HEAD);
    await put({ ...before, [name]: value });
    expect(await findDrifts()).toMatchObject([{ kind, unit: UNIT, place: 'HEAD' }]);
    expect(await listChanged()).not.toContain(`head ${before.version + 1}`);
    expect(listDrifts(await recount({ mend: true }))).toMatchObject([{ isMended: true }]);
    expect(await findDrifts()).toEqual([]);
    expect(await listChanged()).toContain(`head ${before.version + 1}`);
    expect(parseHeadItem(await get(HEAD))).toMatchObject({ seq: before.seq, changedAt: NOW + 1 });
  });

  it.each(['changesSk', 'changesPk'])(
    'puts a contact with another %s back into the index of changes',
    async (name) => {
      const key = toContactKey(PROGRAMME, UNIT);
      const before = await get(key);
      const head = await get(HEAD);
      await put({
        ...before,
        [name]: name === 'changesPk' ? undefined : `000000000000001#${UNIT}`,
      });
      expect(await findDrifts()).toMatchObject([
        { kind: 'changesKey', unit: UNIT, place: 'CONTACT', isMendable: true },
      ]);
      const records = await listRecords();
      await recount({ mend: true });
      expect(await findDrifts()).toEqual([]);
      const { changedAt } = await get(key);
      expect(changedAt).toBeGreaterThan(before.changedAt);
      expect(await get(key)).toEqual({ ...before, changedAt, changesSk: expect.any(String) });
      expect(await listChanged()).toContain(`contact ${changedAt}`);
      expect(await get(HEAD)).toEqual(head);
      expect((await listRecords()).length).toBe(records.length + 1);
    },
  );

  it('says which units claim one spreadsheet, and leaves that to a person', async () => {
    const before = await get(HEAD);
    await set(HEAD, 'spreadsheetId', 'sheet-of-BT061');
    const drift = { kind: 'spreadsheetShared', isMendable: false };
    const both = [
      { ...drift, unit: UNIT, found: 'sheet-of-BT061 is claimed by BT061 too' },
      { ...drift, unit: 'BT061', found: `sheet-of-BT061 is claimed by ${UNIT} too` },
    ];
    const result = await recount({ mend: true });
    expect(listDrifts(result).map(({ drift }) => drift)).toMatchObject(both);
    expect(sayRecount(result, true).join('\n')).toMatch(/cannot be mended; .*registry/);
    expect(await findDrifts({ unit: 'BT061' })).toMatchObject(both.slice(1));
    expect(await get(HEAD)).toEqual({ ...before, spreadsheetId: 'sheet-of-BT061' });
    await put(before);
    expect(await findDrifts()).toEqual([]);
  });

  /** What the publication sees of this unit among recent changes. */
  async function listChanged(): Promise<readonly string[]> {
    const changes = await createSummaryTable(table).listChanges(NOW);
    return changes.flatMap((one) => {
      if (one.unit !== UNIT) return [];
      return one.kind === 'head' ? `head ${one.version}` : `contact ${one.changedAt}`;
    });
  }

  it('writes the last version again where history lost it', async () => {
    const entry = await get(history(1));
    await remove(history(1));
    expect(await findDrifts()).toMatchObject([
      { kind: 'lastVersionMissing', place: `${ROW} version 1`, isMendable: true },
    ]);
    await recount({ mend: true });
    expect(await get(history(1))).toEqual(entry);
    expect(await findDrifts()).toEqual([]);
  });

  it('says what history cannot be mended, and leaves it', async () => {
    const row = await get(toRowKey(PROGRAMME, UNIT, ROW));
    const entry = await get(history(1));
    await set(toRowKey(PROGRAMME, UNIT, ROW), 'version', 2);
    await put({ ...entry, ...history(2), version: 2, kind: 'edit' });
    await put({ ...entry, ...history(3), version: 3, kind: 'delete' });
    await remove(history(1));
    const result = await recount({ mend: true });
    expect(listDrifts(result).map(({ drift, isMended }) => [drift.kind, isMended])).toEqual([
      ['versionMissing', false],
      ['versionBeyond', false],
    ]);
    expect(sayRecount(result, true).join('\n')).toMatch(/version 1 \(cannot be mended; .*backup/);
    await put(row);
    await put(entry);
    await remove(history(2));
    await remove(history(3));
    expect(await findDrifts()).toEqual([]);
  });

  it('says that a version which contradicts its row cannot be mended', async () => {
    const entry = await get(history(1));
    await put({ ...entry, cells: { ...entry.cells, title: 'Một tên khác hẳn' } });
    expect(await findDrifts({ mend: true })).toMatchObject([
      { kind: 'historyDiffers', isMendable: false },
    ]);
    await put(entry);
  });

  it('says that a row or a head is gone, which only a backup has', async () => {
    const row = await get(toRowKey(PROGRAMME, UNIT, ROW));
    await remove(toRowKey(PROGRAMME, UNIT, ROW));
    const kinds = (await findDrifts()).map(({ kind }) => kind);
    expect(kinds.slice(0, 1)).toEqual(['rowMissing']);
    // Sums and keys follow the rows, so they differ as well.
    expect(new Set(kinds)).toContain('aggregates');
    await put(row);
    const head = await get(HEAD);
    await remove(HEAD);
    expect((await findDrifts()).map(({ kind }) => kind)).toEqual(['headMissing']);
    await put(head);
    expect(await findDrifts()).toEqual([]);
  });

  it('does not count sums from rows it cannot read', async () => {
    const key = toRowKey(PROGRAMME, UNIT, ROW);
    const row = await get(key);
    await set(key, 'state', 'vanished');
    const before = await get(HEAD);
    const drifts = await findDrifts({ mend: true, unit: UNIT });
    expect(drifts[0]).toMatchObject({ kind: 'corruptItem', isMendable: false });
    expect(drifts.find(({ kind }) => kind === 'aggregates')).toMatchObject({ isMendable: false });
    expect(await get(HEAD)).toEqual(before);
    await put(row);
    await recount({ mend: true });
    expect(await findDrifts()).toEqual([]);
  });

  it('mends a fingerprint that is not that of its cells, and the set with it', async () => {
    const head = parseHeadItem(await get(HEAD));
    await set(toRowKey(PROGRAMME, UNIT, ROW), 'fingerprint', 'AAAAAAAAAAAAAAAA');
    expect((await findDrifts()).map(({ kind }) => kind)).toEqual(['fingerprint']);
    await recount({ mend: true });
    expect(await findDrifts()).toEqual([]);
    expect(parseHeadItem(await get(HEAD)).set).toEqual(head.set);
  });

  it('takes pages away that say other rows, and has everything published anew', async () => {
    const head = parseHeadItem(await get(HEAD));
    const key = toPageKey(PROGRAMME, UNIT, 0);
    const page = await get(key);
    await put({ ...page, headVersion: head.version, rows: '[]' });
    expect(await findDrifts()).toMatchObject([{ kind: 'pages', isMendable: true }]);
    await put({ ...page, headVersion: head.version, rows: '{' });
    expect(await findDrifts()).toMatchObject([{ kind: 'pages', isMendable: true }]);
    await recount({ mend: true });
    await expect(get(key)).rejects.toThrow(/nothing/);
    expect(parseHeadItem(await get(HEAD)).version).toBe(head.version + 1);
    expect(await findDrifts()).toEqual([]);
  });

  it('mends orphan, missing and differing near-duplicate keys, of the asked unit only', async () => {
    const places = await listPlaces();
    const [whole, ...parts] = places;
    const gone = parts[0];
    if (whole === undefined || gone === undefined) throw new Error('too few places');
    const items = () => Promise.all(places.map(({ key }) => get(toNearKey(PROGRAMME, key))));
    const before = await items();
    const ghost = (unit: string) => `${rowId(unit, 99)} abcd`;
    const [entry = ''] = toEntryTexts([whole.entry]);
    await remove(toNearKey(PROGRAMME, gone.key));
    await put({
      ...toNearKey(PROGRAMME, whole.key),
      itemVersion: 1,
      entries: [ghost('BT061'), ghost(UNIT), `${entry.slice(0, -4)}zzzz`],
    });
    const kinds = (drifts: readonly Drift[]) => drifts.map(({ kind }) => kind).sort();
    expect(kinds(await findDrifts({ unit: UNIT }))).toEqual([
      'nearKeyDiffers',
      'nearKeyMissing',
      'nearKeyOrphan',
    ]);
    await recount({ unit: UNIT, mend: true });
    expect(await findDrifts({ unit: UNIT })).toEqual([]);
    expect(await findDrifts()).toMatchObject([{ kind: 'nearKeyOrphan', unit: 'BT061' }]);
    await recount({ mend: true });
    expect(await findDrifts()).toEqual([]);
    expect(await items()).toEqual(before);
  });

  it('removes near-duplicate items of the layout before and such as nobody can read', async () => {
    const [place] = await listPlaces();
    if (place === undefined) throw new Error('no place');
    const key = toNearKey(PROGRAMME, place.key);
    const before = await get(key);
    const toKey = ({ pk, sk }: ItemKey): ItemKey => ({ pk, sk });
    const old = (unit: string) => ({
      pk: `P#${PROGRAMME}#KEY#bia+dat`,
      sk: `${unit}#${rowId(unit, 1)}`,
      itemVersion: 1,
      key: 'bia+dat',
      unit,
      id: rowId(unit, 1),
      title: 'Bia đất',
      year: '2010',
    });
    await put(old(UNIT));
    await put(old('BT061'));
    await put({ ...key, itemVersion: 1, entries: ['không đọc được'] });
    expect((await findDrifts({ unit: UNIT })).map(({ kind }) => kind).sort()).toEqual([
      'nearKeyMissing',
      'nearKeyOrphan',
      'nearKeyOrphan',
    ]);
    await recount({ unit: UNIT, mend: true });
    expect(await findDrifts({ unit: UNIT })).toEqual([]);
    await expect(get(toKey(old(UNIT)))).rejects.toThrow(/nothing/);
    await put({ ...key, itemVersion: 1, entries: 'không đọc được' });
    expect((await findDrifts()).map(({ kind }) => kind)).toContain('nearKeyMissing');
    await recount({ mend: true });
    expect(await findDrifts()).toEqual([]);
    expect(await get(key)).toEqual(before);
    await expect(get(toKey(old(UNIT)))).rejects.toThrow(/nothing/);
    await expect(get(toKey(old('BT061')))).rejects.toThrow(/nothing/);
  });

  /** Of one row. */
  async function listPlaces() {
    return listNearPlaces(UNIT, parseRowItem(await get(toRowKey(PROGRAMME, UNIT, ROW))));
  }
});

describe('a mended head and the sheet', () => {
  it('asks a sheet for its index while the set is wrong, and no more once it is mended', async () => {
    const own = await openEmptyTable();
    const world = createWorldOn(own);
    const rows = (readSample().get('BT061') ?? []).slice(0, 3);
    await world.sync({ unit: 'BT061', rows: [...rows], set: toSet(rows) });
    const idle = { unit: 'BT061', after: 1, rows: [], set: toSet(rows) };
    expect((await world.sync(idle)).index).toBe(false);
    await own.client.send(
      new UpdateCommand({
        TableName: own.tableName,
        Key: toHeadKey(PROGRAMME, 'BT061'),
        UpdateExpression: 'SET #set.#digest = :wrong',
        ExpressionAttributeNames: { '#set': 'set', '#digest': 'digest' },
        ExpressionAttributeValues: { ':wrong': '00000000deadbeef' },
      }),
    );
    expect((await world.sync(idle)).index).toBe(true);
    await recount({ table: own, mend: true });
    // The same sequence still: the sheet goes on as if nothing had been.
    expect(await world.sync(idle)).toMatchObject({ index: false, seq: 1 });
    await own.stop();
  });

  it('is not taken for a slice of a request that was under way', async () => {
    const own = await openEmptyTable();
    const world = createWorldOn(own);
    const first = [{ id: rowId('BT061', 0), cells: validCells() }];
    await world.sync({ unit: 'BT061', rows: first, set: toSet(first) });
    await own.client.send(
      new UpdateCommand({
        TableName: own.tableName,
        Key: toHeadKey(PROGRAMME, 'BT061'),
        UpdateExpression: 'SET active = :wrong',
        ExpressionAttributeValues: { ':wrong': 7 },
      }),
    );
    const rows = Array.from({ length: 60 }, (_, n) => ({
      id: rowId('BT061', n + 1),
      cells: validCells({ title: `Quy trình phân loại người bệnh số ${n}` }),
    }));
    let slices = 0;
    const between = createWorldOn(own);
    const { store } = between.deps;
    const { commitSlice } = store;
    Object.assign(store, {
      async commitSlice(slice: Parameters<typeof commitSlice>[0]) {
        slices += 1;
        if (slices === 2) await recount({ table: own, mend: true });
        return commitSlice(slice);
      },
    });
    const reply = await between.sync({
      unit: 'BT061',
      after: 1,
      rows,
      set: toSet([...first, ...rows]),
    });
    expect(slices).toBe(2);
    const kinds = reply.rows.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'saved')).toHaveLength(49);
    expect(kinds.filter((kind) => kind === 'stale')).toHaveLength(11);
    expect(await findDrifts({ table: own })).toEqual([]);
    await own.stop();
  });
});
