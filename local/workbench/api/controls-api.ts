// The switches of the page: the worst moments, and the clock.

export const FAULTS = ['serverDown', 'slowNetwork', 'lostReply', 'quotaUsedUp'] as const;
export type FaultName = (typeof FAULTS)[number];

export const CLOCK_JUMPS = ['nextRun', 'nextWeekly'] as const;
export type ClockJump = (typeof CLOCK_JUMPS)[number];

/** GET /api/controls */
export type ControlsView = {
  readonly faults: { readonly [name in FaultName]: boolean };
  /** Epoch milliseconds of the system's clock. */
  readonly nowMs: number;
  /** How far it was set ahead of the machine's. */
  readonly aheadMs: number;
  /** When a spreadsheet's clock trigger runs next, and the weekly mail; null when nothing waits. */
  readonly nextRunMs: number | null;
  readonly nextWeeklyMs: number | null;
};

/** POST /api/controls/faults */
export type FaultRequest = { readonly name: FaultName; readonly on: boolean };

/** POST /api/controls/clock */
export type ClockRequest = {
  readonly to: ClockJump;
  /** Whose next run; any spreadsheet's when not given. */
  readonly key?: string;
};
