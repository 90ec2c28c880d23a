/** A table behind a proxy that spoils its answers, with a client that goes through it. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { FaultyProxy } from './faulty-proxy.ts';
import { startFaultyProxy } from './faulty-proxy.ts';
import type { LocalTable } from './local-table.ts';
import { createLocalClient, startLocalTable } from './local-table.ts';

export type FaultyTable = {
  /** The table itself, past the proxy. */
  readonly table: LocalTable;
  readonly proxy: FaultyProxy;
  /** Through the proxy. */
  readonly dynamo: DynamoDBClient;
  stop(): Promise<void>;
};

export async function startFaultyTable(): Promise<FaultyTable> {
  const table = await startLocalTable();
  const proxy = await startFaultyProxy(table.endpoint);
  const dynamo = createLocalClient(proxy.endpoint);
  return {
    table,
    proxy,
    dynamo,
    async stop() {
      dynamo.destroy();
      await proxy.stop();
      await table.stop();
    },
  };
}
