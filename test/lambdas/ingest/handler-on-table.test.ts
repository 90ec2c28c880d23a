/** Ingest on a real table server: what a lost answer or a race leaves in it. */
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Aggregates } from '../../../core/aggregates.ts';
import { addToAggregates, EMPTY_AGGREGATES } from '../../../core/aggregates.ts';
import { createDynamoSyncStore } from '../../../lambdas/adapters/table/dynamo-sync-store.ts';
import { parseHistoryItem } from '../../../lambdas/adapters/table/history-item.ts';
import { readPartition } from '../../../lambdas/adapters/table/read-items.ts';
import { createTableClient } from '../../../lambdas/adapters/table/table-client.ts';
import { toHistoryPartition, toRowKey } from '../../../lambdas/adapters/table/table-keys.ts';
import type { SyncStore } from '../../../lambdas/ports/sync-store.ts';
import { cancelled } from '../../support/faulty-proxy.ts';
import type { FaultyTable } from '../../support/faulty-table.ts';
import { startFaultyTable } from '../../support/faulty-table.ts';
import { rowId, validCells } from '../../support/stored-rows.ts';
import type { World } from './ingest-world.ts';
import { createWorld, toSet } from './ingest-world.ts';

const UNIT = 'BT028';
const WAITING = { pause: async () => {}, random: () => 0 };

let faulty: FaultyTable;
let programmes = 0;
let programme: string;
let store: SyncStore;
let world: World;

beforeAll(async () => {
  faulty = await startFaultyTable();
});
afterAll(() => faulty.stop());
beforeEach(() => {
  programmes += 1;
  programme = `programme-${programmes}`;
  const client = createTableClient(faulty.dynamo);
  store = createDynamoSyncStore({
    client,
    tableName: faulty.table.tableName,
    programme,
    waiting: WAITING,
  });
  world = createWorld({ store });
});

function toRows(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    id: rowId(UNIT, index),
    cells: validCells({ title: `Quy trình phân loại người bệnh số ${index}` }),
  }));
}

async function readVersions(number: number): Promise<number[]> {
  const items = await readPartition(
    {
      client: faulty.table.client,
      tableName: faulty.table.tableName,
      waiting: WAITING,
      unit: UNIT,
    },
    toHistoryPartition(programme, UNIT, rowId(UNIT, number)),
    'V#',
  );
  return items.map(parseHistoryItem).map(({ version }) => version);
}

async function recount(): Promise<Aggregates> {
  const rows = [...(await store.readRows(UNIT, { kind: 'all' })).values()];
  return rows
    .filter((row) => row.state !== 'deleted')
    .reduce((sums, row) => addToAggregates(sums, row.initiative), EMPTY_AGGREGATES);
}

it('a lost answer and a conflict in the middle leave every row once', async () => {
  const rows = toRows(120);
  faulty.proxy.spoil(
    'TransactWriteItems',
    { kind: 'forward' },
    { kind: 'loseAnswer' },
    cancelled('TransactionConflict'),
  );
  const reply = await world.sync({ rows, set: toSet(rows) });
  expect(new Set(reply.rows.map(({ kind }) => kind))).toEqual(new Set(['saved']));
  expect(reply).toMatchObject({ seq: 1, index: false });
  const { head } = await store.readUnit(UNIT);
  expect(head).toMatchObject({ seq: 1, version: 3, active: 120 });
  expect(head?.aggregates).toEqual(await recount());
  for (const number of [0, 48, 49, 97, 98, 119]) {
    expect(await readVersions(number)).toEqual([1]);
  }
});

it('two requests on one head leave one of them', async () => {
  await world.sync();
  const [row] = toRows(1);
  const notes = ['một', 'hai'].map((note) => [
    { id: rowId(UNIT, 0), cells: { ...row?.cells, note } },
  ]);
  // Both have read before either writes, however slow the machine is.
  let waitingReaders = 0;
  let release = () => {};
  const bothHaveRead = new Promise<void>((resolve) => {
    release = resolve;
  });
  const racing = createWorld({
    store: {
      ...store,
      async readRows(unit, needed) {
        const read = await store.readRows(unit, needed);
        waitingReaders += 1;
        if (waitingReaders === notes.length) release();
        await bothHaveRead;
        return read;
      },
    },
  });
  const replies = await Promise.all(notes.map((rows) => racing.sync({ rows, set: toSet(rows) })));
  const kinds = replies.map((reply) => reply.rows[0]?.kind);
  expect([...kinds].sort()).toEqual(['saved', 'stale']);
  const stored = await store.readRows(UNIT, { kind: 'all' });
  const winner = kinds.indexOf('saved');
  expect([...stored.values()].map(({ cells }) => cells.note)).toEqual([
    notes[winner]?.[0]?.cells.note,
  ]);
  expect(await readVersions(0)).toEqual([1]);
  const after = (await store.readUnit(UNIT)).head;
  expect(after?.aggregates).toEqual(await recount());
  // What came back is not missing: it counts towards no hold.
  expect(after?.recentDeletions).toEqual([]);
});

it('a row goes through its whole life with one version after another', async () => {
  const [row, other] = toRows(2);
  if (row === undefined || other === undefined) throw new Error('two rows');
  const edited = { ...row, cells: { ...row.cells, note: 'đã nhân rộng' } };
  await world.sync({ rows: [row, other], set: toSet([row, other]) });
  await world.sync({ after: 1, rows: [edited], set: toSet([edited, other]) });
  await world.sync({ after: 2, set: toSet([other]), index: [[other.id, null]] });
  const { head } = await store.readUnit(UNIT);
  expect(head).toMatchObject({ seq: 3, active: 1 });
  expect(head?.recentDeletions).toHaveLength(1);
  await world.sync({ after: 3, rows: [row], set: toSet([row, other]) });
  expect(await readVersions(0)).toEqual([1, 2, 3, 4]);
  expect((await store.readUnit(UNIT)).head?.aggregates).toEqual(await recount());
});

it('an item of newer functions fails the request, and stays as it is', async () => {
  await world.sync({ rows: toRows(1), set: toSet(toRows(1)) });
  const { tableName, client } = faulty.table;
  const Key = toRowKey(programme, UNIT, rowId(UNIT, 0));
  const { Item: written } = await client.send(new GetCommand({ TableName: tableName, Key }));
  const Item = { ...written, itemVersion: 2, later: 'unknown here' };
  await client.send(new PutCommand({ TableName: tableName, Item }));
  const rows = toRows(2);
  const answer = await world.ask({ after: 1, rows, set: toSet(rows) });
  expect([answer.statusCode, answer.body]).toEqual([500, '{"code":"failed"}']);
  expect(JSON.stringify(world.lines)).toContain('written by newer functions');
  const after = await client.send(new GetCommand({ TableName: tableName, Key }));
  expect(after.Item).toEqual(Item);
  expect(await readVersions(1)).toEqual([]);
});
