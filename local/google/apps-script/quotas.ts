// What each account has used today; Google's day begins at midnight Pacific time.

export type UsageJson = {
  readonly user: string;
  readonly day: string;
  readonly triggerMs: number;
  readonly fetches: number;
};

export type Quotas = {
  triggerMsToday(user: string): number;
  addTriggerMs(user: string, ms: number): void;
  fetchesToday(user: string): number;
  addFetches(user: string, count: number): void;
  toJson(): readonly UsageJson[];
};

const HOUR_MS = 3_600_000;
const PACIFIC_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' });

export function createQuotas(now: () => number, from: readonly UsageJson[] = []): Quotas {
  // Days begin at a full hour, and writing a date takes longer than most service calls.
  let hour = Number.NaN;
  let day = '';
  const usage = new Map(from.map((json) => [json.user, { ...json }]));

  function today(user: string) {
    const nowMs = now();
    if (Math.floor(nowMs / HOUR_MS) !== hour) {
      hour = Math.floor(nowMs / HOUR_MS);
      day = PACIFIC_DAY.format(nowMs);
    }
    const known = usage.get(user);
    if (known?.day === day) return known;
    const fresh = { user, day, triggerMs: 0, fetches: 0 };
    usage.set(user, fresh);
    return fresh;
  }

  return {
    triggerMsToday: (user) => today(user).triggerMs,
    addTriggerMs(user, ms) {
      today(user).triggerMs += ms;
    },
    fetchesToday: (user) => today(user).fetches,
    addFetches(user, count) {
      today(user).fetches += count;
    },
    toJson: () => [...usage.values()].map((entry) => ({ ...entry })),
  };
}
