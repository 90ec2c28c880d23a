/** Ingest as deployed, less the search for near duplicates in other units: what that costs. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { parseProgramme } from '../../core/programme.ts';
import { createDynamoSyncStore } from '../../lambdas/adapters/table/dynamo-sync-store.ts';
import { REAL_WAITING } from '../../lambdas/adapters/table/retry.ts';
import { createTableClient } from '../../lambdas/adapters/table/table-client.ts';
import {
  createLogger,
  createMetrics,
} from '../../lambdas/adapters/telemetry/powertools-telemetry.ts';
import { createIngestHandler } from '../../lambdas/ingest/handler.ts';
import { MASTER_SECRET } from '../stage/secret-server.ts';

const programmeFile = process.env.PROGRAMME_FILE ?? '';
const programme = parseProgramme(programmeFile, JSON.parse(readFileSync(programmeFile, 'utf8')));

const handle = createIngestHandler({
  store: createDynamoSyncStore({
    client: createTableClient(new DynamoDBClient({ maxAttempts: 1 })),
    tableName: process.env.TABLE_NAME ?? '',
    programme: programme.code,
    waiting: REAL_WAITING,
  }),
  nearDuplicates: {
    readItems: async () => new Map(),
    replaceItems: async () => [],
    readTitles: async () => [],
  },
  catalogue: { read: async () => ({}) },
  masterSecret: async () => MASTER_SECRET,
  programme,
  now: Date.now,
  newToken: randomUUID,
  isSecretAtHand: () => true,
  letCallsLeave: setImmediate,
  logger: createLogger(),
  metrics: createMetrics(),
});

export const handler = (event: APIGatewayProxyEventV2) => handle(event);
