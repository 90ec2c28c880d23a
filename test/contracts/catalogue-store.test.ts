/** The catalogue store contract on both implementations, and what the table sees of it. */
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseCatalogueHistoryItem } from '../../lambdas/adapters/table/catalogue-item.ts';
import { createDynamoCatalogueStore } from '../../lambdas/adapters/table/dynamo-catalogue-store.ts';
import { MAX_ATTEMPTS } from '../../lambdas/adapters/table/retry.ts';
import { createTableClient } from '../../lambdas/adapters/table/table-client.ts';
import { toCatalogueKey } from '../../lambdas/adapters/table/table-keys.ts';
import { createMemoryCatalogue } from '../lambdas/ingest/memory-catalogue-store.ts';
import { cancelled, vendorError } from '../support/faulty-proxy.ts';
import type { FaultyTable } from '../support/faulty-table.ts';
import { startFaultyTable } from '../support/faulty-table.ts';
import { catalogueOf, describeCatalogueStore, historyOf } from './catalogue-store-contract.ts';

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
});

function openOnTable() {
  const waiting = { pause: async () => {}, random: () => 0 };
  const client = createTableClient(faulty.dynamo);
  return createDynamoCatalogueStore({
    client,
    tableName: faulty.table.tableName,
    programme,
    waiting,
  });
}

async function readHistory() {
  const { Items = [] } = await faulty.table.client.send(
    new QueryCommand({
      TableName: faulty.table.tableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `P#${programme}#CATALOGUE` },
    }),
  );
  return Items.map(parseCatalogueHistoryItem);
}

describeCatalogueStore('the catalogue store in memory', async () => createMemoryCatalogue());
describeCatalogueStore('the catalogue store on the table', async () => openOnTable());

const FIRST = { after: 0, next: catalogueOf(1), history: historyOf(1) };

describe('on the table', () => {
  it('every change is in history, once', async () => {
    const store = openOnTable();
    await store.commit(FIRST);
    await store.commit({ after: 1, next: catalogueOf(2, { version: 1 }), history: undefined });
    await store.commit({ after: 2, next: catalogueOf(3, { version: 2 }), history: historyOf(2) });
    expect(await readHistory()).toEqual([historyOf(1), historyOf(2)]);
  });

  it('a commit whose answer was lost is known by its token', async () => {
    const store = openOnTable();
    faulty.proxy.spoil('TransactWriteItems', { kind: 'loseAnswer' });
    expect(await store.commit(FIRST)).toBe('committed');
    expect(await readHistory()).toHaveLength(1);
  });

  it('one that met another is tried again, and given up when it stays so', async () => {
    const store = openOnTable();
    faulty.proxy.spoil('TransactWriteItems', cancelled('TransactionConflict', 'None'));
    expect(await store.commit(FIRST)).toBe('committed');
    const busy = vendorError(400, 'ThrottlingException');
    faulty.proxy.spoil('TransactWriteItems', ...Array.from({ length: MAX_ATTEMPTS }, () => busy));
    const later = { after: 1, next: catalogueOf(2), history: undefined };
    await expect(store.commit(later)).rejects.toMatchObject({
      code: 'store.conflict',
      details: { unit: 'committee' },
    });
  });

  it('a server error before the write is no loss', async () => {
    faulty.proxy.spoil('TransactWriteItems', vendorError(500, 'InternalServerError'));
    expect(await openOnTable().commit(FIRST)).toBe('committed');
  });

  it('a version that is in history already is a fault, and nothing is overwritten', async () => {
    const store = openOnTable();
    await store.commit(FIRST);
    const drifted = { after: 1, next: catalogueOf(2), history: historyOf(1) };
    await expect(store.commit(drifted)).rejects.toMatchObject({
      code: 'store.corrupt_item',
      details: { pk: `P#${programme}`, sk: 'CATALOGUE' },
    });
    expect(await store.read()).toEqual({ catalogue: catalogueOf(1) });
  });

  it('what no version of the schema wrote is a fault', async () => {
    const store = openOnTable();
    await store.commit(FIRST);
    const Item = {
      ...toCatalogueKey(programme),
      itemVersion: 1,
      seq: 1,
      token: '',
      version: 1,
      digest: '',
      entries: '[{"key":"nothing"}]',
      recentDeletions: [],
    };
    await faulty.table.client.send(new PutCommand({ TableName: faulty.table.tableName, Item }));
    await expect(store.read()).rejects.toMatchObject({
      code: 'store.corrupt_item',
      details: { reason: 'list' },
    });
  });
});
