// When a clock trigger fires next.

import type { Random } from '../../random.ts';
import type { ClockRule } from './calls.ts';
import { zoneOf } from './runtime/zone.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Google promises «nearMinute» within a quarter of an hour. */
const NEAR_MS = 15 * MINUTE_MS;

/** Where in its period a new trigger falls; it stays there. */
export function choosePhaseMs(rule: ClockRule, random: Random): number {
  if (rule.kind === 'every') return random.below(rule.periodMs);
  if (rule.kind === 'once') return 0;
  const hourMs = rule.hour * 60 * MINUTE_MS;
  if (rule.minute === undefined) return hourMs + random.below(60 * MINUTE_MS);
  const near = hourMs + rule.minute * MINUTE_MS - NEAR_MS + random.below(2 * NEAR_MS);
  return (near + DAY_MS) % DAY_MS;
}

/** @returns undefined when it never fires again */
export function nextClockMs(
  rule: ClockRule,
  phaseMs: number,
  afterMs: number,
  timeZone: string,
): number | undefined {
  switch (rule.kind) {
    case 'once':
      return rule.atMs > afterMs ? rule.atMs : undefined;
    case 'every':
      return nextInPhase(rule.periodMs, phaseMs, afterMs);
    case 'daily': {
      const zone = zoneOf(timeZone);
      const localMs = afterMs + zone.offsetMs(afterMs);
      return zone.toUtcMs(nextInPhase(DAY_MS, phaseMs, localMs));
    }
  }
}

function nextInPhase(periodMs: number, phaseMs: number, afterMs: number): number {
  return (Math.floor((afterMs - phaseMs) / periodMs) + 1) * periodMs + phaseMs;
}
