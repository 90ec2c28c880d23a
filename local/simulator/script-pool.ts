/**
 * Runs the scripts of simulations on the host's own thread, for one host after another: a service
 * call is a plain call, answered while the script stands on the stack. Of executions that overlap,
 * one stands on top of the other. When the lower one is to go on first, the upper one leaves the
 * stack, and when it is to go on itself it begins anew and hears what it was answered before.
 */
import type { WorkerLease, WorkerPool } from '../google/apps-script/worker-pool.ts';
import type { ScriptEngine } from './script-engine.ts';
import { createScriptEngine, loadRuntime } from './script-engine.ts';
import type { ScriptGuest } from './script-guest.ts';
import { createGuest } from './script-guest.ts';
import { settlePromises } from './settle-promises.ts';

export type ScriptPool = WorkerPool & {
  /**
   * Does the work to its end, blocking, where it needs nothing from outside this process. What is
   * not done so goes on whenever the process has time for it, and costs more.
   *
   * To be called in a task of its own, not where a promise goes on.
   * @throws Error when a script or its host fails in a way no script may catch
   */
  finish<Result>(work: () => Promise<Result>): Promise<Result>;
};

/** Of one host; further executions wait, here as there. */
const MAX_EXECUTIONS = 8;

/** @param runtimeCode an expression whose value is the function that sets a context up */
export function createScriptPool(runtimeCode: string): ScriptPool {
  const runtime = loadRuntime(runtimeCode);
  /** By height on the stack: two executions at once never share their globals. */
  const engines: ScriptEngine[] = [];
  const guests = new Set<ScriptGuest>();
  const stack: ScriptGuest[] = [];
  let isBlocking = false;
  let willGoOn = false;
  /** No script may catch it: they all leave the stack, and whoever drives them hears of it. */
  let failure: { readonly error: unknown } | undefined;

  function run(guest: ScriptGuest): void {
    const engine = engines[stack.length] ?? createScriptEngine(runtime);
    engines[stack.length] = engine;
    stack.push(guest);
    try {
      guest.run(engine, wait);
    } catch (error) {
      failure ??= { error };
    }
    stack.pop();
  }

  /** @returns false when no script has anything to do */
  function proceed(): boolean {
    const next = [...guests].find((guest) => guest.canGoOn());
    if (next === undefined) return false;
    const at = stack.indexOf(next);
    if (at < 0) run(next);
    else for (const upper of stack.slice(at + 1)) upper.leave();
    return true;
  }

  function wait(isOver: () => boolean): void {
    let hasSettled = false;
    while (!isOver() && failure === undefined) {
      if (proceed()) hasSettled = false;
      else if (!isBlocking) for (const guest of stack) guest.leave();
      else if (hasSettled) failure = { error: new Error('waiting for what never comes') };
      else {
        settlePromises();
        hasSettled = true;
      }
    }
  }

  function goOn(): void {
    if (isBlocking || willGoOn || stack.length > 0 || failure !== undefined) return;
    willGoOn = true;
    queueMicrotask(() => {
      willGoOn = false;
      while (failure === undefined && proceed());
      if (failure !== undefined) throw failure.error;
    });
  }

  return {
    lease(listener): WorkerLease | undefined {
      if (guests.size >= MAX_EXECUTIONS) return undefined;
      const guest = createGuest(listener);
      guests.add(guest);
      return {
        start(message, code) {
          guest.start({ ...message, kind: 'start', code });
          goOn();
        },
        reply(message) {
          guest.hear(message);
          goOn();
        },
        release: () => guests.delete(guest),
        kill() {
          guest.end();
          guests.delete(guest);
        },
      };
    },
    // Everything stays for the next host.
    stop: () => Promise.resolve(),
    finish(work) {
      let isOver = false;
      isBlocking = true;
      try {
        const result = work().finally(() => {
          isOver = true;
        });
        // Whoever asked hears of it; here it only shall not count as unhandled.
        result.catch(() => undefined);
        wait(() => isOver);
        if (failure !== undefined) throw failure.error;
        return result;
      } finally {
        isBlocking = false;
      }
    },
  };
}
