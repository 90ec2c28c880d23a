/** The rule against wiped tables, on both sides of each of its bounds. */
import { describe, expect, it } from 'vitest';
import { mustHold, rememberDeletions } from '../../../core/sync/mass-delete-hold.ts';
import type { DeletionHour } from '../../../core/unit-head.ts';

const HOUR_MS = 3_600_000;
const NOW = 361_000 * HOUR_MS;

describe('rows missing at once', () => {
  it.each<[missing: number, active: number, held: boolean]>([
    [0, 0, false],
    [9, 9, false],
    [9, 44, false],
    [10, 10, true],
    [10, 49, true],
    [10, 50, false], // exactly 20 %
    [11, 50, true],
    [20, 100, false],
    [21, 100, true],
    [200, 1_000, false],
    [201, 1_000, true],
  ])('%i of %i active: held %s', (missing, active, held) => {
    expect(mustHold({ missing, active, recent: [], now: NOW })).toBe(held);
  });
});

describe('rows missing together with those deleted before', () => {
  const hour = NOW / HOUR_MS;
  it.each<[string, DeletionHour[], { missing: number; active: number; now: number }, boolean]>([
    ['9 + 1 of 49', [{ hour, count: 9 }], { missing: 1, active: 40, now: NOW }, true],
    ['9 + 1 of 50', [{ hour, count: 9 }], { missing: 1, active: 41, now: NOW }, false],
    ['8 + 1 of 9', [{ hour, count: 8 }], { missing: 1, active: 1, now: NOW }, false],
    [
      'several hours count together',
      [
        { hour: hour - 5, count: 5 },
        { hour: hour - 1, count: 4 },
      ],
      { missing: 1, active: 30, now: NOW },
      true,
    ],
    [
      'less than 24 hours ago',
      [{ hour, count: 9 }],
      { missing: 1, active: 30, now: NOW + 24 * HOUR_MS - 1 },
      true,
    ],
    [
      'in the hour 24 hours ago',
      [{ hour, count: 9 }],
      { missing: 1, active: 30, now: NOW + 25 * HOUR_MS - 1 },
      true,
    ],
    [
      'in the hour before that',
      [{ hour, count: 9 }],
      { missing: 1, active: 30, now: NOW + 25 * HOUR_MS },
      false,
    ],
  ])('%s', (_, recent, { missing, active, now }, held) => {
    expect(mustHold({ missing, active, recent, now })).toBe(held);
  });
});

describe('what is remembered of deletions', () => {
  const hour = NOW / HOUR_MS;
  it('adds up within an hour', () => {
    const first = rememberDeletions([], NOW, 2);
    expect(first).toEqual([{ hour, count: 2 }]);
    expect(rememberDeletions(first, NOW + HOUR_MS - 1, 3)).toEqual([{ hour, count: 5 }]);
    expect(rememberDeletions(first, NOW + HOUR_MS, 3)).toEqual([
      { hour, count: 2 },
      { hour: hour + 1, count: 3 },
    ]);
  });

  it('makes no entry of nothing, and forgets what is too old', () => {
    const old = [{ hour, count: 2 }];
    expect(rememberDeletions(old, NOW, 0)).toEqual(old);
    expect(rememberDeletions(old, NOW + 24 * HOUR_MS, 0)).toEqual(old);
    expect(rememberDeletions(old, NOW + 25 * HOUR_MS, 0)).toEqual([]);
  });

  it('never holds more than 25 hours however long rows are deleted', () => {
    let recent: readonly DeletionHour[] = [];
    for (let index = 0; index < 200; index += 1) {
      recent = rememberDeletions(recent, NOW + index * HOUR_MS, 1);
    }
    expect(recent).toHaveLength(25);
  });
});
