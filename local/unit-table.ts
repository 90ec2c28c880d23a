/** A deployed programme's table as an operator's command asks it: units and their keys. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoSyncStore } from '../lambdas/adapters/table/dynamo-sync-store.ts';
import { REAL_WAITING } from '../lambdas/adapters/table/retry.ts';
import { createTableClient } from '../lambdas/adapters/table/table-client.ts';
import type { SyncStore } from '../lambdas/ports/sync-store.ts';
import { LOCAL_TABLE_PLACE } from './aws/local-table-place.ts';

export type UnitTable = {
  readonly store: Pick<SyncStore, 'readUnit' | 'replaceKeyPolicy'>;
  close(): void;
};

export type UnitTableName = {
  readonly tableName: string;
  readonly programme: string;
  /** Undefined leaves it to the environment. */
  readonly region: string | undefined;
};

/** With the credentials of the environment; DYNAMODB_ENDPOINT names a server of this machine. */
export function openUnitTable({ tableName, programme, region }: UnitTableName): UnitTable {
  // Node 20 is what people have; the SDK need not say so each time.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const place = region === undefined ? {} : { region };
  const dynamo = new DynamoDBClient({ maxAttempts: 1, ...place, ...toLocalPlace() });
  const client = createTableClient(dynamo);
  const store = createDynamoSyncStore({ client, tableName, programme, waiting: REAL_WAITING });
  return { store, close: () => dynamo.destroy() };
}

function toLocalPlace() {
  const endpoint = process.env.DYNAMODB_ENDPOINT;
  if (endpoint === undefined || endpoint === '') return {};
  return { endpoint, ...LOCAL_TABLE_PLACE };
}
