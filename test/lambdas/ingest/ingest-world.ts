/** Ingest with everything around it in memory, and a sheet's side of the conversation. */
import { setImmediate } from 'node:timers/promises';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as v from 'valibot';
import type { TypedCells } from '../../../core/columns.ts';
import { SyncRefusal, SyncReply } from '../../../core/messages/sync-reply.ts';
import type { SyncRequest } from '../../../core/messages/sync-request.ts';
import {
  addToSet,
  EMPTY_SET,
  toColumnHashes,
  toFingerprint,
} from '../../../core/sync/fingerprint.ts';
import type { IngestDeps } from '../../../lambdas/ingest/handler.ts';
import { createIngestHandler } from '../../../lambdas/ingest/handler.ts';
import type { LogFields } from '../../../lambdas/ports/telemetry.ts';
import type { MemoryNearKeys } from '../../../local/memory-near-duplicate-store.ts';
import { createMemoryNearDuplicateStore } from '../../../local/memory-near-duplicate-store.ts';
import { createMemoryTable, toSyncStore } from '../../../local/memory-sync-store.ts';
import type { EventParts } from '../../support/sync-event.ts';
import { MASTER_SECRET, signedEvent } from '../../support/sync-event.ts';
import { syncRequest } from '../../support/sync-request.ts';
import { testProgramme } from '../../support/test-programme.ts';
import { createMemoryCatalogue } from './memory-catalogue-store.ts';

export const NOW = 1_795_400_358_000;

export type LogLine = {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: LogFields;
};

/** Shared by all worlds: two requests never have the same token, whoever answers them. */
let tokens = 0;

/** Any part of it may be replaced by `changes`. */
export function createWorld(changes: Partial<IngestDeps> = {}) {
  const table = createMemoryTable();
  const nearKeys: MemoryNearKeys = new Map();
  const lines: LogLine[] = [];
  const counted: string[] = [];
  const clock = { now: NOW };
  const log = (level: LogLine['level']) => (message: string, fields: LogFields) => {
    lines.push({ level, message, fields });
  };
  const deps: IngestDeps = {
    store: toSyncStore(table),
    nearDuplicates: createMemoryNearDuplicateStore(toSyncStore(table), nearKeys),
    catalogue: createMemoryCatalogue(),
    masterSecret: async () => MASTER_SECRET,
    programme: testProgramme(),
    now: () => clock.now,
    isSecretAtHand: () => true,
    letCallsLeave: setImmediate,
    newToken: () => {
      tokens += 1;
      return `token-${tokens}`;
    },
    logger: { info: log('info'), warn: log('warn'), error: log('error') },
    metrics: {
      count: (name) => {
        counted.push(name);
      },
      durationMs: () => {},
      flush: () => {
        counted.push('flush');
      },
    },
    ...changes,
  };
  const handle = createIngestHandler(deps);
  const send = async (event: APIGatewayProxyEventV2) => {
    const { statusCode, headers, body } = await handle(event);
    return { statusCode, headers, body };
  };
  return {
    table,
    nearKeys,
    lines,
    counted,
    clock,
    deps,
    send,
    /** Sends a request as the unit it names. */
    ask: (request: Partial<SyncRequest> = {}, more: Partial<EventParts> = {}) =>
      send(toEvent(syncRequest(request), clock.now, more)),
    /** Sends a request that must be answered 200. */
    async sync(request: Partial<SyncRequest> = {}, more: Partial<EventParts> = {}) {
      const answer = await send(toEvent(syncRequest(request), clock.now, more));
      if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`);
      return v.parse(SyncReply, JSON.parse(answer.body));
    },
  };
}
export type World = ReturnType<typeof createWorld>;

export function toEvent(
  request: SyncRequest,
  sentAt: number,
  more: Partial<EventParts> = {},
): APIGatewayProxyEventV2 {
  return signedEvent({ unit: request.unit, body: request, sentAt, ...more });
}

export function parseRefusal(body: string): SyncRefusal {
  return v.parse(SyncRefusal, JSON.parse(body));
}

/** The set a sheet with these rows claims. */
export function toSet(rows: readonly { readonly id: string; readonly cells: TypedCells }[]) {
  return rows.reduce(
    (set, { id, cells }) => addToSet(set, id, toFingerprint(toColumnHashes(cells))),
    EMPTY_SET,
  );
}

/** All that the table holds of a unit, to compare before and after. */
export function dump(world: World, unit: string): string {
  const stored = world.table.units.get(unit);
  if (stored === undefined) return 'nothing';
  const { head, contact, keyPolicy, rows, history } = stored;
  const all = { head, contact, keyPolicy, rows: [...rows], history: [...history] };
  return JSON.stringify(all, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));
}
