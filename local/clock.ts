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
