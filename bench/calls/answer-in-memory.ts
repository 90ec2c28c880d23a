/** The deployed handler in this process over a table in memory: what a sheet's requests are told. */
import { Buffer } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Programme } from '../../core/programme.ts';
import { AT_ONCE } from '../../lambdas/ingest/during.ts';
import { createIngestHandler } from '../../lambdas/ingest/handler.ts';
import type { NearDuplicateStore } from '../../lambdas/ports/near-duplicate-store.ts';
import { toHttpEvent } from '../../local/aws/http-event.ts';
import type { ScriptFetch } from '../../local/google/apps-script/fetch-transport.ts';
import { createMemoryTable, toSyncStore } from '../../local/memory-sync-store.ts';

export const MASTER_SECRET = 'the secret of a measurement';

/** Advice about other units' rows costs the sheet no call; one unit alone would get none. */
const NO_NEAR_DUPLICATES: NearDuplicateStore = {
  readItems: async () => new Map(),
  replaceItems: async () => [],
  readTitles: async () => [],
};

export function createMemoryAnswers(programme: Programme, now: () => number): ScriptFetch {
  const silent = () => undefined;
  let made = 0;
  const nextNumber = () => {
    made += 1;
    return made;
  };
  const handle = createIngestHandler({
    store: toSyncStore(createMemoryTable()),
    nearDuplicates: NO_NEAR_DUPLICATES,
    catalogue: { read: async () => ({}) },
    masterSecret: async () => MASTER_SECRET,
    programme,
    newToken: () => `token-${nextNumber()}`,
    now,
    isSecretAtHand: () => true,
    letCallsLeave: AT_ONCE,
    logger: { info: silent, warn: silent, error: silent },
    metrics: { count: silent, durationMs: silent, flush: silent },
  });
  return async ({ url, method, headers, body = new Uint8Array() }) => {
    const headersDistinct = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value]]),
    );
    const incoming: Pick<IncomingMessage, 'url' | 'method' | 'headersDistinct'> = {
      url: new URL(url).pathname,
      method: method.toUpperCase(),
      headersDistinct,
    };
    const event: APIGatewayProxyEventV2 = JSON.parse(
      toHttpEvent(incoming as IncomingMessage, {
        apiId: 'bench',
        routeKey: '$default',
        requestId: `request-${nextNumber()}`,
        nowMs: now(),
        body: Buffer.from(body),
      }),
    );
    const reply = await handle(event);
    return {
      kind: 'response',
      status: reply.statusCode,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(reply.body),
    };
  };
}
