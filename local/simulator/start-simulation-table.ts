/** A table server with an empty table of the deployed shape, for simulations. */

import { CHANGES_INDEX } from '../../lambdas/adapters/table/table-keys.ts';
import { callTable } from '../aws/table-api.ts';
import { startTableServer } from '../aws/table-server.ts';
import type { TablePlace } from './table-simulated-table.ts';

export type SimulationTable = { readonly place: TablePlace; stop(): Promise<void> };

const TABLE_NAME = 'simulations';

/** @throws LocalFault when the server does not come up; Error when it refuses the table */
export async function startSimulationTable(): Promise<SimulationTable> {
  const server = await startTableServer({ databaseFile: undefined });
  const { endpoint } = server;
  const { status, body } = await callTable(endpoint, 'CreateTable', {
    TableName: TABLE_NAME,
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
  });
  if (status !== 200) {
    await server.stop();
    throw new Error(`the table was refused: ${JSON.stringify(body)}`);
  }
  return { place: { endpoint, tableName: TABLE_NAME }, stop: () => server.stop() };
}

function toKeySchema(partitionKey: string, sortKey: string) {
  return [
    { AttributeName: partitionKey, KeyType: 'HASH' },
    { AttributeName: sortKey, KeyType: 'RANGE' },
  ];
}
