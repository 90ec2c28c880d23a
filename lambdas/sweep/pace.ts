/** Spaces the reads of one run so that Google's quota of a minute is never used up. */

export type Pace = {
  /** Settles when the next read may begin. */
  turn(): Promise<void>;
};

export type PaceOptions = {
  /** So many reads may begin at once, and later again after as long a rest. */
  readonly burst: number;
  readonly intervalMs: number;
  /** Milliseconds of a clock that only runs on. */
  readonly now: () => number;
  readonly pause: (delayMs: number) => Promise<void>;
};

/**
 * Google takes 60 reads a minute of one account. 20 at once and one every 2 s are at most 50 in any
 * minute, which leaves 10 for repeats and for the publication.
 */
export const READ_PACE = { burst: 20, intervalMs: 2_000 } as const;

export function createPace({ burst, intervalMs, now, pause }: PaceOptions): Pace {
  let nextFreeMs = Number.NEGATIVE_INFINITY;
  return {
    async turn() {
      const nowMs = now();
      nextFreeMs = Math.max(nextFreeMs, nowMs - (burst - 1) * intervalMs);
      const delayMs = nextFreeMs - nowMs;
      nextFreeMs += intervalMs;
      if (delayMs > 0) await pause(delayMs);
    },
  };
}
