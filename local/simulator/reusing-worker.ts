/**
 * The worker thread of simulations: as the host's own, but a script is loaded once and not for
 * every execution, which is where nearly all of an execution's time goes. Globals are made anew.
 */
import { Buffer } from 'node:buffer';
import { createHash, createHmac } from 'node:crypto';
import vm from 'node:vm';
import { workerData } from 'node:worker_threads';
import type {
  ErrorData,
  LogLine,
  ReplyMessage,
  StartMessage,
  WorkerMessage,
} from '../google/apps-script/messages.ts';
import type { Native } from '../google/apps-script/runtime/native.ts';
import type { MailboxMemory } from './mailbox.ts';
import { openMailbox } from './mailbox.ts';

export type ReusingWorkerData = {
  readonly runtimeCode: string;
  readonly toWorker: MailboxMemory;
  readonly toHost: MailboxMemory;
  /** Rung after every message to the host. */
  readonly doorbell: SharedArrayBuffer;
};

const { runtimeCode, ...memory } = workerData as ReusingWorkerData;
const toWorker = openMailbox(memory.toWorker);
const toHost = openMailbox(memory.toHost);
const doorbell = new Int32Array(memory.doorbell);
const runtime = new vm.Script(runtimeCode, { filename: 'runtime.gs' });
const RUN = '\u0000run';
const invoke = new vm.Script(
  `(() => { const run = globalThis[${JSON.stringify(RUN)}];
  delete globalThis[${JSON.stringify(RUN)}];
  return run(); })()`,
  { filename: 'invoke.gs' },
);
/** The runtime wraps Date and Intl; unwrapped before each execution, or the wraps would pile up. */
const keepPristine = new vm.Script(
  `(() => {
    const { Date, Intl } = globalThis;
    const methods = Object.getOwnPropertyDescriptors(Date.prototype);
    const { DateTimeFormat } = Intl;
    return () => {
      Object.defineProperties(Date.prototype, methods);
      Object.defineProperty(globalThis, 'Date', { value: Date, writable: true, configurable: true });
      Intl.DateTimeFormat = DateTimeFormat;
    };
  })()`,
  { filename: 'pristine.gs' },
);

type Start = (native: Native, setupJson: string) => () => string | undefined;
type LoadedScript = {
  readonly context: vm.Context;
  readonly restore: () => void;
  readonly start: Start;
};

const loaded = new Map<string, LoadedScript>();
/** What any call is answered once the execution was ended from outside. */
const ENDED = '{"kind":"missing","message":"the execution was ended"}';

let logs: LogLine[] = [];
let now = 0;
let isEnded = false;

process.on('unhandledRejection', (reason) => logLine('error', `Uncaught (in promise) ${reason}`));

function logLine(level: LogLine['level'], text: string): void {
  logs.push({ level, text, atMs: now });
}

function takeLogs(): LogLine[] {
  const taken = logs;
  logs = [];
  return taken;
}

function send(message: WorkerMessage): void {
  toHost.put(JSON.stringify(message));
  Atomics.add(doorbell, 0, 1);
  Atomics.notify(doorbell, 0);
}

/** An ended execution still unwinds, but nothing it does reaches anyone. */
function call(name: string, argsJson: string): string {
  if (isEnded) return ENDED;
  send({ kind: 'call', name, argsJson, logs: takeLogs() });
  const text = toWorker.wait();
  if (text === undefined) {
    isEnded = true;
    return ENDED;
  }
  const { nowMs, answerJson } = JSON.parse(text) as ReplyMessage;
  now = nowMs;
  return answerJson;
}

const native: Native = {
  call,
  nowMs: () => now,
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

function prepare(message: StartMessage): { context: vm.Context; run: () => string | undefined } {
  const setupJson = JSON.stringify(message.setup);
  const known = loaded.get(message.codeKey);
  if (known !== undefined) {
    known.restore();
    return { context: known.context, run: known.start(native, setupJson) };
  }
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, {
    microtaskMode: 'afterEvaluate',
  });
  const restore = keepPristine.runInContext(context) as () => void;
  const start = runtime.runInContext(context) as Start;
  const run = start(native, setupJson);
  new vm.Script(message.code ?? '', { filename: 'Code.gs' }).runInContext(context);
  loaded.set(message.codeKey, { context, restore, start });
  return { context, run };
}

function toErrorData(error: unknown): ErrorData {
  if (typeof error === 'object' && error !== null) {
    const { name, message, stack } = error as Partial<ErrorData>;
    if (typeof message === 'string') {
      return { name: String(name), message, stack: typeof stack === 'string' ? stack : '' };
    }
  }
  return { name: 'Error', message: String(error), stack: '' };
}

function execute(message: StartMessage): void {
  now = message.nowMs;
  isEnded = false;
  let error: ErrorData | undefined;
  let returned: string | undefined;
  try {
    const { context, run } = prepare(message);
    context[RUN] = run;
    returned = invoke.runInContext(context) as string | undefined;
  } catch (thrown) {
    error = toErrorData(thrown);
  }
  send({ kind: 'finish', error, returned, logs: takeLogs() });
}

// The thread ends with its process: between executions it only waits.
for (;;) {
  const text = toWorker.wait();
  if (text !== undefined) execute(JSON.parse(text) as StartMessage);
}
