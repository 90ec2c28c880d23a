// Runs what is due as time passes.
import type { DueQueue } from './due-queue.ts';

/** A timer must not sleep so long that a clock set forward goes unnoticed. */
const maxSleepMs = 30_000;

/** @returns how to end it; a run under way is waited for */
export function runLive(queue: DueQueue, now: () => number): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let isStopped = false;
  const plan = (): void => {
    if (isStopped) return;
    const dueMs = queue.nextDueMs() ?? Number.POSITIVE_INFINITY;
    timer = setTimeout(
      () => {
        running = queue.runDue(now()).finally(plan);
      },
      Math.min(maxSleepMs, Math.max(0, dueMs - now())),
    );
  };
  plan();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running.catch(() => undefined);
  };
}
