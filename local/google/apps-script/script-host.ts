// Runs the scripts bound to spreadsheets, as Google would: the entry to this stand-in.

import { createRandom } from '../../random.ts';
import type { SheetEvent } from '../people/sheet-event.ts';
import type { UserHistory } from '../people/user-history.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { type Binding, type BindingSource, createBinding, type ScriptManifest } from './binding.ts';
import { createCacheStore } from './cache-store.ts';
import { createCallServer } from './call-server.ts';
import type { CallName, PropertyScope } from './calls.ts';
import { createEditLanes } from './edit-lanes.ts';
import { createEventStarter, type MenuChoice, type TriggerFault } from './event-starter.ts';
import type { Execution, ExecutionLog } from './execution.ts';
import { createExecutionRunner } from './execution-runner.ts';
import { fetchLoopback, type ScriptFetch } from './fetch-transport.ts';
import type { FiredTrigger } from './fired-triggers.ts';
import { CONSUMER_LIMITS, type Limits } from './limits.ts';
import { createLocks } from './locks.ts';
import { createMenus, type Menus } from './menus.ts';
import { createPropertyStore, type PropertyStoreJson } from './property-store.ts';
import { createQuotas, type UsageJson } from './quotas.ts';
import { createScheduler } from './scheduler.ts';
import { createTriggerStore, type Trigger, type TriggerStoreJson } from './trigger-store.ts';
import { createWorkerPool, type WorkerPool } from './worker-pool.ts';

export type { TriggerFault } from './event-starter.ts';

type CallTrace = { readonly executionId: number; readonly name: CallName };

export type ScriptHostOptions = {
  readonly workbooks: (spreadsheetId: string) => Workbook | undefined;
  /** Where what a person's menu wrote is remembered, so that the person can take it back. */
  readonly histories?: (spreadsheetId: string) => UserHistory | undefined;
  readonly now: () => number;
  /** Moves a virtual clock; never called when live. */
  readonly advance: (ms: number) => void;
  readonly seed: number;
  /** Calls are served at once and time is real. */
  readonly live: boolean;
  readonly fetch?: ScriptFetch;
  readonly limits?: Partial<Limits>;
  readonly triggerFault?: (
    start: FiredTrigger & { readonly spreadsheetId: string },
  ) => TriggerFault | undefined;
  readonly onExecution?: (log: ExecutionLog) => void;
  readonly onCall?: (call: CallTrace) => void;
  /** Executions that may run at the same time; further ones wait. */
  readonly workers?: number;
  /** Real time a script may compute without a call before it counts as an endless loop. */
  readonly stuckAfterMs?: number;
  /** Runs the scripts instead of threads of this host's own; stays the caller's to stop. */
  readonly pool?: WorkerPool;
  readonly from?: ScriptHostJson;
};

export type NewBinding = {
  readonly code: string;
  readonly manifest: ScriptManifest;
  readonly scriptId?: string;
};

export type ScriptHostJson = {
  readonly version: 1;
  readonly codes: Readonly<Record<string, string>>;
  readonly bindings: readonly {
    readonly spreadsheetId: string;
    readonly scriptId: string;
    readonly codeKey: string;
    readonly manifest: ScriptManifest;
  }[];
  readonly triggers: TriggerStoreJson;
  readonly properties: PropertyStoreJson;
  readonly usage: readonly UsageJson[];
  readonly randomState: number;
  readonly nextExecutionId: number;
};

export type ScriptHost = {
  /** Binds or replaces a script; triggers and properties stay. */
  bind(spreadsheetId: string, script: NewBinding): Binding;
  /** As File > Make a copy: the script comes along, its triggers and properties do not. */
  copyBinding(from: string, to: string): Binding;
  binding(spreadsheetId: string): Binding | undefined;
  open(spreadsheetId: string, user: string): Promise<readonly ExecutionLog[]>;
  menus(spreadsheetId: string): ReturnType<Menus['list']>;
  menu(spreadsheetId: string, choice: MenuChoice): Promise<ExecutionLog>;
  /** Starts what the events fire; answers when all of it is over. */
  dispatch(
    spreadsheetId: string,
    user: string,
    events: readonly SheetEvent[],
  ): Promise<readonly ExecutionLog[]>;
  /** Performs people's actions one after another while the executions they start overlap. */
  runTogether(actions: readonly (() => void | Promise<void>)[]): Promise<void>;
  /** When the next clock trigger is due. */
  nextClockMs(): number | undefined;
  runDueClockTriggers(nowMs: number): Promise<readonly ExecutionLog[]>;
  /** @throws the first failure of the stand-in itself since the last call */
  settle(): Promise<void>;
  /** Since the start, all executions together. */
  readonly calls: { readonly fetch: number; readonly sheet: number };
  /** The latest ones, oldest first. */
  readonly executions: readonly ExecutionLog[];
  triggers(spreadsheetId: string): readonly Trigger[];
  properties(
    spreadsheetId: string,
    scope?: Exclude<PropertyScope, 'user'>,
  ): Readonly<Record<string, string>>;
  /** A script property, as if set in the project's settings. */
  setProperty(spreadsheetId: string, key: string, value: string): void;
  /** Takes all calls of UrlFetchApp the account still has today, or gives as many back. */
  setFetchesSpent(user: string, isUsedUp: boolean): void;
  /** Whether an account has no request left today. */
  areFetchesSpent(user: string): boolean;
  toJson(): ScriptHostJson;
  stop(): Promise<void>;
};

const MAX_LOGS = 2000;
const PEOPLE = 0;

export function createScriptHost(options: ScriptHostOptions): ScriptHost {
  const { now, live, seed, from } = options;
  const limits: Limits = { ...CONSUMER_LIMITS, ...options.limits };
  const advance = (ms: number): void => {
    if (!live && ms > 0) options.advance(ms);
  };
  // Two streams, so that what a script asks for does not change the order of events.
  const random = createRandom(from?.randomState ?? seed);
  const order = createRandom(seed ^ 0x5bd1e995);

  const bindings = new Map<string, Binding>();
  const logs: ExecutionLog[] = [];
  const failures: unknown[] = [];
  const onFailure = (error: unknown): void => void failures.push(error);
  const total = { fetch: 0, sheet: 0 };
  const locks = createLocks();
  const menus = createMenus();
  const quotas = createQuotas(now, from?.usage);
  const areFetchesSpent = (user: string): boolean =>
    quotas.fetchesToday(user) >= limits.fetchesPerDay;
  const properties = createPropertyStore(limits, from?.properties);
  const cache = createCacheStore(limits, now);
  const triggers = createTriggerStore({ limits, now, random }, from?.triggers);
  const pool =
    options.pool ??
    createWorkerPool({
      size: options.workers ?? 8,
      warm: 1,
      stuckAfterMs: options.stuckAfterMs ?? 30_000,
    });
  let isTogether = false;

  const scheduler = createScheduler({
    live,
    now,
    advance,
    random: order,
    startQueued: () => runner.startQueued(),
    onFailure,
  });

  function count(execution: Execution, name: CallName, times: number): void {
    const kind = name === 'UrlFetchApp.fetch' ? 'fetch' : 'sheet';
    total[kind] += times;
    execution.calls = { ...execution.calls, [kind]: execution.calls[kind] + times };
    options.onCall?.({ executionId: execution.id, name });
  }

  /** Only what a person started from the menu is a person's act. */
  function historyOf({ request }: Execution): UserHistory | undefined {
    return request.type === 'menu' ? options.histories?.(request.binding.spreadsheetId) : undefined;
  }

  function watchWrites(execution: Execution, write: () => void): void {
    const history = historyOf(execution);
    if (history === undefined) write();
    else history.watch(write, (written) => execution.written.push(written));
  }

  const server = createCallServer({
    scheduler,
    now,
    advance,
    limits,
    quotas,
    fetch: options.fetch ?? fetchLoopback,
    workbooks: options.workbooks,
    scope: { properties, cache, triggers, locks },
    addMenu: ({ request }, menu) => menus.add(request.binding.spreadsheetId, menu),
    count,
    watchWrites,
    end: (execution, outcome) => runner.end(execution, outcome),
    onFailure,
  });

  const runner = createExecutionRunner({
    pool,
    scheduler,
    server,
    locks,
    limits,
    quotas,
    now,
    live,
    random,
    uuidBase: `${seed}`,
    firstExecutionId: from?.nextExecutionId ?? 1,
    onLog(log) {
      logs.push(log);
      if (logs.length > MAX_LOGS) logs.shift();
      options.onExecution?.(log);
    },
    onWritten: (execution) => historyOf(execution)?.rememberScript(execution.written),
  });

  function requireBinding(spreadsheetId: string): Binding {
    const binding = bindings.get(spreadsheetId);
    if (binding === undefined) throw new Error(`No script is bound to ${spreadsheetId}`);
    return binding;
  }

  function bindSource(spreadsheetId: string, source: BindingSource): Binding {
    const binding = createBinding(spreadsheetId, source);
    bindings.set(spreadsheetId, binding);
    return binding;
  }

  const starter = createEventStarter({
    runner,
    scheduler,
    triggers,
    menus,
    binding: (spreadsheetId) => bindings.get(spreadsheetId),
    lanes: createEditLanes(limits.waitingEdits),
    now,
    isTogether: () => isTogether,
    triggerFault: options.triggerFault ?? (() => undefined),
  });

  async function runTogether(actions: readonly (() => void | Promise<void>)[]): Promise<void> {
    isTogether = true;
    const next = (index: number): void => {
      const action = actions[index];
      if (action === undefined) return;
      scheduler.add({
        ownerId: PEOPLE,
        isReady: () => true,
        async run() {
          try {
            await action();
          } finally {
            next(index + 1);
          }
        },
      });
    };
    next(0);
    try {
      await settle();
    } finally {
      isTogether = false;
    }
  }

  async function settle(): Promise<void> {
    await scheduler.settle();
    const [failure] = failures.splice(0);
    if (failure !== undefined) throw failure;
  }

  if (from !== undefined) {
    for (const { spreadsheetId, codeKey, ...source } of from.bindings) {
      bindSource(spreadsheetId, { ...source, code: from.codes[codeKey] ?? '' });
    }
  }

  return {
    bind: (spreadsheetId, { code, manifest, scriptId }) =>
      bindSource(spreadsheetId, {
        code,
        manifest,
        scriptId: scriptId ?? bindings.get(spreadsheetId)?.scriptId ?? scriptIdOf(spreadsheetId),
      }),
    copyBinding(fromId, to) {
      const { code, manifest } = requireBinding(fromId);
      return bindSource(to, { code, manifest, scriptId: scriptIdOf(to) });
    },
    binding: (spreadsheetId) => bindings.get(spreadsheetId),
    open(spreadsheetId, user) {
      menus.clear(spreadsheetId);
      return Promise.all(starter.happen(spreadsheetId, user, { kind: 'open' }));
    },
    menus: (spreadsheetId) => menus.list(spreadsheetId),
    menu: starter.menu,
    dispatch: (spreadsheetId, user, events) =>
      Promise.all(events.flatMap((event) => starter.happen(spreadsheetId, user, event))),
    runTogether,
    nextClockMs: () => triggers.nextClockMs(),
    runDueClockTriggers: (nowMs) =>
      Promise.all(triggers.takeDue(nowMs).flatMap((trigger) => starter.clock(trigger, nowMs))),
    settle,
    get calls() {
      return { ...total };
    },
    get executions() {
      return logs;
    },
    triggers: (spreadsheetId) => triggers.list(spreadsheetId),
    properties(spreadsheetId, scope = 'script') {
      const { scriptId } = requireBinding(spreadsheetId);
      return properties.read(
        scope === 'script' ? `script:${scriptId}` : `document:${spreadsheetId}`,
      );
    },
    setProperty(spreadsheetId, key, value) {
      const { scriptId } = requireBinding(spreadsheetId);
      properties.write(`script:${scriptId}`, { [key]: value }, { deleteOthers: false });
    },
    areFetchesSpent,
    setFetchesSpent(user, isUsedUp) {
      const isNow = areFetchesSpent(user);
      if (isNow !== isUsedUp) quotas.addFetches(user, (isUsedUp ? 1 : -1) * limits.fetchesPerDay);
    },
    toJson() {
      const all = [...bindings.values()];
      return {
        version: 1,
        codes: Object.fromEntries(all.map(({ codeKey, code }) => [codeKey, code])),
        bindings: all.map(({ spreadsheetId, scriptId, codeKey, manifest }) => ({
          spreadsheetId,
          scriptId,
          codeKey,
          manifest,
        })),
        triggers: triggers.toJson(),
        properties: properties.toJson(),
        usage: quotas.toJson(),
        randomState: random.state(),
        nextExecutionId: runner.nextExecutionId(),
      };
    },
    async stop() {
      scheduler.stop();
      if (options.pool === undefined) await pool.stop();
    },
  };
}

function scriptIdOf(spreadsheetId: string): string {
  return `script-${spreadsheetId}`;
}
