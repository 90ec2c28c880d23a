/** What a request takes our own process: each step of the handler alone, on rows it has not seen. */

import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { TypedCells } from '../../core/columns.ts';
import { decideSync } from '../../core/sync/decide-sync.ts';
import { planSlices } from '../../core/sync/plan-slices.ts';
import { createHead } from '../../core/unit-head.ts';
import { createDynamoSyncStore } from '../../lambdas/adapters/table/dynamo-sync-store.ts';
import { REAL_WAITING } from '../../lambdas/adapters/table/retry.ts';
import { createTableClient } from '../../lambdas/adapters/table/table-client.ts';
import { checkSignature } from '../../lambdas/http/check-signature.ts';
import { toHttpRequest } from '../../lambdas/http/http-request.ts';
import { parseSyncRequest } from '../../lambdas/http/parse-sync-request.ts';
import type { SyncStore } from '../../lambdas/ports/sync-store.ts';
import { LOCAL_TABLE_PLACE } from '../../local/aws/local-table-place.ts';
import { MASTER_SECRET } from '../stage/secret-server.ts';
import { createSyncSender } from '../stage/sync-sender.ts';
import { RULES } from '../valid-rows/valid-row.ts';

/** Milliseconds of one request. */
export type Work = {
  /** Signature, JSON, schema. */
  readonly parse: number;
  /** Every cell of every row, and what follows for each row. */
  readonly check: number;
  /** Slices as transactions: items, JSON, signing; the reference does the last two as well. */
  readonly write: number;
};

export type WorkBatch = { readonly unit: string; readonly rows: readonly TypedCells[] };

/** One request each, in their order, so that the first ones warm the code up. */
export async function measureWork(batches: readonly WorkBatch[]): Promise<readonly Work[]> {
  const client = createDeafClient();
  const place = { client: createTableClient(client), tableName: 'deaf', programme: 'deaf' };
  const store = createDynamoSyncStore({ ...place, waiting: REAL_WAITING });
  const works: Work[] = [];
  for (const batch of batches) works.push(await measureRequest(store, batch));
  client.destroy();
  return works;
}

async function measureRequest(store: SyncStore, { unit, rows }: WorkBatch): Promise<Work> {
  const event: APIGatewayProxyEventV2 = JSON.parse(createSyncSender(unit).next(rows));
  const now = Date.now();
  const startedAt = performance.now();
  const http = toHttpRequest(event);
  const signature = checkSignature({ request: http, masterSecret: MASTER_SECRET, now });
  const parsing = parseSyncRequest({ body: http.body, unit });
  if (signature.kind !== 'signed' || parsing.kind !== 'request') throw new Error('not accepted');
  const parsedAt = performance.now();
  const { request } = parsing;
  const head = createHead(unit, request.spreadsheetId, 1);
  const stored = new Map();
  const decision = decideSync({ request, head, stored, rules: RULES, now });
  if (decision.kind !== 'decided') throw new Error('not decided');
  const checkedAt = performance.now();
  const token = http.requestId;
  const slices = planSlices({ decision, head, stored, token, keyVersion: 1, now });
  for (const slice of slices) await store.commitSlice(slice);
  return {
    parse: parsedAt - startedAt,
    check: checkedAt - parsedAt,
    write: performance.now() - checkedAt,
  };
}

/** Everything a client does but the way to the table: each call is answered at once. */
function createDeafClient(): DynamoDBClient {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  return new DynamoDBClient({
    ...LOCAL_TABLE_PLACE,
    maxAttempts: 1,
    requestHandler: {
      handle: async () => ({
        response: {
          statusCode: 200,
          headers: { 'content-type': 'application/x-amz-json-1.0' },
          body: Readable.from([Buffer.from('{}')]),
        },
      }),
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
    },
  });
}
