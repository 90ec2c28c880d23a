/**
 * Runs executions of scripts on the thread it is made in, one at a time. A script is loaded once
 * and not for every execution, which is where nearly all of an execution's time would go; its
 * globals are made anew.
 */
import { Buffer } from 'node:buffer';
import { createHash, createHmac } from 'node:crypto';
import vm from 'node:vm';
import type {
  ErrorData,
  LogLine,
  ReplyMessage,
  StartMessage,
  WorkerMessage,
} from '../google/apps-script/messages.ts';
import type { Native } from '../google/apps-script/runtime/native.ts';

export type CallMessage = Extract<WorkerMessage, { kind: 'call' }>;
type FinishMessage = Extract<WorkerMessage, { kind: 'finish' }>;

/** Blocks until the host has answered. @returns undefined when the execution was ended instead */
export type Ask = (call: CallMessage) => ReplyMessage | undefined;

export type ScriptEngine = {
  /** @param ask is not asked again once it has told of the end; the execution then unwinds */
  execute(message: StartMessage, ask: Ask): FinishMessage;
};

type Start = (native: Native, setupJson: string) => () => string | undefined;
type LoadedScript = { readonly context: vm.Context; readonly start: Start };

const RUN = '\u0000run';
const INVOKE = `(() => { const run = globalThis[${JSON.stringify(RUN)}];
  delete globalThis[${JSON.stringify(RUN)}];
  return run(); })()`;
/** What any call is answered once the execution was ended from outside. */
const ENDED = '{"kind":"missing","message":"the execution was ended"}';

/** What all engines of a thread share, compiled once. */
export type ScriptRuntime = {
  readonly runtime: vm.Script;
  readonly invoke: vm.Script;
  compile(message: StartMessage): vm.Script;
};

export function loadRuntime(runtimeCode: string): ScriptRuntime {
  const scripts = new Map<string, vm.Script>();
  return {
    runtime: new vm.Script(runtimeCode, { filename: 'runtime.gs' }),
    invoke: new vm.Script(INVOKE, { filename: 'invoke.gs' }),
    compile({ codeKey, code }) {
      const known = scripts.get(codeKey);
      if (known !== undefined) return known;
      const script = new vm.Script(code ?? '', { filename: 'Code.gs' });
      scripts.set(codeKey, script);
      return script;
    },
  };
}

export function createScriptEngine(scripts: ScriptRuntime): ScriptEngine {
  const { runtime, invoke } = scripts;
  const loaded = new Map<string, LoadedScript>();
  let logs: LogLine[] = [];
  let now = 0;
  /** Undefined once the execution was ended. */
  let asking: Ask | undefined;

  const logLine = (level: LogLine['level'], text: string): void => {
    logs.push({ level, text, atMs: now });
  };
  const takeLogs = (): LogLine[] => {
    const taken = logs;
    logs = [];
    return taken;
  };

  function call(name: string, argsJson: string): string {
    const reply = asking?.({ kind: 'call', name, argsJson, logs: takeLogs() });
    if (reply === undefined) {
      asking = undefined;
      return ENDED;
    }
    now = reply.nowMs;
    return reply.answerJson;
  }

  const native: Native = { ...PURE, call, nowMs: () => now, log: logLine };

  function prepare(message: StartMessage) {
    const setupJson = JSON.stringify(message.setup);
    const key = `${message.codeKey} ${message.setup.scriptTimeZone}`;
    const known = loaded.get(key);
    if (known !== undefined) {
      return { context: known.context, run: known.start(native, setupJson) };
    }
    const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, {
      microtaskMode: 'afterEvaluate',
    });
    const start = runtime.runInContext(context) as Start;
    const run = start(native, setupJson);
    scripts.compile(message).runInContext(context);
    loaded.set(key, { context, start });
    return { context, run };
  }

  return {
    execute(message, ask) {
      now = message.nowMs;
      asking = ask;
      let error: ErrorData | undefined;
      let returned: string | undefined;
      try {
        const { context, run } = prepare(message);
        context[RUN] = run;
        returned = invoke.runInContext(context) as string | undefined;
      } catch (thrown) {
        error = toErrorData(thrown);
      }
      return { kind: 'finish', error, returned, logs: takeLogs() };
    },
  };
}

const PURE = {
  base64FromUtf8: (text: string) => Buffer.from(text, 'utf8').toString('base64'),
  utf8FromBase64: (base64: string) => Buffer.from(base64, 'base64').toString('utf8'),
  latin1FromBase64: (base64: string) => Buffer.from(base64, 'base64').toString('latin1'),
  base64FromLatin1: (binary: string) => Buffer.from(binary, 'latin1').toString('base64'),
  digestBase64: (algorithm: string, base64: string) =>
    createHash(algorithm).update(Buffer.from(base64, 'base64')).digest('base64'),
  hmacSha256Base64: (valueBase64: string, keyBase64: string) =>
    createHmac('sha256', Buffer.from(keyBase64, 'base64'))
      .update(Buffer.from(valueBase64, 'base64'))
      .digest('base64'),
};

/** The error belongs to another realm and may be anything. */
function toErrorData(error: unknown): ErrorData {
  if (typeof error === 'object' && error !== null) {
    const { name, message, stack } = error as Partial<ErrorData>;
    if (typeof message === 'string') {
      return { name: String(name), message, stack: typeof stack === 'string' ? stack : '' };
    }
  }
  return { name: 'Error', message: String(error), stack: '' };
}
