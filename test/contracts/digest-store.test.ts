/** The digest store contract on both implementations. */
import { afterAll, beforeAll } from 'vitest';
import { createDynamoDigestStore } from '../../lambdas/adapters/table/dynamo-digest-store.ts';
import { createDynamoSyncStore } from '../../lambdas/adapters/table/dynamo-sync-store.ts';
import { createMemoryDigestStore } from '../../local/memory-digest-store.ts';
import { createMemoryTable, toSyncStore } from '../../local/memory-sync-store.ts';
import type { LocalTable } from '../support/local-table.ts';
import { startLocalTable } from '../support/local-table.ts';
import { describeDigestStore } from './digest-store-contract.ts';

let table: LocalTable;
let programmes = 0;

beforeAll(async () => {
  table = await startLocalTable();
});
afterAll(() => table.stop());

describeDigestStore('the store in memory', async () => {
  const memory = createMemoryTable();
  return { store: createMemoryDigestStore(memory), rows: toSyncStore(memory) };
});

describeDigestStore('the store on the table', async () => {
  const { client, tableName } = table;
  programmes += 1;
  const waiting = { pause: async () => {}, random: () => 0 };
  const options = { client, tableName, programme: `digest-${programmes}`, waiting };
  const now = () => Date.parse('2011-04-20T08:00:00+07:00');
  return {
    store: createDynamoDigestStore({ ...options, now }),
    rows: createDynamoSyncStore(options),
  };
});
