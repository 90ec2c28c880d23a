// One process of a function: the Lambda Runtime API on one side, an invocation on the other.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createDeferred, type Deferred } from './deferred.ts';
import { createFunctionLogs, type FunctionLogs } from './function-logs.ts';
import { type GuardedProcess, type ProcessExit, startGuardedProcess } from './guarded-process.ts';
import type {
  FunctionError,
  Invocation,
  InvocationOutcome,
  InvocationResult,
} from './invocation.ts';
import { readBody, startLoopbackServer } from './loopback-server.ts';

export type FunctionProcess = {
  readonly pid: number;
  /** False once the process has ended or must not be used again. */
  isUsable(): boolean;
  invoke(invocation: Invocation): Promise<InvocationResult>;
  stop(): Promise<void>;
};

export type FunctionProcessOptions = {
  readonly codeDir: string;
  readonly functionArn: string;
  readonly timeoutMs: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly virtualNowMs: number | undefined;
};

/** Lambda's limit of a reply, 6 MiB and a little. */
const maxResponseBytes = 6_291_556;
/** Lambda's limit of loading the code. */
const initTimeoutMs = 10_000;

type Pending = {
  readonly invocation: Invocation;
  readonly done: Deferred<InvocationOutcome>;
  isDelivered: boolean;
};

type State = {
  readonly options: FunctionProcessOptions;
  readonly ready: Deferred<void>;
  readonly logs: FunctionLogs;
  pending: Pending | undefined;
  /** The open request of a process that waits for work. */
  waiting: ServerResponse | undefined;
  isReady: boolean;
  isUsable: boolean;
};

export class FunctionInitError extends Error {
  readonly error: FunctionError;
  readonly logs: string;

  constructor(error: FunctionError, logs: string) {
    super(`${error.errorType}: ${error.errorMessage}`);
    this.name = 'FunctionInitError';
    this.error = error;
    this.logs = logs;
  }
}

/** @throws FunctionInitError when the code does not load or exports no such handler */
export async function startFunctionProcess(
  options: FunctionProcessOptions,
): Promise<FunctionProcess> {
  const state: State = {
    options,
    ready: createDeferred<void>(),
    logs: createFunctionLogs(),
    pending: undefined,
    waiting: undefined,
    isReady: false,
    isUsable: true,
  };
  const server = await startLoopbackServer((request, response) => {
    serveRuntimeApi(state, request, response).catch(() => response.destroy());
  });
  const child = await startChild(state, server.port);
  const ended = child.exited.then((exit) => {
    noteExit(state, exit);
    return server.stop();
  });
  await waitUntilReady(state, child, ended);
  return {
    pid: child.pid,
    isUsable: () => state.isUsable,
    invoke: (invocation) => invokeProcess(state, child, invocation),
    async stop() {
      state.isUsable = false;
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function startChild(state: State, port: number): Promise<GuardedProcess> {
  const { codeDir, environment, memoryMegabytes, virtualNowMs } = state.options;
  return startGuardedProcess({
    command: process.execPath,
    args: [
      `--max-old-space-size=${Math.floor(memoryMegabytes * 0.9)}`,
      join(import.meta.dirname, 'bootstrap.mjs'),
      ...(virtualNowMs === undefined ? [] : [String(virtualNowMs)]),
    ],
    env: { ...environment, AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}` },
    cwd: codeDir,
    onOutput: state.logs.add,
  });
}

async function waitUntilReady(
  state: State,
  child: GuardedProcess,
  ended: Promise<void>,
): Promise<void> {
  const timer = setTimeout(() => child.kill('SIGKILL'), initTimeoutMs);
  try {
    await state.ready.promise;
  } catch (error) {
    child.kill('SIGKILL');
    await ended;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function invokeProcess(
  state: State,
  child: GuardedProcess,
  invocation: Invocation,
): Promise<InvocationResult> {
  const startedAtMs = performance.now();
  const pending: Pending = { invocation, done: createDeferred(), isDelivered: false };
  const timer = setTimeout(() => {
    state.isUsable = false;
    pending.done.resolve(toTimeout(state, invocation));
    child.kill('SIGKILL');
  }, state.options.timeoutMs);
  state.pending = pending;
  deliver(state);
  const outcome = await pending.done.promise;
  clearTimeout(timer);
  state.pending = undefined;
  const durationMs = performance.now() - startedAtMs;
  const isOver = outcome.kind === 'crash' || outcome.kind === 'timeout';
  if (isOver) await child.exited;
  const logs = isOver ? state.logs.takeAll() : await state.logs.takeUntilEnd(invocation.requestId);
  return { requestId: invocation.requestId, outcome, logs, durationMs };
}

function deliver(state: State): void {
  const { pending, waiting } = state;
  if (pending === undefined || pending.isDelivered || waiting === undefined) return;
  pending.isDelivered = true;
  state.waiting = undefined;
  const { requestId, payload, virtualNowMs } = pending.invocation;
  waiting.writeHead(200, {
    'content-type': 'application/json',
    'lambda-runtime-aws-request-id': requestId,
    'lambda-runtime-deadline-ms': String(Date.now() + state.options.timeoutMs),
    'lambda-runtime-invoked-function-arn': state.options.functionArn,
    ...(virtualNowMs === undefined ? {} : { 'local-virtual-now-ms': String(virtualNowMs) }),
  });
  waiting.end(payload);
}

async function serveRuntimeApi(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '').replace('/2018-06-01/runtime/', '');
  if (request.method === 'GET' && path === 'invocation/next') {
    state.isReady = true;
    state.ready.resolve();
    state.waiting = response;
    deliver(state);
    return;
  }
  const body = await readBody(request, maxResponseBytes);
  if (request.headers['local-process-ends'] !== undefined) state.isUsable = false;
  if (path === 'init/error') {
    const logs = state.logs.takeAll().join('\n');
    state.ready.reject(new FunctionInitError(parseError(body), logs));
  } else {
    takeReply(state, path, body);
  }
  response.writeHead(202).end();
}

function takeReply(state: State, path: string, body: Buffer | undefined): void {
  const [, requestId, kind] = path.split('/');
  // A reply to an invocation given up is too late for anyone.
  if (state.pending?.invocation.requestId !== requestId) return;
  if (body === undefined) {
    state.pending?.done.resolve({ kind: 'error', error: responseTooLarge });
  } else if (kind === 'response') {
    state.pending?.done.resolve({ kind: 'success', payload: body.toString('utf8') });
  } else {
    state.pending?.done.resolve({ kind: 'error', error: parseError(body) });
  }
}

const responseTooLarge: FunctionError = {
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`,
};

function noteExit(state: State, exit: ProcessExit): void {
  state.isUsable = false;
  const status = exit.signal === null ? `exit status ${exit.code}` : `signal: ${exit.signal}`;
  const errorMessage = `Runtime exited with error: ${status}`;
  const errorType = 'Runtime.ExitError';
  if (!state.isReady) {
    const logs = state.logs.takeAll().join('\n');
    state.ready.reject(new FunctionInitError({ errorType, errorMessage }, logs));
  }
  if (state.pending === undefined) return;
  const { requestId } = state.pending.invocation;
  state.pending.done.resolve({
    kind: 'crash',
    error: { errorType, errorMessage: `RequestId: ${requestId} Error: ${errorMessage}` },
  });
}

function toTimeout(state: State, { requestId }: Invocation): InvocationOutcome {
  const seconds = (state.options.timeoutMs / 1000).toFixed(2);
  return {
    kind: 'timeout',
    error: {
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`,
    },
  };
}

function parseError(body: Buffer | undefined): FunctionError {
  const parsed: Partial<FunctionError> = JSON.parse(body?.toString('utf8') ?? '{}');
  const { errorType = 'Unknown', errorMessage = '', trace = [] } = parsed;
  return { errorType, errorMessage, trace };
}
