/** What the server knows of units: who speaks from where, and with which key. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoSyncStore } from '../../lambdas/adapters/table/dynamo-sync-store.ts';
import { REAL_WAITING } from '../../lambdas/adapters/table/retry.ts';
import { createTableClient } from '../../lambdas/adapters/table/table-client.ts';
import type { SyncStore } from '../../lambdas/ports/sync-store.ts';
import type { Context } from './context.ts';

export type UnitTable = {
  readonly store: Pick<SyncStore, 'readUnit' | 'replaceKeyPolicy'>;
  close(): void;
};

/** @returns undefined when no table was named */
export function openUnitTable({ args, programme }: Context): UnitTable | undefined {
  const tableName = args.texts.table ?? process.env.TABLE_NAME;
  if (tableName === undefined || tableName === '') return undefined;
  // Node 20 is what people have; the SDK need not say so each time.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const dynamo = new DynamoDBClient({ maxAttempts: 1, ...toPlace() });
  const client = createTableClient(dynamo);
  const options = { client, tableName, programme: programme.code, waiting: REAL_WAITING };
  return { store: createDynamoSyncStore(options), close: () => dynamo.destroy() };
}

/** A server on this machine asks for no credentials, and the SDK must have some. */
function toPlace() {
  const endpoint = process.env.DYNAMODB_ENDPOINT;
  if (endpoint === undefined || endpoint === '') return {};
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return { endpoint, region: 'ap-southeast-1', credentials };
}
