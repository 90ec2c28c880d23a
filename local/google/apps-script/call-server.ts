// Serves the calls of executions: each becomes a step of the scheduler.

import type { Workbook } from '../workbook/workbook.ts';
import { WorkbookError } from '../workbook/workbook-error.ts';
import { assertAuthorized } from './authorization.ts';
import { costMs, isCounted } from './call-costs.ts';
import type { CallAnswer, CallArgs, CallName, DialogQuestion } from './calls.ts';
import type { Execution } from './execution.ts';
import type { Scheduler } from './scheduler.ts';
import { NotImplemented, ScriptException } from './script-exception.ts';
import { accountHandlers } from './services/account-handlers.ts';
import {
  type CallScope,
  type DirectCall,
  type Handler,
  type Handlers,
  lockKey,
} from './services/call-scope.ts';
import { showDialog } from './services/dialogs.ts';
import { type FetchesOptions, performFetches } from './services/fetches.ts';
import { rangeReadHandlers } from './services/range-read-handlers.ts';
import { rangeWriteHandlers } from './services/range-write-handlers.ts';
import { sheetHandlers } from './services/sheet-handlers.ts';
import { spreadsheetHandlers } from './services/spreadsheet-handlers.ts';
import { storeHandlers } from './services/store-handlers.ts';

const HANDLERS: Handlers<DirectCall> = {
  ...spreadsheetHandlers,
  ...sheetHandlers,
  ...rangeReadHandlers,
  ...rangeWriteHandlers,
  ...storeHandlers,
  ...accountHandlers,
};

export type CallServerOptions = FetchesOptions & {
  readonly scheduler: Scheduler;
  readonly now: () => number;
  readonly workbooks: (spreadsheetId: string) => Workbook | undefined;
  readonly scope: Pick<CallScope, 'properties' | 'cache' | 'triggers' | 'locks'>;
  readonly addMenu: (execution: Execution, menu: Parameters<CallScope['addMenu']>[0]) => void;
  readonly count: (execution: Execution, name: CallName, times: number) => void;
  /** Carries the writes of one flush out. */
  readonly watchWrites: (execution: Execution, write: () => void) => void;
  readonly end: (execution: Execution, outcome: 'timed_out' | 'killed') => void;
  readonly onFailure: (error: unknown) => void;
};

export type CallServer = {
  serve(execution: Execution, name: string, argsJson: string): void;
  /** Carries out what the execution wrote. @throws ScriptException */
  flush(execution: Execution): void;
};

export function createCallServer(options: CallServerOptions): CallServer {
  const { scheduler, now, advance, scope, onFailure } = options;

  function peek(execution: Execution): Workbook {
    const { spreadsheetId } = execution.request.binding;
    const workbook = options.workbooks(spreadsheetId);
    if (workbook === undefined) {
      throw new ScriptException(`Document ${spreadsheetId} is missing (perhaps it was deleted).`);
    }
    return workbook;
  }

  function flush(execution: Execution): void {
    const writes = execution.pendingWrites;
    if (writes.length === 0) return;
    execution.pendingWrites = [];
    const workbook = peek(execution);
    options.watchWrites(execution, () => {
      for (const write of writes) {
        try {
          workbook.transact(() => write(workbook));
        } catch (error) {
          throw error instanceof WorkbookError ? new ScriptException(error.message) : error;
        }
      }
    });
  }

  const scopes = new WeakMap<Execution, CallScope>();

  function scopeOf(execution: Execution): CallScope {
    const known = scopes.get(execution);
    if (known !== undefined) return known;
    const made: CallScope = {
      ...scope,
      execution,
      peek: () => peek(execution),
      workbook() {
        flush(execution);
        return peek(execution);
      },
      addMenu: (menu) => options.addMenu(execution, menu),
    };
    scopes.set(execution, made);
    return made;
  }

  function toAnswer(error: unknown): CallAnswer {
    if (error instanceof ScriptException || error instanceof WorkbookError) {
      return { kind: 'exception', message: error.message };
    }
    if (!(error instanceof NotImplemented)) onFailure(error);
    return { kind: 'missing', message: error instanceof Error ? error.message : String(error) };
  }

  /** @returns whether the execution goes on */
  function account(execution: Execution, name: CallName, times: number): boolean {
    if (execution.isOver) return false;
    advance(costMs(name));
    const { killAfterCalls } = execution.request;
    if (isCounted(name)) {
      options.count(execution, name, times);
      const { fetch, sheet } = execution.calls;
      if (killAfterCalls !== undefined && fetch + sheet >= killAfterCalls) {
        options.end(execution, 'killed');
        return false;
      }
    }
    if (now() < execution.deadlineMs) return true;
    options.end(execution, 'timed_out');
    return false;
  }

  function reply(execution: Execution, answer: CallAnswer): void {
    if (execution.isOver) return;
    scheduler.began();
    execution.lease.reply({ answerJson: JSON.stringify(answer), nowMs: now() });
  }

  /** A step that is ready at `wakeAtMs`, at the latest when the execution's time is up. */
  function addStep(
    execution: Execution,
    run: () => void | Promise<void>,
    wait?: { readonly untilMs: number; readonly isReady?: () => boolean },
  ): void {
    if (wait === undefined) {
      scheduler.add({ ownerId: execution.id, isReady: () => true, run });
      return;
    }
    const wakeAtMs = Math.min(wait.untilMs, execution.deadlineMs);
    const isReady = () => now() >= wakeAtMs || wait.isReady?.() === true;
    scheduler.add({ ownerId: execution.id, isReady, wakeAtMs, run });
  }

  function respond(execution: Execution, name: CallName, work: () => unknown): void {
    const answer = attempt(work);
    if (account(execution, name, 1)) reply(execution, answer);
  }

  function attempt(work: () => unknown): CallAnswer {
    try {
      return { kind: 'value', value: work() };
    } catch (error) {
      return toAnswer(error);
    }
  }

  function serveLock(execution: Execution, args: CallArgs<'Lock.tryLock'>): void {
    const key = lockKey(execution, args.scope);
    const isFree = () => scope.locks.isFree(key, execution.id);
    const take = () => {
      if (!isFree()) return false;
      scope.locks.take(key, execution.id);
      return true;
    };
    const wait = { untilMs: now() + Math.max(0, args.timeoutMs), isReady: isFree };
    addStep(execution, () => respond(execution, 'Lock.tryLock', take), wait);
  }

  async function serveFetch(
    execution: Execution,
    args: CallArgs<'UrlFetchApp.fetch'>,
  ): Promise<void> {
    let answer: CallAnswer;
    try {
      assertAuthorized(execution, 'UrlFetchApp.fetch', false);
      answer = { kind: 'value', value: await performFetches(options, execution, args) };
    } catch (error) {
      answer = toAnswer(error);
    }
    if (!account(execution, 'UrlFetchApp.fetch', args.requests.length)) return;
    // The answer is on its way: others may run between the server's doing and its arrival.
    addStep(execution, () => reply(execution, answer));
  }

  async function serveDialog(execution: Execution, question: DialogQuestion): Promise<void> {
    let answer: CallAnswer;
    try {
      const isSidebar = question.kind === 'sidebar' || question.kind === 'modal';
      assertAuthorized(execution, 'Ui.show', isSidebar);
      answer = { kind: 'value', value: await showDialog(execution, question) };
    } catch (error) {
      answer = toAnswer(error);
    }
    if (account(execution, 'Ui.show', 1)) reply(execution, answer);
  }

  function serve(execution: Execution, name: CallName, args: never): void {
    switch (name) {
      case 'Lock.tryLock':
        serveLock(execution, args);
        return;
      case 'Utilities.sleep': {
        const { ms }: CallArgs<'Utilities.sleep'> = args;
        const wake = () => respond(execution, name, () => null);
        addStep(execution, wake, { untilMs: now() + Math.max(0, ms) });
        return;
      }
      case 'UrlFetchApp.fetch':
        addStep(execution, () => serveFetch(execution, args));
        return;
      case 'Ui.show': {
        const { question }: CallArgs<'Ui.show'> = args;
        addStep(execution, () => serveDialog(execution, question));
        return;
      }
      default: {
        const handler = HANDLERS[name] as Handler<CallName>;
        const work = () => {
          assertAuthorized(execution, name, false);
          return handler(args, scopeOf(execution));
        };
        addStep(execution, () => respond(execution, name, work));
      }
    }
  }

  return {
    serve: (execution, name, argsJson) =>
      serve(execution, name as CallName, JSON.parse(argsJson) as never),
    flush,
  };
}
