// Decides which waiting step is taken next.
//
// Deterministic: nothing is taken while any execution still computes, then one ready step is
// picked by the seed; when none is ready the clock moves to the earliest that time makes ready.
// Live: every step is taken as soon as it is ready.

import type { Random } from '../../random.ts';

type Step = {
  /** Steps are ordered by this before one is picked, however they arrived. */
  readonly ownerId: number;
  readonly isReady: () => boolean;
  /** When time alone makes it ready. */
  readonly wakeAtMs?: number;
  /** May answer later; other executions stand still until then, unless live. */
  readonly run: () => void | Promise<void>;
};

export type SchedulerOptions = {
  readonly live: boolean;
  readonly now: () => number;
  readonly advance: (ms: number) => void;
  readonly random: Random;
  /** Starts queued executions as far as there are workers. */
  readonly startQueued: () => void;
  /** A host failure, not a script's. */
  readonly onFailure: (error: unknown) => void;
};

export type Scheduler = {
  add(step: Step): void;
  remove(ownerId: number): void;
  /** An execution began, or went on, to compute. */
  began(): void;
  /** An execution stopped computing: it waits for a step, or is over. */
  paused(): void;
  pump(): void;
  isIdle(): boolean;
  settle(): Promise<void>;
  stop(): void;
};

const MAX_TIMER_MS = 2_000_000_000;

export function createScheduler(options: SchedulerOptions): Scheduler {
  const { live, now, advance, random, startQueued, onFailure } = options;
  let steps: Step[] = [];
  let computing = 0;
  let answering = 0;
  let isPumping = false;
  let timer: NodeJS.Timeout | undefined;
  let waiters: (() => void)[] = [];

  const isIdle = (): boolean => computing === 0 && answering === 0 && steps.length === 0;

  function take(step: Step): void {
    steps = steps.filter((other) => other !== step);
    const done = step.run();
    if (!(done instanceof Promise)) return;
    answering += 1;
    done.catch(onFailure).finally(() => {
      answering -= 1;
      pump();
    });
  }

  function pick(): Step | undefined {
    const ready = steps.filter((step) => step.isReady());
    if (ready.length < 2 || live) return ready[0];
    ready.sort((a, b) => a.ownerId - b.ownerId);
    return ready[random.below(ready.length)];
  }

  function earliestWakeMs(): number | undefined {
    const times = steps.flatMap(({ wakeAtMs }) => (wakeAtMs === undefined ? [] : [wakeAtMs]));
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** @returns whether there may be more to do at once */
  function turn(): boolean {
    startQueued();
    if (!live && (computing > 0 || answering > 0)) return false;
    const step = pick();
    if (step !== undefined) {
      take(step);
      return true;
    }
    if (steps.length === 0) return false;
    const wakeAtMs = earliestWakeMs();
    if (wakeAtMs === undefined) {
      if (!live) onFailure(new Error('Every execution waits and nothing can wake one'));
      return false;
    }
    if (live) {
      const delayMs = Math.min(Math.max(1, wakeAtMs - now()), MAX_TIMER_MS);
      clearTimeout(timer);
      timer = setTimeout(pump, delayMs);
      return false;
    }
    advance(Math.max(1, wakeAtMs - now()));
    return true;
  }

  function pump(): void {
    if (isPumping) return;
    isPumping = true;
    try {
      while (turn());
    } catch (error) {
      onFailure(error);
    } finally {
      isPumping = false;
    }
    if (!isIdle()) return;
    const settled = waiters;
    waiters = [];
    for (const resolve of settled) resolve();
  }

  return {
    add(step) {
      steps.push(step);
      pump();
    },
    remove(ownerId) {
      steps = steps.filter((step) => step.ownerId !== ownerId);
    },
    began() {
      computing += 1;
    },
    paused() {
      computing -= 1;
    },
    pump,
    isIdle,
    settle: () => (isIdle() ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve))),
    stop() {
      clearTimeout(timer);
      steps = [];
    },
  };
}
