// Turns the worst moments on and off, and sets the clock forward.

import { CATALOGUE_PATH } from '../../core/messages/catalogue-path.ts';
import type { Programme } from '../../core/programme.ts';
import type { HttpFaultKind } from '../aws/fault-plan.ts';
import type { MovableClock } from '../clock.ts';
import type { LocalSystem } from '../system.ts';
import type { ClockRequest, ControlsView, FaultName, FaultRequest } from './api/controls-api.ts';

import { findNextWeekly } from './find-next-weekly.ts';
import type { Timeline } from './timeline.ts';

export type Controls = {
  view(key?: string): ControlsView;
  setFault(request: FaultRequest): void;
  /** Ends when everything that was due by then has run. */
  jump(request: ClockRequest): Promise<void>;
};

export type ControlsParts = {
  readonly system: LocalSystem;
  readonly clock: MovableClock;
  readonly programme: Programme;
  readonly timeline: Timeline;
};

const HTTP_FAULTS: { readonly [name in FaultName]?: HttpFaultKind } = {
  serverDown: 'down',
  slowNetwork: 'delay',
  lostReply: 'timeoutAfter',
};
/** «Until it is turned off» in the words of the fault plan. */
const FOREVER_COUNT = 1_000_000;
const SLOW_MS = 20_000;
const MINUTE_MS = 60_000;

export function createControls({ system, clock, programme, timeline }: ControlsParts): Controls {
  const on = new Set<FaultName>();
  let jumps: Promise<void> = Promise.resolve();

  function applyFaults(): void {
    system.cloud.clearFaults();
    for (const name of on) {
      const kind = HTTP_FAULTS[name];
      if (kind === undefined) continue;
      const path = ['/v1/sync', CATALOGUE_PATH];
      system.cloud.addFault({ at: 'http', kind, path, count: FOREVER_COUNT, delayMs: SLOW_MS });
    }
    for (const { user } of system.registry.list()) {
      system.host.setFetchesSpent(user, on.has('quotaUsedUp'));
    }
  }

  /** A new day of Google's ends it, as it ends the real thing. */
  function isQuotaUsedUp(): boolean {
    const isSpent = system.registry.list().some(({ user }) => system.host.areFetchesSpent(user));
    if (!isSpent) on.delete('quotaUsedUp');
    return on.has('quotaUsedUp');
  }

  function nextRunMs(key: string | undefined): number | undefined {
    const spreadsheet = key === undefined ? undefined : system.registry.find(key);
    if (spreadsheet === undefined) return system.host.nextClockMs();
    const due = system.host
      .triggers(spreadsheet.spreadsheetId)
      .flatMap(({ nextAtMs }) => (nextAtMs === undefined ? [] : [nextAtMs]));
    return due.length === 0 ? system.host.nextClockMs() : Math.min(...due);
  }

  /** What was missed on the way runs once, as after a machine slept. */
  async function jumpTo(targetMs: number): Promise<void> {
    clock.advanceTo(targetMs);
    timeline.add({
      atMs: clock.now(),
      kind: 'clock',
      outcome: 'noted',
      what: 'setForward',
      facts: { aheadMinutes: Math.round(clock.offsetMs / MINUTE_MS) },
    });
    await system.host.runDueClockTriggers(clock.now());
    await system.cloud.runDue(clock.now());
  }

  async function jump({ to, key }: ClockRequest): Promise<void> {
    if (to === 'nextRun') {
      const dueMs = nextRunMs(key);
      if (dueMs !== undefined) await jumpTo(dueMs);
      return;
    }
    const dueMs = findNextWeekly(programme, clock.now());
    if (dueMs === undefined) return;
    // Missed ones first, so that this one is told its own time.
    await jumpTo(dueMs - MINUTE_MS);
    await jumpTo(dueMs);
  }

  return {
    view: (key) => ({
      faults: {
        serverDown: on.has('serverDown'),
        slowNetwork: on.has('slowNetwork'),
        lostReply: on.has('lostReply'),
        quotaUsedUp: isQuotaUsedUp(),
      },
      nowMs: clock.now(),
      aheadMs: clock.offsetMs,
      nextRunMs: nextRunMs(key) ?? null,
      nextWeeklyMs: findNextWeekly(programme, clock.now()) ?? null,
    }),
    setFault({ name, on: isOn }) {
      isQuotaUsedUp();
      if (isOn) on.add(name);
      else on.delete(name);
      applyFaults();
      timeline.add({
        atMs: clock.now(),
        kind: 'fault',
        outcome: 'noted',
        what: name,
        facts: { switch: isOn ? 'on' : 'off' },
      });
    },
    jump(request) {
      // One after another: two at once would tell each other's runs a time they were not due at.
      jumps = jumps.catch(() => undefined).then(() => jump(request));
      return jumps;
    },
  };
}
