/**
 * Reads what the table holds, past every permission and fault: for tests, scenarios and the page.
 * Key policies are changed there too, as the operator's command does it.
 */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { HistoryEntry, StoredRow } from '../core/sync/stored-row.ts';
import { createDynamoSyncStore } from '../lambdas/adapters/table/dynamo-sync-store.ts';
import { parseHistoryItem } from '../lambdas/adapters/table/history-item.ts';
import { readPartition } from '../lambdas/adapters/table/read-items.ts';
import { REAL_WAITING } from '../lambdas/adapters/table/retry.ts';
import { createTableClient } from '../lambdas/adapters/table/table-client.ts';
import { toHistoryPartition } from '../lambdas/adapters/table/table-keys.ts';
import type { StoredUnit, SyncStore } from '../lambdas/ports/sync-store.ts';
import { LOCAL_TABLE_PLACE } from './aws/local-table-place.ts';

export type TableReader = {
  readUnit(unit: string): Promise<StoredUnit>;
  /** Every record of the unit, deleted ones too, in order of their ids. */
  readRecords(unit: string): Promise<readonly StoredRow[]>;
  /** The versions of one row, first to last. */
  readHistory(unit: string, id: string): Promise<readonly HistoryEntry[]>;
  readonly replaceKeyPolicy: SyncStore['replaceKeyPolicy'];
  close(): void;
};

export type TablePlace = {
  readonly endpoint: string;
  readonly tableName: string;
  readonly programme: string;
};

export function createTableReader({ endpoint, tableName, programme }: TablePlace): TableReader {
  // Node 20 is what people have; the SDK need not say so each time.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const dynamo = new DynamoDBClient({
    endpoint,
    ...LOCAL_TABLE_PLACE,
  });
  const client = createTableClient(dynamo);
  const access = { client, tableName, waiting: REAL_WAITING };
  const store = createDynamoSyncStore({ ...access, programme });
  return {
    readUnit: (unit) => store.readUnit(unit),
    async readRecords(unit) {
      const rows = await store.readRows(unit, { kind: 'all' });
      return [...rows.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
    },
    async readHistory(unit, id) {
      const partition = toHistoryPartition(programme, unit, id);
      const items = await readPartition({ ...access, unit }, partition, 'V#');
      return items.map(parseHistoryItem);
    },
    replaceKeyPolicy: store.replaceKeyPolicy,
    close: () => dynamo.destroy(),
  };
}
