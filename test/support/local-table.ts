/** A DynamoDB-compatible server with an empty table of the deployed shape, for one test file. */
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { REQUEST_LIMITS } from '../../lambdas/adapters/request-limits.ts';
import { createTableClient } from '../../lambdas/adapters/table/table-client.ts';
import { CHANGES_INDEX } from '../../lambdas/adapters/table/table-keys.ts';
import { startTableServer, useTableServer } from '../../local/aws/table-server.ts';

export type LocalTable = {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly endpoint: string;
  stop(): Promise<void>;
};

/** DYNAMODB_ENDPOINT names another server to prove the adapter against. */
export async function startLocalTable(): Promise<LocalTable> {
  const other = process.env.DYNAMODB_ENDPOINT;
  const server =
    other === undefined
      ? await startTableServer({ databaseFile: undefined })
      : useTableServer(other);
  const tableName = `contract-${process.pid}-${Date.now()}`;
  const dynamo = createLocalClient(server.endpoint);
  await dynamo.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'changesPk', 'changesSk'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: toKeySchema('pk', 'sk'),
      GlobalSecondaryIndexes: [
        {
          IndexName: CHANGES_INDEX,
          KeySchema: toKeySchema('changesPk', 'changesSk'),
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  return {
    client: createTableClient(dynamo),
    tableName,
    endpoint: server.endpoint,
    async stop() {
      dynamo.destroy();
      await server.stop();
    },
  };
}

export function createLocalClient(
  endpoint: string,
  requestHandler: NonNullable<DynamoDBClientConfig['requestHandler']> = REQUEST_LIMITS,
): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    requestHandler,
  });
}

function toKeySchema(partitionKey: string, sortKey: string) {
  return [
    { AttributeName: partitionKey, KeyType: 'HASH' as const },
    { AttributeName: sortKey, KeyType: 'RANGE' as const },
  ];
}
