/** The near-duplicate store contract on both implementations, and what the table sees of it. */
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toWordPrints } from '../../core/near/word-prints.ts';
import { createHead } from '../../core/unit-head.ts';
import { createDynamoNearDuplicateStore } from '../../lambdas/adapters/table/dynamo-near-duplicate-store.ts';
import { createDynamoSyncStore } from '../../lambdas/adapters/table/dynamo-sync-store.ts';
import type { Waiting } from '../../lambdas/adapters/table/retry.ts';
import { MAX_ATTEMPTS } from '../../lambdas/adapters/table/retry.ts';
import { createTableClient } from '../../lambdas/adapters/table/table-client.ts';
import { toNearKey, toNearPartition } from '../../lambdas/adapters/table/table-keys.ts';
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

function openOnTable(waiting: Waiting = WAITING) {
  const client = createTableClient(faulty.dynamo);
  const options = { client, tableName: faulty.table.tableName, programme, waiting };
  return { near: createDynamoNearDuplicateStore(options), store: createDynamoSyncStore(options) };
}

describeNearDuplicateStore('the near-duplicate store in memory', async () => {
  const store = toSyncStore(createMemoryTable());
  return { near: createMemoryNearDuplicateStore(store), store };
});

describeNearDuplicateStore('the near-duplicate store on the table', async () => openOnTable());

const UNIT = 'BT028';
const ENTRY = { unit: UNIT, id: rowId(UNIT, 1), prints: toWordPrints('Lò sấy') };
const PUT = { key: 'k', before: [], after: [ENTRY] };

function countCalls(operation: string): number {
  return faulty.proxy.calls.filter((call) => call.operation === operation).length;
}

async function queryKey(key: string) {
  const { Items } = await faulty.table.client.send(
    new QueryCommand({
      TableName: faulty.table.tableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': toNearPartition(programme, key) },
    }),
  );
  return Items;
}

/** An answer in which each statement ended so, in their order; undefined where it was carried out. */
function statementErrors(...codes: readonly (string | undefined)[]): Spoiling {
  return {
    kind: 'answer',
    status: 200,
    body: {
      Responses: codes.map((Code) =>
        Code === undefined ? { TableName: 't' } : { TableName: 't', Error: { Code } },
      ),
    },
  };
}

function listStatements(): readonly number[] {
  return faulty.proxy.calls
    .filter(({ operation }) => operation === 'BatchExecuteStatement')
    .map(({ body }) => (body as { Statements: unknown[] }).Statements.length);
}

describe('on the table', () => {
  it('an item is small, lasts, and says no word of a title', async () => {
    await openOnTable().near.replaceItems([PUT]);
    const item = {
      pk: `P#${programme}#KEY#k`,
      sk: 'NEAR',
      itemVersion: 1,
      entries: [`${ENTRY.id} ${ENTRY.prints.join('')}`],
    };
    expect(await queryKey('k')).toEqual([item]);
    const other = { ...ENTRY, unit: 'BT029', id: rowId('BT029', 1) };
    const after = [other, ENTRY];
    await openOnTable().near.replaceItems([{ key: 'k', before: [ENTRY], after }]);
    expect(await queryKey('k')).toMatchObject([{ itemVersion: 1, entries: { length: 2 } }]);
    await openOnTable().near.replaceItems([{ key: 'k', before: after, after: [] }]);
    expect(await queryKey('k')).toEqual([]);
  });

  it('a hundred replacements are four calls, and a hundred keys are one', async () => {
    const { near } = openOnTable();
    const keys = Array.from({ length: 100 }, (_, number) => `key${number}`);
    await near.replaceItems(keys.map((key) => ({ ...PUT, key })));
    expect(countCalls('BatchExecuteStatement')).toBe(4);
    await near.readItems(keys);
    expect(countCalls('BatchGetItem')).toBe(1);
    expect(JSON.stringify(faulty.proxy.calls.at(-1))).toContain('"ConsistentRead":true');
    expect(faulty.proxy.calls).toHaveLength(5);
  });

  it('items of the layout before are not looked at, whatever they say', async () => {
    const { pk } = toNearKey(programme, 'k');
    const Item = { pk, sk: `${UNIT}#${ENTRY.id}`, itemVersion: 1, key: 'k', title: 'Lò sấy' };
    await faulty.table.client.send(new PutCommand({ TableName: faulty.table.tableName, Item }));
    const { near } = openOnTable();
    expect(await near.readItems(['k'])).toEqual(new Map());
    expect(await near.replaceItems([PUT])).toEqual([]);
    expect(await near.readItems(['k'])).toEqual(new Map([['k', [ENTRY]]]));
  });

  it.each([
    ['a newer layout', { itemVersion: 2 }],
    ['no entries', { entries: [] }],
    ['an entry that is no text', { entries: [1] }],
    ['an entry without prints', { entries: [ENTRY.id] }],
    ['half a print', { entries: [`${ENTRY.id} abcde`] }],
    ['no row’s id', { entries: ['BT028-short abcd'] }],
  ])('an item of %s is a fault', async (_, wrong) => {
    const right = { itemVersion: 1, entries: [`${ENTRY.id} abcd`] };
    const Item = { ...toNearKey(programme, 'k'), ...right, ...wrong };
    await faulty.table.client.send(new PutCommand({ TableName: faulty.table.tableName, Item }));
    await expect(openOnTable().near.readItems(['k'])).rejects.toMatchObject({
      code: 'store.corrupt_item',
    });
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
    // Another unit may have committed it just now, and looked too early to be told itself.
    expect(JSON.stringify(faulty.proxy.calls)).toContain('"ConsistentRead":true');
  });

  it('statements the table was too busy for are sent again, and only those', async () => {
    const { near } = openOnTable();
    const busy = ['ThrottlingError', 'ProvisionedThroughputExceeded', 'TransactionConflict'];
    faulty.proxy.spoil(
      'BatchExecuteStatement',
      statementErrors(undefined, ...busy, 'ConditionalCheckFailed', 'DuplicateItem'),
    );
    const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(await near.replaceItems(keys.map((key) => ({ ...PUT, key })))).toEqual(['e', 'f']);
    expect(listStatements()).toEqual([6, 3]);
    expect([...(await near.readItems(keys)).keys()].sort()).toEqual(['b', 'c', 'd']);
    const always = Array.from({ length: MAX_ATTEMPTS }, () => statementErrors('ThrottlingError'));
    faulty.proxy.spoil('BatchExecuteStatement', ...always);
    await expect(near.replaceItems([PUT])).rejects.toMatchObject({ code: 'store.conflict' });
    expect(countCalls('BatchExecuteStatement')).toBe(2 + MAX_ATTEMPTS);
  });

  it('a statement the table refuses is no advice, and is named by its code alone', async () => {
    const { near } = openOnTable();
    faulty.proxy.spoil('BatchExecuteStatement', statementErrors('AccessDenied'));
    await expect(near.replaceItems([PUT])).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(countCalls('BatchExecuteStatement')).toBe(1);
  });

  it('keys a batch left unread are read again', async () => {
    const { near } = openOnTable();
    await near.replaceItems([PUT]);
    const { pk, sk } = toNearKey(programme, 'k');
    faulty.proxy.spoil('BatchGetItem', {
      kind: 'answer',
      status: 200,
      body: {
        UnprocessedKeys: {
          [faulty.table.tableName]: { Keys: [{ pk: { S: pk }, sk: { S: sk } }] },
        },
      },
    });
    expect(await near.readItems(['k', 'l'])).toEqual(new Map([['k', [ENTRY]]]));
    expect(countCalls('BatchGetItem')).toBe(2);
  });

  it('a busy table is not asked again once there is no time', async () => {
    const { near } = openOnTable();
    const late = () => false;
    const busy = Array.from({ length: MAX_ATTEMPTS }, () =>
      vendorError(400, 'ThrottlingException'),
    );
    for (const call of [
      () => near.replaceItems([PUT], late),
      () => near.readItems(['k'], late),
      () => near.readTitles([ENTRY], late),
    ]) {
      faulty.proxy.calls.length = 0;
      faulty.proxy.spoil('BatchExecuteStatement', ...busy);
      faulty.proxy.spoil('BatchGetItem', ...busy);
      await expect(call()).rejects.toMatchObject({ code: 'store.conflict' });
      expect(faulty.proxy.calls).toHaveLength(1);
    }
    faulty.proxy.spoil('BatchExecuteStatement');
    faulty.proxy.spoil('BatchGetItem');
  });

  it('a batch that fails leaves no other behind that goes on after the answer', async () => {
    // As long as a call takes that is made when the failure is already on its way.
    const pause = async () => {
      const Key = toNearKey(programme, 'k');
      const TableName = faulty.table.tableName;
      await faulty.table.client.send(new GetCommand({ TableName, Key }));
    };
    const { near } = openOnTable({ pause, random: () => 0 });
    faulty.proxy.spoil(
      'BatchGetItem',
      vendorError(500, 'InternalServerError'),
      vendorError(400, 'ThrottlingException'),
    );
    const keys = Array.from({ length: 200 }, (_, number) => `key${number}`);
    await expect(near.readItems(keys)).rejects.toMatchObject({ name: 'InternalServerError' });
    expect(countCalls('BatchGetItem')).toBe(3);
  });

  it('a busy table is asked again, one out of reach is not', async () => {
    const { near } = openOnTable();
    const busy = vendorError(400, 'ThrottlingException');
    const [first, ...calls] = [
      () => near.replaceItems([PUT]),
      () => near.readItems(['k']),
      () => near.readTitles([ENTRY]),
    ] as const;
    for (const call of [first, ...calls]) {
      const operation = call === first ? 'BatchExecuteStatement' : 'BatchGetItem';
      faulty.proxy.calls.length = 0;
      faulty.proxy.spoil(operation, busy);
      await call();
      expect(faulty.proxy.calls).toHaveLength(2);
      faulty.proxy.calls.length = 0;
      faulty.proxy.spoil(operation, vendorError(500, 'InternalServerError'));
      await expect(call()).rejects.toMatchObject({ name: 'InternalServerError' });
      expect(faulty.proxy.calls).toHaveLength(1);
    }
  });
});
