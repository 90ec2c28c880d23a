/** Wires ingest, one function for what is typed: environment, clients, programme file, two paths. */
import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { CATALOGUE_PATH } from '../../core/messages/catalogue-path.ts';
import { readProgrammeFile } from '../adapters/programme-file.ts';
import { REQUEST_LIMITS } from '../adapters/request-limits.ts';
import { createEarlySecret } from '../adapters/secret/early-secret.ts';
import { createMasterSecret } from '../adapters/secret/master-secret.ts';
import { createDynamoCatalogueStore } from '../adapters/table/dynamo-catalogue-store.ts';
import { createDynamoNearDuplicateStore } from '../adapters/table/dynamo-near-duplicate-store.ts';
import { createDynamoSyncStore } from '../adapters/table/dynamo-sync-store.ts';
import { REAL_WAITING } from '../adapters/table/retry.ts';
import { createTableClient } from '../adapters/table/table-client.ts';
import { createLogger, createMetrics } from '../adapters/telemetry/powertools-telemetry.ts';
import type { HttpReply } from '../http/http-reply.ts';
import type { RequestHandler } from './answer.ts';
import { createIngestHandler } from './handler.ts';

const Environment = z.object({
  TABLE_NAME: z.string().check(z.minLength(1)),
  PROGRAMME: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  MASTER_SECRET_ID: z.string().check(z.minLength(1)),
  COMMITTEE_SPREADSHEET_ID: z.string().check(z.minLength(1)),
});

const environment = z.parse(Environment, process.env);
const programme = readProgrammeFile(environment.PROGRAMME, import.meta.url);

const tableOptions = {
  // Repeats are the adapters': they alone know which calls may be repeated, and how often.
  client: createTableClient(new DynamoDBClient({ maxAttempts: 1, requestHandler: REQUEST_LIMITS })),
  tableName: environment.TABLE_NAME,
  programme: programme.code,
  waiting: REAL_WAITING,
};

const masterSecret = createEarlySecret(
  createMasterSecret(
    new SecretsManagerClient({ requestHandler: REQUEST_LIMITS }),
    environment.MASTER_SECRET_ID,
  ),
);

const shared = {
  masterSecret: masterSecret.read,
  programme,
  now: Date.now,
  newToken: randomUUID,
  logger: createLogger(),
  metrics: createMetrics(),
};

const catalogue = createDynamoCatalogueStore(tableOptions);

const handleSync = createIngestHandler({
  ...shared,
  store: createDynamoSyncStore(tableOptions),
  isSecretAtHand: masterSecret.isAtHand,
  letCallsLeave: setImmediate,
  nearDuplicates: createDynamoNearDuplicateStore(tableOptions),
  catalogue,
});

let handleCatalogue: RequestHandler | undefined;

/** One request among thousands: loaded when the first comes. */
async function loadCatalogueHandler(): Promise<RequestHandler> {
  const { createCatalogueHandler } = await import('./catalogue-handler.ts');
  handleCatalogue ??= createCatalogueHandler({
    ...shared,
    catalogue,
    spreadsheetId: environment.COMMITTEE_SPREADSHEET_ID,
  });
  return handleCatalogue;
}

export const handler = async (event: APIGatewayProxyEventV2): Promise<HttpReply> =>
  event.rawPath === CATALOGUE_PATH ? (await loadCatalogueHandler())(event) : handleSync(event);
