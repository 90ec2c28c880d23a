/** Lets requests under way at the server take turns, one step at a time, in an order of the seed. */
import type { Random } from '../random.ts';

type Entry = { resume: (() => void) | undefined; turnsLeft: number };

export type Turns = {
  /** Runs it; its steps wait for `turn`. Pauses after so many turns when told to. */
  start<Result>(
    run: (turn: () => Promise<void>) => Promise<Result>,
    pauseAfter?: number,
  ): Promise<Result>;
  /** Whether any is paused. */
  hasPaused(): boolean;
  /** Lets the paused ones go on. */
  wake(): void;
  /** Settles when all that are not paused are over. */
  settle(): Promise<void>;
};

export function createTurns(random: Random): Turns {
  const entries = new Set<Entry>();
  let computing = 0;
  let waiters: (() => void)[] = [];

  function pump(): void {
    if (computing > 0) return;
    const ready = [...entries].filter((entry) => entry.resume !== undefined && entry.turnsLeft > 0);
    const next = ready[ready.length < 2 ? 0 : random.below(ready.length)];
    if (next !== undefined) {
      const { resume } = next;
      next.resume = undefined;
      next.turnsLeft -= 1;
      computing += 1;
      resume?.();
      return;
    }
    const settled = waiters;
    waiters = [];
    for (const resolve of settled) resolve();
  }

  function turn(entry: Entry): Promise<void> {
    return new Promise((resolve) => {
      entry.resume = resolve;
      computing -= 1;
      pump();
    });
  }

  return {
    async start(run, pauseAfter = Number.POSITIVE_INFINITY) {
      const entry: Entry = { resume: undefined, turnsLeft: pauseAfter };
      entries.add(entry);
      computing += 1;
      try {
        return await run(() => turn(entry));
      } finally {
        entries.delete(entry);
        computing -= 1;
        pump();
      }
    },
    hasPaused: () => [...entries].some(({ turnsLeft }) => turnsLeft <= 0),
    wake() {
      for (const entry of entries) entry.turnsLeft = Number.POSITIVE_INFINITY;
      pump();
    },
    settle: () =>
      new Promise((resolve) => {
        waiters.push(resolve);
        pump();
      }),
  };
}
