/** Wires sweep: environment, clients, and the programme file beside the bundle. */
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { readProgrammeFile } from '../adapters/programme-file.ts';
import { REQUEST_LIMITS } from '../adapters/request-limits.ts';
import { createSheetsClient } from '../adapters/sheets-client.ts';
import { createSheetsUnitReader } from '../adapters/sheets-unit-reader.ts';
import { createDynamoNearDuplicateStore } from '../adapters/table/dynamo-near-duplicate-store.ts';
import { createDynamoSweepStore } from '../adapters/table/dynamo-sweep-store.ts';
import { REAL_WAITING } from '../adapters/table/retry.ts';
import { createTableClient } from '../adapters/table/table-client.ts';
import { createLogger, createMetrics } from '../adapters/telemetry/powertools-telemetry.ts';
import { createSweepHandler } from './handler.ts';
import { createPace, READ_PACE } from './pace.ts';

const text = z.string().check(z.minLength(1));
const Environment = z.object({
  TABLE_NAME: text,
  PROGRAMME: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  GOOGLE_CREDENTIALS: z._default(z.string(), '{}'),
  /** Of a stand-in on this machine. */
  GOOGLE_API_ROOT_URL: z.optional(text),
});

const environment = z.parse(Environment, process.env);
const programme = readProgrammeFile(environment.PROGRAMME, import.meta.url);
const rootUrl = environment.GOOGLE_API_ROOT_URL;

const tableOptions = {
  client: createTableClient(new DynamoDBClient({ maxAttempts: 1, requestHandler: REQUEST_LIMITS })),
  tableName: environment.TABLE_NAME,
  programme: programme.code,
  waiting: REAL_WAITING,
};

export const handler = createSweepHandler({
  store: createDynamoSweepStore(tableOptions),
  nearDuplicates: createDynamoNearDuplicateStore(tableOptions),
  sheets: createSheetsUnitReader(
    createSheetsClient({
      credentials: environment.GOOGLE_CREDENTIALS,
      retries: 2,
      access: 'readOnly',
      ...(rootUrl === undefined ? {} : { rootUrl }),
    }),
  ),
  programme,
  // Of the machine, not of the day: a clock that is set back must not stop the reads.
  pace: createPace({ ...READ_PACE, now: () => performance.now(), pause: REAL_WAITING.pause }),
  now: Date.now,
  newToken: randomUUID,
  newUuid: randomUUID,
  logger: createLogger(),
  metrics: createMetrics(),
});
