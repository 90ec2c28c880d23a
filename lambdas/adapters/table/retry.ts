/** Bounded retries with full jitter; time and chance are the caller's. */

export type Waiting = {
  pause(delayMs: number): Promise<void>;
  /** At least 0, below 1. */
  random(): number;
  /** Asked before each repetition, never before the first attempt; without it there always is time. */
  inTime?(): boolean;
};

export const MAX_ATTEMPTS = 6;
const BASE_DELAY_MS = 25;
const MAX_DELAY_MS = 800;

export const REAL_WAITING: Waiting = {
  pause: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
  random: Math.random,
};

/** Any delay up to a bound that doubles with each attempt; `attempt` counts from 1. */
export function toDelayMs(attempt: number, random: number): number {
  return Math.floor(random * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempt));
}

export type Attempt<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'again'; readonly cause?: unknown };

/** @throws what `giveUp` makes of the last cause when MAX_ATTEMPTS attempts, or the time, were not enough */
export async function retry<T>(
  waiting: Waiting,
  attemptOnce: () => Promise<Attempt<T>>,
  giveUp: (cause: unknown) => unknown,
): Promise<T> {
  let cause: unknown;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const result = await attemptOnce();
    if (result.kind === 'done') return result.value;
    cause = result.cause;
    if (attempt === MAX_ATTEMPTS || !hasTime(waiting)) break;
    await waiting.pause(toDelayMs(attempt, waiting.random()));
    if (!hasTime(waiting)) break;
  }
  throw giveUp(cause);
}

function hasTime(waiting: Waiting): boolean {
  return waiting.inTime?.() ?? true;
}
