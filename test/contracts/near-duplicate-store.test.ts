/** The near-duplicate store contract on both implementations, and what the table sees of it. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHead } from '../../core/unit-head.ts';
import { createDynamoNearDuplicateStore } from '../../lambdas/adapters/table/dynamo-near-duplicate-store.ts';
import { createDynamoSyncStore } from '../../lambdas/adapters/table/dynamo-sync-store.ts';
import { MAX_ATTEMPTS } from '../../lambdas/adapters/table/retry.ts';
import { createTableClient } from '../../lambdas/adapters/table/table-client.ts';
import { toNearPartition } from '../../lambdas/adapters/table/table-keys.ts';
import { createMemoryNearDuplicateStore } from '../../local/memory-near-duplicate-store.ts';
import { createMemoryTable, toSyncStore } from '../../local/memory-sync-store.ts';
import type { Spoiling } from '../support/faulty-proxy.ts';
import { vendorError } from '../support/faulty-proxy.ts';
import type { FaultyTable } from '../support/faulty-table.ts';
import { startFaultyTable } from '../support/faulty-table.ts';
import { initiative, rowId, storedRow } from '../support/stored-rows.ts';
import { describeNearDuplicateStore } from './near-duplicate-store-contract.ts';

const WAITING = { pause: async () => {}, random: () => 0 };

let faulty: FaultyTable;
let programmes = 0;
let programme: string;

beforeAll(async () => {
  faulty = await startFaultyTable();
});
afterAll(() => faulty.stop());
beforeEach(() => {
  programmes += 1;
  programme = `programme-${programmes}`;
  faulty.proxy.calls.length = 0;
});

function openOnTable() {
  const client = createTableClient(faulty.dynamo);
  const options = { client, tableName: faulty.table.tableName, programme, waiting: WAITING };
  return { near: createDynamoNearDuplicateStore(options), store: createDynamoSyncStore(options) };
}

describeNearDuplicateStore('the near-duplicate store in memory', async () => {
  const store = toSyncStore(createMemoryTable());
  return { near: createMemoryNearDuplicateStore(store), store };
});

describeNearDuplicateStore('the near-duplicate store on the table', async () => openOnTable());

const UNIT = 'BT028';
const ITEM = { key: 'lò+sấy', unit: UNIT, id: rowId(UNIT, 1), title: 'Lò sấy', year: '2010' };

function countCalls(operation: string): number {
  return faulty.proxy.calls.filter((call) => call.operation === operation).length;
}

describe('on the table', () => {
  it('an item is small, lasts, and names no one', async () => {
    await openOnTable().near.change(UNIT, { puts: [ITEM], removes: [] });
    const { Items } = await faulty.table.client.send(
      new QueryCommand({
        TableName: faulty.table.tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': toNearPartition(programme, 'lò+sấy') },
      }),
    );
    expect(Items).toEqual([
      {
        pk: `P#${programme}#KEY#lò+sấy`,
        sk: `BT028#${ITEM.id}`,
        itemVersion: 1,
        ...ITEM,
      },
    ]);
  });

  it('a hundred changes are four calls, and a key is one', async () => {
    const { near } = openOnTable();
    const puts = Array.from({ length: 100 }, (_, number) => ({ ...ITEM, key: `khóa+${number}` }));
    await near.change(UNIT, { puts, removes: [] });
    expect(countCalls('BatchWriteItem')).toBe(4);
    await near.findItems(['khóa+1', 'khóa+2'], 'BT029');
    expect(countCalls('Query')).toBe(2);
  });

  it('authors of other units are not even read', async () => {
    const { near, store } = openOnTable();
    const row = storedRow(rowId(UNIT, 1), { initiative: initiative() });
    await store.commitSlice({
      expected: { seq: 0, token: '', version: 0 },
      head: { ...createHead(UNIT, 'sheet', 1), seq: 1, token: 'token', version: 1 },
      writes: [{ row }],
    });
    faulty.proxy.calls.length = 0;
    await near.readTitles([{ unit: UNIT, id: row.id }]);
    expect(faulty.proxy.calls.map(({ operation }) => operation)).toEqual(['BatchGetItem']);
    expect(JSON.stringify(faulty.proxy.calls)).toContain(
      '"ProjectionExpression":"pk, sk, #unit, id, #state, initiative.title, initiative.#year"',
    );
  });

  it('what a batch left unwritten is written again, and only that', async () => {
    const { near } = openOnTable();
    const other = { ...ITEM, id: rowId(UNIT, 2) };
    const unwritten: Spoiling = {
      kind: 'answer',
      status: 200,
      body: {
        UnprocessedItems: {
          [faulty.table.tableName]: [
            { DeleteRequest: { Key: { pk: { S: `P#${programme}#KEY#x` }, sk: { S: 'y' } } } },
          ],
        },
      },
    };
    faulty.proxy.spoil('BatchWriteItem', unwritten);
    await near.change(UNIT, { puts: [ITEM, other], removes: [] });
    const sizes = faulty.proxy.calls.map(
      ({ body }) =>
        (body as { RequestItems: Record<string, unknown[]> }).RequestItems[faulty.table.tableName]
          ?.length,
    );
    expect(sizes).toEqual([2, 1]);
    faulty.proxy.spoil('BatchWriteItem', ...Array.from({ length: MAX_ATTEMPTS }, () => unwritten));
    await expect(near.change(UNIT, { puts: [ITEM], removes: [] })).rejects.toMatchObject({
      code: 'store.conflict',
      details: { unit: UNIT },
    });
    expect(countCalls('BatchWriteItem')).toBe(2 + MAX_ATTEMPTS);
  });

  it('a busy table is asked again, one out of reach is not', async () => {
    const { near } = openOnTable();
    const busy = vendorError(400, 'ThrottlingException');
    for (const operation of ['Query', 'BatchWriteItem', 'BatchGetItem']) {
      faulty.proxy.spoil(operation, busy);
    }
    await near.change(UNIT, { puts: [ITEM], removes: [] });
    expect(await near.findItems(['lò+sấy'], 'BT029')).toEqual([ITEM]);
    expect(await near.readTitles([ITEM])).toEqual([]);
    expect(faulty.proxy.calls).toHaveLength(6);
    faulty.proxy.calls.length = 0;
    const down = vendorError(500, 'InternalServerError');
    for (const operation of ['Query', 'BatchWriteItem', 'BatchGetItem']) {
      faulty.proxy.spoil(operation, down);
    }
    const calls = [
      () => near.change(UNIT, { puts: [ITEM], removes: [] }),
      () => near.findItems(['lò+sấy'], 'BT029'),
      () => near.readTitles([ITEM]),
    ];
    for (const call of calls) {
      await expect(call()).rejects.toMatchObject({ name: 'InternalServerError' });
    }
    expect(faulty.proxy.calls).toHaveLength(3);
  });
});
