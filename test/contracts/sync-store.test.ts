/** The sync store contract on both implementations. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { createDynamoSyncStore } from '../../lambdas/adapters/table/dynamo-sync-store.ts';
import { parseHistoryItem } from '../../lambdas/adapters/table/history-item.ts';
import { toHistoryPartition } from '../../lambdas/adapters/table/table-keys.ts';
import { createMemoryTable, toSyncStore } from '../../local/memory-sync-store.ts';
import type { LocalTable } from '../support/local-table.ts';
import { startLocalTable } from '../support/local-table.ts';
import { describeSyncStore } from './sync-store-contract.ts';

let table: LocalTable;
let programmes = 0;

beforeAll(async () => {
  table = await startLocalTable();
});
afterAll(() => table.stop());

describeSyncStore('the store in memory', async () => {
  const memory = createMemoryTable();
  return {
    store: toSyncStore(memory),
    readHistory: async (unit, id) => memory.units.get(unit)?.history.get(id) ?? [],
  };
});

describeSyncStore('the store on the table', async () => {
  const { client, tableName } = table;
  programmes += 1;
  const programme = `programme-${programmes}`;
  const waiting = { pause: async () => {}, random: () => 0 };
  return {
    store: createDynamoSyncStore({ client, tableName, programme, waiting }),
    async readHistory(unit, id) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': toHistoryPartition(programme, unit, id) },
          ConsistentRead: true,
        }),
      );
      return Items.map(parseHistoryItem);
    },
  };
});
