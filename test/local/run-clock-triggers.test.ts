/** A system that runs live: what «it is sent again by itself» rests on. */
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../local/clock.ts';
import type { SetTimer } from '../../local/run-clock-triggers.ts';
import { runClockTriggers } from '../../local/run-clock-triggers.ts';
import { findColumnIndex, findEntryTab } from '../../local/scenario/find-entry-tab.ts';
import { startSystem } from '../../local/system.ts';
import { build } from '../../scripts/build.ts';

const UNIT = 'BT028';

/** A live clock and its timers, both moved by hand. */
function createHand(startMs: number) {
  let nowMs = startMs;
  const timers = new Set<{ readonly dueMs: number; readonly run: () => void }>();
  const setTimer: SetTimer = (run, delayMs) => {
    const timer = { dueMs: nowMs + delayMs, run };
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  const clock: Clock = { isVirtual: false, now: () => nowMs, advanceTo: () => undefined };
  return {
    clock,
    setTimer,
    delaysMs: () => [...timers].map(({ dueMs }) => dueMs - nowMs),
    pass(ms: number) {
      nowMs += ms;
      for (const timer of [...timers]) {
        if (timer.dueMs > nowMs) continue;
        timers.delete(timer);
        timer.run();
      }
    },
  };
}

describe('clock triggers of a live system', () => {
  const createHost = (nextMs: number | undefined) => {
    const firedAtMs: number[] = [];
    const host = {
      nextClockMs: () => nextMs,
      runDueClockTriggers: (nowMs: number) => {
        firedAtMs.push(nowMs);
        return Promise.resolve([]);
      },
    };
    return { host, firedAtMs };
  };

  it('are looked for when the next is due, and never later than half a minute', async () => {
    const near = createHand(1_000);
    const { host, firedAtMs } = createHost(6_000);
    runClockTriggers({ host, now: near.clock.now, setTimer: near.setTimer });
    expect(near.delaysMs()).toEqual([5_000]);
    near.pass(5_000);
    await Promise.resolve();
    expect(firedAtMs).toEqual([6_000]);
    expect(near.delaysMs()).toEqual([0]);

    const never = createHand(1_000);
    const none = createHost(undefined);
    runClockTriggers({ host: none.host, now: never.clock.now, setTimer: never.setTimer });
    expect(never.delaysMs()).toEqual([30_000]);
  });

  it('fire no more once they are stopped, not even after a run under way', async () => {
    const hand = createHand(0);
    const { host, firedAtMs } = createHost(1_000);
    const stop = runClockTriggers({ host, now: hand.clock.now, setTimer: hand.setTimer });
    hand.pass(1_000);
    stop();
    await Promise.resolve();
    hand.pass(60_000);
    expect(firedAtMs).toEqual([1_000]);
    expect(hand.delaysMs()).toEqual([]);
  });
});

it('sends by the clock what the edit’s own trigger never sent', { timeout: 120_000 }, async () => {
  await build({ print: () => undefined });
  const hand = createHand(Date.now());
  let clockRuns = 0;
  let ended = (): void => undefined;
  const firstClockRun = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const system = await startSystem({
    programmeCode: 'ben-tre',
    clock: hand.clock,
    setTimer: hand.setTimer,
    seed: 1,
    triggerFault: ({ type }) => (type === 'edit' ? { kind: 'drop' } : undefined),
    onEvent: (happened) => {
      if (happened.kind !== 'execution' || happened.log.type !== 'clock') return;
      clockRuns += 1;
      ended();
    },
  });
  try {
    const { workbook } = await system.open(UNIT);
    const sheet = findEntryTab(workbook);
    const column = findColumnIndex(sheet, 'Tên sáng kiến');
    const values = [
      ['Cân nguyên liệu tự động', 'Tiết kiệm', '', 'Tổ Cơ điện', '2010', '', '', '1 tỷ'],
    ];
    await system.act(UNIT, { kind: 'paste', sheetId: sheet.sheetId, row: 1, column, values });
    expect(await system.table.readRecords(UNIT)).toEqual([]);
    hand.pass(5 * 60_000);
    await firstClockRun;
    await system.settle();
    expect(clockRuns).toBe(1);
    expect(await system.table.readRecords(UNIT)).toHaveLength(1);
  } finally {
    await system.stop();
  }
  expect(hand.delaysMs()).toEqual([]);
});
