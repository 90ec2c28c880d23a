/** The rule against wiped tables, on both sides of each of its bounds. */
import { describe, expect, it } from 'vitest';
import { mustHold, rememberDeletions } from '../../../core/sync/mass-delete-hold.ts';
import type { Deletions } from '../../../core/unit-head.ts';

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
  const at = NOW;
  it.each<[string, Deletions[], { missing: number; active: number; now: number }, boolean]>([
    ['9 + 1 of 49', [{ at, count: 9 }], { missing: 1, active: 40, now: NOW }, true],
    ['9 + 1 of 50', [{ at, count: 9 }], { missing: 1, active: 41, now: NOW }, false],
    ['8 + 1 of 9', [{ at, count: 8 }], { missing: 1, active: 1, now: NOW }, false],
    [
      'several moments count together',
      [
        { at: at - 5 * HOUR_MS, count: 5 },
        { at: at - 1 * HOUR_MS, count: 4 },
      ],
      { missing: 1, active: 30, now: NOW },
      true,
    ],
    [
      'less than 24 hours ago',
      [{ at, count: 9 }],
      { missing: 1, active: 30, now: NOW + 24 * HOUR_MS - 1 },
      true,
    ],
    [
      '24 hours ago',
      [{ at, count: 9 }],
      { missing: 1, active: 30, now: NOW + 24 * HOUR_MS },
      false,
    ],
  ])('%s', (_, recent, { missing, active, now }, held) => {
    expect(mustHold({ missing, active, recent, now })).toBe(held);
  });
});

describe('what is remembered of deletions', () => {
  const remember = (recent: readonly Deletions[], now: number, deleted: number) =>
    rememberDeletions(recent, { now, deleted, revived: [] });

  it('adds up at one moment', () => {
    const first = remember([], NOW, 2);
    expect(first).toEqual([{ at: NOW, count: 2 }]);
    expect(remember(first, NOW, 3)).toEqual([{ at: NOW, count: 5 }]);
    expect(remember(first, NOW + 1, 3)).toEqual([
      { at: NOW, count: 2 },
      { at: NOW + 1, count: 3 },
    ]);
  });

  it('makes no entry of nothing, and forgets what is too old', () => {
    const old = [{ at: NOW, count: 2 }];
    expect(remember(old, NOW, 0)).toEqual(old);
    expect(remember(old, NOW + 24 * HOUR_MS - 1, 0)).toEqual(old);
    expect(remember(old, NOW + 24 * HOUR_MS, 0)).toEqual([]);
  });

  it('takes back rows that came back, each from the moment it went', () => {
    const recent = [
      { at: NOW, count: 2 },
      { at: NOW + 5, count: 1 },
    ];
    const back = (...revived: number[]) =>
      rememberDeletions(recent, { now: NOW + 9, deleted: 0, revived });
    expect(back(NOW)).toEqual([
      { at: NOW, count: 1 },
      { at: NOW + 5, count: 1 },
    ]);
    expect(back(NOW + 5)).toEqual([{ at: NOW, count: 2 }]);
    expect(back(NOW, NOW, NOW + 5)).toEqual([]);
    expect(back(NOW + 6)).toEqual(recent);
  });

  it('stays small however often rows are deleted, and counts the merged ones no shorter', () => {
    let recent: readonly Deletions[] = [];
    for (let index = 0; index < 200; index += 1) recent = remember(recent, NOW + index, 1);
    expect(recent).toHaveLength(48);
    expect(recent.reduce((sum, { count }) => sum + count, 0)).toBe(200);
    expect(recent[0]).toEqual({ at: NOW + 152, count: 153 });
    expect(rememberDeletions(recent, { now: NOW + 200, deleted: 0, revived: [NOW] })[0]).toEqual({
      at: NOW + 152,
      count: 152,
    });
  });
});
