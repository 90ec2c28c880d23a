/** The server of a simulation: the deployed handlers in this process, between faults and each other. */

import type { Buffer } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as v from 'valibot';
import { KeyNotice } from '../../core/messages/key-notice.ts';
import { SIGNATURE_HEADERS } from '../../core/messages/signature.ts';
import { SyncReply } from '../../core/messages/sync-reply.ts';
import type { Programme } from '../../core/programme.ts';
import type { HttpReply } from '../../lambdas/http/http-reply.ts';
import { AT_ONCE } from '../../lambdas/ingest/during.ts';
import { createIngestHandler } from '../../lambdas/ingest/handler.ts';
import type { SummaryStore } from '../../lambdas/ports/summary-store.ts';
import type { SyncStore } from '../../lambdas/ports/sync-store.ts';
import type { Logger, Metrics } from '../../lambdas/ports/telemetry.ts';
import { createSummarizeHandler } from '../../lambdas/summarize/handler.ts';
import { createSweepHandler } from '../../lambdas/sweep/handler.ts';
import type { CloudFault } from '../aws/fault-plan.ts';
import { createFaultPlan } from '../aws/fault-plan.ts';
import { toHttpEvent } from '../aws/http-event.ts';
import type { Clock } from '../clock.ts';
import type { Workbook } from '../google/workbook/workbook.ts';
import { createMemoryNearDuplicateStore } from '../memory-near-duplicate-store.ts';
import type { Random } from '../random.ts';
import type { KeyBook } from './key-book.ts';
import type { MemoryPublication } from './memory-publication.ts';
import type { Cause, Recorder } from './recorder.ts';
import { createSimulatedSheets, toSweepStore } from './simulated-sweep.ts';
import { createSteppedStore } from './stepped-store.ts';
import { createTurns } from './turns.ts';

export const MASTER_SECRET = 'the secret of a simulation';
export const SYNC_PATH = '/v1/sync';

export type ServerOptions = {
  readonly programme: Programme;
  readonly store: SyncStore;
  readonly summaryStore: SummaryStore;
  readonly publication: MemoryPublication;
  readonly committeeSpreadsheetId: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Of its own, so that a seed without sweeps goes as it went before there were any. */
  readonly sweepRandom: Random;
  readonly recorder: Recorder;
  readonly keys: KeyBook;
};

export type ServerRequest = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly cause: Omit<Cause, 'isConfirmed'>;
};

export type SimulatedServer = {
  /** @returns undefined when the caller hears nothing */
  request(request: ServerRequest): Promise<HttpReply | undefined>;
  addFault(fault: CloudFault): void;
  clearFaults(): void;
  nextDueMs(): number | undefined;
  /** Late requests arrive, slow ones go on. */
  runDue(nowMs: number): Promise<void>;
  /** Reads the unit's sheet itself; slowly at times, so that others come between. */
  sweep(unit: string, workbook: Workbook): Promise<void>;
  /** One scheduled publication. */
  publish(): Promise<void>;
};

/** Carries a request out; pauses after so many steps when told to. */
type Serve = (pauseAfter?: number) => Promise<HttpReply>;

/** A function that is slow goes on no longer than this. */
const MAX_SLOW_MS = 25_000;
const DELAY_MS = 120_000;
/** Longer than a function may take, so that whole runs of the script come between. */
const MAX_SLOW_SWEEP_MS = 600_000;

export function createSimulatedServer(options: ServerOptions): SimulatedServer {
  const { clock, random, recorder, programme } = options;
  const faults = createFaultPlan(clock.now);
  const turns = createTurns(random);
  const nearDuplicates = createMemoryNearDuplicateStore(options.store);
  const late: { readonly dueMs: number; readonly serve: Serve }[] = [];
  let slowUntilMs: number | undefined;
  let made = 0;
  const nextNumber = (): number => {
    made += 1;
    return made;
  };

  const shared = {
    masterSecret: async () => MASTER_SECRET,
    programme,
    now: clock.now,
    logger: SILENT,
    metrics: UNCOUNTED,
  };

  function ingest(request: ServerRequest, pauseAfter?: number): Promise<HttpReply> {
    const cause = { ...request.cause, isConfirmed: isConfirmed(request.body) };
    // Slow ones go on beside this one, or come to an end after it.
    if (turns.hasPaused() && random.below(3) === 0) {
      slowUntilMs = undefined;
      turns.wake();
    }
    return turns.start(async (turn) => {
      const store = createSteppedStore(options.store, {
        turn,
        takeFault: (isTransaction) => faults.takeTable(isTransaction)?.kind,
        onCommit: (slice) => recorder.committed(slice, cause),
      });
      const newToken = () => `token-${nextNumber()}`;
      const handle = createIngestHandler({
        ...shared,
        store,
        nearDuplicates,
        // Its committee has no «Danh mục».
        catalogue: { read: async () => ({}) },
        newToken,
        // Its scripts stand on the stack while they are answered: the event loop does not turn.
        isSecretAtHand: () => true,
        letCallsLeave: AT_ONCE,
      });
      const reply = await handle(toEvent(request, nextNumber(), clock.now()));
      recordAcknowledgements(recorder, reply);
      recordToldKey(options.keys, request, reply);
      return reply;
    }, pauseAfter);
  }

  function refresh(request: ServerRequest): Promise<HttpReply> {
    return turns.start(async (turn) => {
      const handle = createSummarize(turn);
      const reply = await handle(toEvent(request, nextNumber(), clock.now()));
      if (!('statusCode' in reply)) throw new Error('a request is answered with a status');
      return reply;
    });
  }

  function createSummarize(turn: () => Promise<void>) {
    const { publication, summaryStore, committeeSpreadsheetId } = options;
    return createSummarizeHandler({
      ...shared,
      store: withTurns(summaryStore, turn),
      target: publication.target,
      spreadsheetId: committeeSpreadsheetId,
      apiUrl: 'https://api.example',
    });
  }

  async function answer(request: ServerRequest): Promise<HttpReply | undefined> {
    const fault = faults.takeHttp(request.path);
    const serve: Serve = (pauseAfter) =>
      request.path === SYNC_PATH ? ingest(request, pauseAfter) : refresh(request);
    switch (fault?.kind) {
      case 'down':
        return toMessage(503);
      case 'throttle':
        return toMessage(429);
      case 'timeoutBefore':
        return undefined;
      case 'delay':
        late.push({ dueMs: clock.now() + (fault.delayMs ?? DELAY_MS), serve });
        return undefined;
      case 'timeoutAfter':
        // Most of those whose answer is lost are still at work when the caller tries again.
        if (random.below(3) === 0) await serve();
        else startSlow(serve);
        return undefined;
      case 'duplicate': {
        const second = random.below(2) === 0 ? serve() : undefined;
        const first = await serve();
        await (second ?? serve());
        return first;
      }
      default:
        return serve();
    }
  }

  function startSlow(serve: Serve): void {
    slowUntilMs = clock.now() + 1 + random.below(MAX_SLOW_MS);
    void serve(random.below(5)).catch(() => undefined);
  }

  async function goOn(): Promise<void> {
    slowUntilMs = undefined;
    turns.wake();
    await turns.settle();
  }

  function startSweep(unit: string, workbook: Workbook, pauseAfter?: number): Promise<unknown> {
    return turns.start((turn) => {
      const cause = { sender: unit, isRegistered: true, isConfirmed: false, isSweep: true };
      const { store, summaryStore } = options;
      const stepped = createSteppedStore(store, {
        turn,
        takeFault: (isTransaction) => faults.takeTable(isTransaction)?.kind,
        onCommit: (slice) => recorder.committed(slice, cause),
      });
      const handle = createSweepHandler({
        ...shared,
        store: toSweepStore({ stepped, store, summaryStore, turn }),
        sheets: createSimulatedSheets(() => workbook, turn),
        nearDuplicates,
        pace: { turn },
        newToken: () => `token-${nextNumber()}`,
        newUuid: () => `swept-${String(nextNumber()).padStart(12, '0')}`,
      });
      return handle({ kind: 'unit', unit });
    }, pauseAfter);
  }

  return {
    async sweep(unit, workbook) {
      const { sweepRandom } = options;
      if (sweepRandom.below(2) === 0) {
        await Promise.all([startSweep(unit, workbook), turns.settle()]);
        return;
      }
      slowUntilMs = clock.now() + 1 + sweepRandom.below(MAX_SLOW_SWEEP_MS);
      void startSweep(unit, workbook, sweepRandom.below(7));
      await turns.settle();
    },
    async request(request) {
      const reply = answer(request);
      await turns.settle();
      return reply;
    },
    addFault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    nextDueMs() {
      const times = late.map(({ dueMs }) => dueMs);
      if (slowUntilMs !== undefined) times.push(slowUntilMs);
      return times.length === 0 ? undefined : Math.min(...times);
    },
    async runDue(nowMs) {
      const due = late.filter(({ dueMs }) => dueMs <= nowMs);
      for (const one of due) late.splice(late.indexOf(one), 1);
      if (slowUntilMs !== undefined && slowUntilMs <= nowMs) await goOn();
      for (const { serve } of due) {
        // A late one may be slow as well, and still be at work when the next comes.
        if (random.below(2) === 0) await serve();
        else startSlow(serve);
      }
      await turns.settle();
    },
    async publish() {
      await turns
        .start((turn) =>
          createSummarize(turn)({
            kind: 'schedule',
            scheduledTime: new Date(clock.now()).toISOString(),
          }),
        )
        // A failed publication is tried again by the next schedule.
        .catch(() => undefined);
      recorder.published(options.publication.look());
    },
  };
}

function withTurns(store: SummaryStore, turn: () => Promise<void>): SummaryStore {
  return {
    ...store,
    async readReports(units) {
      await turn();
      return store.readReports(units);
    },
    async readRows(unit) {
      await turn();
      return store.readRows(unit);
    },
  };
}

/** The event API Gateway makes of it. */
function toEvent(request: ServerRequest, id: number, nowMs: number): APIGatewayProxyEventV2 {
  const headersDistinct = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, [value]]),
  );
  const incoming: Pick<IncomingMessage, 'url' | 'method' | 'headersDistinct'> = {
    url: request.path,
    method: 'POST',
    headersDistinct,
  };
  const event = toHttpEvent(incoming as IncomingMessage, {
    apiId: 'simulated',
    routeKey: `POST ${request.path}`,
    requestId: `request-${id}`,
    nowMs,
    body: request.body,
  });
  return JSON.parse(event) as APIGatewayProxyEventV2;
}

function isConfirmed(body: Buffer): boolean {
  return body.includes('"confirm":');
}

function recordAcknowledgements(recorder: Recorder, { statusCode, body }: HttpReply): void {
  if (statusCode !== 200) return;
  for (const row of v.parse(SyncReply, JSON.parse(body)).rows) {
    if (row.kind !== 'saved' && row.kind !== 'unchanged' && row.kind !== 'moved') continue;
    const id = row.kind === 'moved' ? row.as : row.id;
    const [unit = ''] = id.split('-');
    recorder.acknowledged({ unit, id, version: row.version });
  }
}

function recordToldKey(keys: KeyBook, { headers }: ServerRequest, { body }: HttpReply): void {
  const { nextKey } = v.parse(KeyNotice, JSON.parse(body));
  if (nextKey === undefined) return;
  const from = Number(headers[SIGNATURE_HEADERS.keyVersion]);
  keys.told(headers[SIGNATURE_HEADERS.unit] ?? '', { from, to: nextKey.version });
}

function toMessage(statusCode: number): HttpReply {
  return { statusCode, body: '{"message":"refused on the way"}' };
}

const SILENT: Logger = { info: () => {}, warn: () => {}, error: () => {} };
const UNCOUNTED: Metrics = { count: () => {}, durationMs: () => {}, flush: () => {} };
