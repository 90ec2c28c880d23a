/** The time everything local goes by: the machine's, or one that moves only when told to. */
export type Clock = {
  readonly isVirtual: boolean;
  /** Epoch milliseconds. */
  now(): number;
  /** Never goes back; a real clock moves by itself. */
  advanceTo(epochMs: number): void;
};

export const REAL_CLOCK: Clock = {
  isVirtual: false,
  now: () => Date.now(),
  advanceTo: () => undefined,
};

export function createVirtualClock(startMs: number): Clock {
  let nowMs = startMs;
  return {
    isVirtual: true,
    now: () => nowMs,
    advanceTo(epochMs) {
      // Whole milliseconds, as every host tells the time; up, so that who waits is not early.
      nowMs = Math.max(nowMs, Math.ceil(epochMs));
    },
  };
}

/** The machine's time and a distance ahead of it, which grows each time the clock is set forward. */
export type MovableClock = Clock & {
  /** Milliseconds; 0 while it is the machine's own time. */
  readonly offsetMs: number;
};

export function createMovableClock(startOffsetMs: number): MovableClock {
  let offsetMs = startOffsetMs;
  const now = (): number => Date.now() + offsetMs;
  return {
    isVirtual: false,
    now,
    get offsetMs() {
      return offsetMs;
    },
    advanceTo(epochMs) {
      offsetMs += Math.max(0, Math.ceil(epochMs - now()));
    },
  };
}
