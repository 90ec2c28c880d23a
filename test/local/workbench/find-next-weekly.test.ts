import { expect, test } from 'vitest';
import { createMovableClock } from '../../../local/clock.ts';
import { findNextWeekly } from '../../../local/workbench/find-next-weekly.ts';
import { PROGRAMME } from './sample-source.ts';

const WEEKLY = {
  ...PROGRAMME,
  mails: {
    from: 'a@b.example',
    replyTo: 'a@b.example',
    language: 'vi' as const,
    kinds: {
      weekly: {
        to: ['committee' as const],
        weekdays: [1, 4],
        time: '07:30',
        whenUnchanged: 'say' as const,
      },
    },
  },
};

// 23/11/2026 is a Monday.
test.each([
  ['2026-11-23T07:29:59+07:00', '2026-11-23T07:30:00+07:00'],
  ['2026-11-23T07:30:00+07:00', '2026-11-26T07:30:00+07:00'],
  ['2026-11-26T07:30:00+07:00', '2026-11-30T07:30:00+07:00'],
  ['2026-11-29T23:59:00+07:00', '2026-11-30T07:30:00+07:00'],
  ['2026-11-29T18:00:00Z', '2026-11-30T00:30:00Z'],
])('after %s the weekly mail is sent at %s', (now, next) => {
  expect(findNextWeekly(WEEKLY, Date.parse(now))).toBe(Date.parse(next));
});

test('a programme without a weekly mail has no such moment', () => {
  expect(findNextWeekly(PROGRAMME, Date.parse('2026-11-23T07:29:59+07:00'))).toBeUndefined();
});

test('a clock that is set forward goes on from there, and never back', () => {
  const clock = createMovableClock(60_000);
  const before = clock.now();
  expect(before - Date.now()).toBeGreaterThan(59_000);
  clock.advanceTo(before + 3_600_000);
  expect(clock.now()).toBeGreaterThanOrEqual(before + 3_600_000);
  const { offsetMs } = clock;
  clock.advanceTo(before);
  expect(clock.offsetMs).toBe(offsetMs);
});
