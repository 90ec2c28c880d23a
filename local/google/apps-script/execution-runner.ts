// Starts executions as workers become free, and ends them in one place.

import { createRandom, type Random } from '../../random.ts';
import type { CallServer } from './call-server.ts';
import type { Execution, ExecutionLog, ExecutionRequest, Outcome } from './execution.ts';
import type { Limits } from './limits.ts';
import type { Locks } from './locks.ts';
import type { ErrorData, WorkerMessage } from './messages.ts';
import type { Quotas } from './quotas.ts';
import type { Scheduler } from './scheduler.ts';
import type { WorkerPool } from './worker-pool.ts';

export type RunnerOptions = {
  readonly pool: WorkerPool;
  readonly scheduler: Scheduler;
  readonly server: CallServer;
  readonly locks: Locks;
  readonly limits: Limits;
  readonly quotas: Quotas;
  readonly now: () => number;
  readonly live: boolean;
  readonly random: Random;
  /** Part of every UUID, so that no two executions ever make the same. */
  readonly uuidBase: string;
  readonly firstExecutionId: number;
  readonly onLog: (log: ExecutionLog) => void;
  /** Once nothing of it can write any more. */
  readonly onWritten: (execution: Execution) => void;
};

export type ExecutionRunner = {
  launch(request: ExecutionRequest): void;
  startQueued(): void;
  end(execution: Execution, outcome: Outcome, error?: ErrorData, returned?: string): void;
  /** Logs an execution that never started. */
  skip(request: ExecutionRequest, outcome: 'refused' | 'dropped', message: string): void;
  nextExecutionId(): number;
};

const TOO_LONG: ErrorData = {
  name: 'Exception',
  message: 'Exceeded maximum execution time',
  stack: '',
};
const KILLED: ErrorData = { name: 'Killed', message: 'Ended by a planted fault', stack: '' };

export function createExecutionRunner(options: RunnerOptions): ExecutionRunner {
  const { pool, scheduler, server, locks, limits, quotas, now, random } = options;
  const queue: ExecutionRequest[] = [];
  const underWay = new Map<string, number>();
  let nextId = options.firstExecutionId;

  function addUnderWay(user: string, change: number): void {
    underWay.set(user, (underWay.get(user) ?? 0) + change);
  }

  function refusal(request: ExecutionRequest): string | undefined {
    const { user, type, isSimple } = request;
    if ((underWay.get(user) ?? 0) >= limits.simultaneousPerUser) {
      return 'There are too many scripts running simultaneously for this Google user account.';
    }
    const isTrigger = type !== 'menu' && !isSimple;
    if (isTrigger && quotas.triggerMsToday(user) >= limits.triggerMsPerDay) {
      return 'Service using too much computer time for one day';
    }
    return undefined;
  }

  function launch(request: ExecutionRequest): void {
    const message = refusal(request);
    if (message !== undefined) {
      skip(request, 'refused', message);
      return;
    }
    addUnderWay(request.user, 1);
    queue.push(request);
    scheduler.pump();
  }

  function startQueued(): void {
    for (let request = queue[0]; request !== undefined; request = queue[0]) {
      if (!start(request)) return;
      queue.shift();
    }
  }

  function start(request: ExecutionRequest): boolean {
    let execution: Execution | undefined;
    const lease = pool.lease({
      onMessage: (message) => execution !== undefined && onMessage(execution, message),
      onLost: (reason, detail) => execution !== undefined && onLost(execution, reason, detail),
    });
    if (lease === undefined) return false;
    const startedAtMs = now();
    const limitMs = request.isSimple ? limits.simpleExecutionMs : limits.executionMs;
    execution = {
      id: nextId++,
      request,
      lease,
      startedAtMs,
      deadlineMs: startedAtMs + limitMs,
      logs: [],
      dialogs: [],
      pendingWrites: [],
      written: [],
      calls: { fetch: 0, sheet: 0 },
      answersUsed: 0,
      isOver: false,
    };
    if (request.killAfterCalls !== undefined && request.killAfterCalls <= 0) {
      end(execution, 'killed');
      return true;
    }
    scheduler.began();
    const { binding, functionName, event } = request;
    lease.start(
      {
        setup: {
          functionName,
          event,
          spreadsheetId: binding.spreadsheetId,
          scriptId: binding.scriptId,
          scriptTimeZone: binding.manifest.timeZone,
          randomSeed: createRandom(random.nextUint32()).nextUint32(),
          uuidSeed: `${options.uuidBase}:${execution.id}`,
        },
        codeKey: binding.codeKey,
        nowMs: startedAtMs,
        live: options.live,
      },
      binding.code,
    );
    return true;
  }

  function onMessage(execution: Execution, message: WorkerMessage): void {
    if (execution.isOver) return;
    scheduler.paused();
    execution.logs.push(...message.logs);
    if (message.kind === 'call') {
      server.serve(execution, message.name, message.argsJson);
      return;
    }
    const { error, returned } = message;
    const outcome = error === undefined ? 'completed' : 'failed';
    // Ending has effects others see, so it takes its turn like any call.
    scheduler.add({
      ownerId: execution.id,
      isReady: () => true,
      run: () => end(execution, outcome, error, returned),
    });
  }

  function onLost(execution: Execution, reason: 'crashed' | 'stuck', detail: string): void {
    if (execution.isOver) return;
    scheduler.paused();
    if (reason === 'stuck') end(execution, 'timed_out');
    else end(execution, 'failed', { name: 'Error', message: `Worker lost: ${detail}`, stack: '' });
    scheduler.pump();
  }

  function end(execution: Execution, outcome: Outcome, error?: ErrorData, returned?: string): void {
    if (execution.isOver) return;
    execution.isOver = true;
    scheduler.remove(execution.id);
    const { request } = execution;
    let result: { outcome: Outcome; error: ErrorData | undefined } = { outcome, error };
    if (outcome === 'completed' || outcome === 'failed') {
      const unwritten = writeRest(execution);
      if (unwritten !== undefined) result = { outcome: 'failed', error: error ?? unwritten };
      execution.lease.release();
    } else {
      // What was not flushed is lost.
      execution.lease.kill();
      result.error = error ?? (outcome === 'killed' ? KILLED : TOO_LONG);
    }
    options.onWritten(execution);
    locks.releaseAll(execution.id);
    addUnderWay(request.user, -1);
    const durationMs = now() - execution.startedAtMs;
    if (request.type !== 'menu' && !request.isSimple) {
      quotas.addTriggerMs(request.user, durationMs);
    }
    log(request, {
      executionId: execution.id,
      startedAtMs: execution.startedAtMs,
      durationMs,
      outcome: result.outcome,
      ...(result.error === undefined ? {} : { error: result.error }),
      calls: execution.calls,
      logs: execution.logs,
      dialogs: execution.dialogs,
      ...(returned === undefined ? {} : { returned }),
    });
  }

  function writeRest(execution: Execution): ErrorData | undefined {
    try {
      server.flush(execution);
      return undefined;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { name: 'Exception', message, stack: '' };
    }
  }

  function skip(request: ExecutionRequest, outcome: 'refused' | 'dropped', message: string): void {
    log(request, {
      executionId: nextId++,
      startedAtMs: now(),
      durationMs: 0,
      outcome,
      error: { name: 'Exception', message, stack: '' },
      calls: { fetch: 0, sheet: 0 },
      logs: [],
      dialogs: [],
    });
  }

  function log(
    request: ExecutionRequest,
    rest: Omit<
      ExecutionLog,
      'spreadsheetId' | 'scriptId' | 'functionName' | 'type' | 'isSimple' | 'user'
    >,
  ): void {
    const { binding, functionName, type, isSimple, user } = request;
    const { spreadsheetId, scriptId } = binding;
    const entry = { spreadsheetId, scriptId, functionName, type, isSimple, user, ...rest };
    options.onLog(entry);
    request.onEnd(entry);
  }

  return { launch, startQueued, end, skip, nextExecutionId: () => nextId };
}
