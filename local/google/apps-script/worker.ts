// The worker thread: runs one execution at a time in a fresh bare context and blocks at each call.

import { Buffer } from 'node:buffer';
import { createHash, createHmac } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import vm from 'node:vm';
import {
  type MessagePort,
  parentPort,
  receiveMessageOnPort,
  workerData,
} from 'node:worker_threads';
import type {
  ErrorData,
  LogLine,
  ReplyMessage,
  StartMessage,
  WorkerMessage,
  WorkerSetup,
} from './messages.ts';
import type { Native } from './runtime/native.ts';

const { runtimeCode, signal, replies } = workerData as WorkerSetup & { replies: MessagePort };
const flag = new Int32Array(signal);
const host = parentPort as MessagePort;
const runtime = new vm.Script(runtimeCode, { filename: 'runtime.gs' });
// Invoked by a script, not from outside, so that promises settle before the execution ends.
const RUN = '\u0000run';
const invoke = new vm.Script(
  `(() => { const run = globalThis[${JSON.stringify(RUN)}];
  delete globalThis[${JSON.stringify(RUN)}];
  return run(); })()`,
  { filename: 'invoke.gs' },
);
const codeByKey = new Map<string, string>();
const scripts = new Map<string, vm.Script>();

// A rejected promise nobody handles is only logged at Google.
process.on('unhandledRejection', (reason) => logLine('error', `Uncaught (in promise) ${reason}`));

let logs: LogLine[] = [];
let baseMs = 0;
let baseAt = 0;
let live = false;

function setNow(nowMs: number): void {
  baseMs = nowMs;
  baseAt = performance.now();
}

function nowMs(): number {
  return live ? Math.floor(baseMs + performance.now() - baseAt) : baseMs;
}

function logLine(level: LogLine['level'], text: string): void {
  logs.push({ level, text, atMs: nowMs() });
}

function takeLogs(): LogLine[] {
  const taken = logs;
  logs = [];
  return taken;
}

function send(message: WorkerMessage): void {
  host.postMessage(message);
}

function call(name: string, argsJson: string): string {
  send({ kind: 'call', name, argsJson, logs: takeLogs() });
  // Again when woken for nothing: the host may be held up between setting the flag for one call
  // and waking us, and then wakes us in the next.
  while (Atomics.load(flag, 0) === 0) Atomics.wait(flag, 0, 0);
  Atomics.store(flag, 0, 0);
  const received = receiveMessageOnPort(replies) as { message: ReplyMessage } | undefined;
  if (received === undefined) return '{"kind":"missing","message":"the host sent no answer"}';
  setNow(received.message.nowMs);
  return received.message.answerJson;
}

// Only strings and numbers cross, so nothing of this realm can be reached from the context.
const native: Native = {
  call,
  nowMs,
  log: logLine,
  base64FromUtf8: (text) => Buffer.from(text, 'utf8').toString('base64'),
  utf8FromBase64: (base64) => Buffer.from(base64, 'base64').toString('utf8'),
  latin1FromBase64: (base64) => Buffer.from(base64, 'base64').toString('latin1'),
  base64FromLatin1: (binary) => Buffer.from(binary, 'latin1').toString('base64'),
  digestBase64: (algorithm, base64) =>
    createHash(algorithm).update(Buffer.from(base64, 'base64')).digest('base64'),
  hmacSha256Base64: (valueBase64, keyBase64) =>
    createHmac('sha256', Buffer.from(keyBase64, 'base64'))
      .update(Buffer.from(valueBase64, 'base64'))
      .digest('base64'),
};

function scriptOf(message: StartMessage): vm.Script {
  if (message.code !== undefined) codeByKey.set(message.codeKey, message.code);
  const known = scripts.get(message.codeKey);
  if (known !== undefined) return known;
  const script = new vm.Script(codeByKey.get(message.codeKey) ?? '', { filename: 'Code.gs' });
  scripts.set(message.codeKey, script);
  return script;
}

// The error belongs to another realm and may be anything: read it without trusting it.
function errorData(error: unknown): ErrorData {
  if (typeof error === 'object' && error !== null) {
    const { name, message, stack } = error as Partial<ErrorData>;
    if (typeof message === 'string') {
      return { name: String(name), message, stack: typeof stack === 'string' ? stack : '' };
    }
  }
  return { name: 'Error', message: String(error), stack: '' };
}

function execute(message: StartMessage): void {
  live = message.live;
  setNow(message.nowMs);
  let error: ErrorData | undefined;
  let returned: string | undefined;
  try {
    // A null prototype: the usual object would hand this realm's Function to the script.
    const context = vm.createContext(Object.create(null), { microtaskMode: 'afterEvaluate' });
    const start = runtime.runInContext(context) as (
      native: Native,
      setupJson: string,
    ) => () => string | undefined;
    const run = start(native, JSON.stringify(message.setup));
    scriptOf(message).runInContext(context);
    context[RUN] = run;
    returned = invoke.runInContext(context);
  } catch (thrown) {
    error = errorData(thrown);
  }
  send({ kind: 'finish', error, returned, logs: takeLogs() });
}

host.on('message', (message: StartMessage) => execute(message));
