/** Wires summarize: environment, clients, and the programme file beside the bundle. */
import { randomInt } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { readProgrammeFile } from '../adapters/programme-file.ts';
import { createMasterSecret } from '../adapters/secret/master-secret.ts';
import { createSheetsClient } from '../adapters/sheets-client.ts';
import { createSheetsPublication } from '../adapters/sheets-publication.ts';
import { createSummaryTable } from '../adapters/summary-table.ts';
import { REAL_WAITING } from '../adapters/table/retry.ts';
import { createTableClient } from '../adapters/table/table-client.ts';
import { createLogger, createMetrics } from '../adapters/telemetry/powertools-telemetry.ts';
import { createSummarizeHandler } from './handler.ts';

const text = z.string().check(z.minLength(1));
const Environment = z.object({
  TABLE_NAME: text,
  PROGRAMME: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  MASTER_SECRET_ID: text,
  COMMITTEE_SPREADSHEET_ID: text,
  /** Base of the HTTP API that the links to the report files lead to. */
  API_URL: z.url(),
  GOOGLE_CREDENTIALS: z._default(z.string(), '{}'),
  /** Of a stand-in on this machine. */
  GOOGLE_API_ROOT_URL: z.optional(text),
});

const environment = z.parse(Environment, process.env);
const programme = readProgrammeFile(environment.PROGRAMME, import.meta.url);

// The limits leave several attempts within the function's 120 s.
const requestHandler = { connectionTimeout: 1_000, requestTimeout: 5_000 };
const rootUrl = environment.GOOGLE_API_ROOT_URL;
const spreadsheetId = environment.COMMITTEE_SPREADSHEET_ID;

export const handler = createSummarizeHandler({
  store: createSummaryTable({
    client: createTableClient(new DynamoDBClient({ maxAttempts: 1, requestHandler })),
    tableName: environment.TABLE_NAME,
    programme: programme.code,
    waiting: REAL_WAITING,
  }),
  target: createSheetsPublication({
    client: createSheetsClient({
      credentials: environment.GOOGLE_CREDENTIALS,
      retries: 4,
      ...(rootUrl === undefined ? {} : { rootUrl }),
    }),
    spreadsheetId,
    newSheetId: () => randomInt(1, 2 ** 31 - 1),
  }),
  spreadsheetId,
  apiUrl: environment.API_URL.replace(/\/$/, ''),
  masterSecret: createMasterSecret(
    new SecretsManagerClient({ requestHandler }),
    environment.MASTER_SECRET_ID,
  ),
  programme,
  now: Date.now,
  logger: createLogger(),
  metrics: createMetrics(),
});
