/** docs/performance.md is what its figures say, and nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toMedian, toPercentile } from '../../bench/median.ts';
import { parseBenchResult } from '../../bench/report/bench-result.ts';
import { writePerformance } from '../../bench/report/write-performance.ts';
import { isReached } from '../../bench/targets.ts';

const DOCS = join(import.meta.dirname, '../../docs');

describe('docs/performance.md', () => {
  it('is written from docs/performance.json', () => {
    const json = JSON.parse(readFileSync(join(DOCS, 'performance.json'), 'utf8'));
    expect(readFileSync(join(DOCS, 'performance.md'), 'utf8')).toBe(
      writePerformance(parseBenchResult(json)),
    );
  });

  it('says of a target that is missed that it is, and of one not measured nothing else', () => {
    const about = {
      date: '2026-11-23T13:00:00.000Z',
      commit: 'abc',
      machine: '2 cores',
      node: 'v20.20.2',
      loadBefore: 0,
      loadAfter: 0,
      skipped: { latency: 'there is no Chromium' },
    };
    const text = writePerformance({ about, figures: { 'calls.edit.100': 13, 'load.errors': 0 } });
    expect(text).toContain('| `calls.edit.100` | ≤ 12 | 13 | **not reached**');
    expect(text).toContain('| `load.errors` | ≤ 0 | 0 | reached |');
    expect(text).toContain('| `summary.vsScan` | ≤ 0.1 | – | not measured |');
    expect(text).toContain('- left out: latency, there is no Chromium');
  });
});

describe('a target', () => {
  it.each([
    [12, true],
    [12.01, false],
  ])('of at most 12 is met by %s: %s', (value, isMet) => {
    expect(isReached({ key: 'one', atMost: 12 }, { one: value })).toBe(isMet);
  });

  it('of at least 0.8 is not met by 0.79, nor by what was not measured', () => {
    const target = { key: 'one', atLeast: 0.8 };
    expect(isReached(target, { one: 0.79 })).toBe(false);
    expect(isReached(target, { one: 0.8 })).toBe(true);
    expect(isReached(target, {})).toBeUndefined();
  });
});

describe('middle and high values', () => {
  it('are those of the sorted values', () => {
    expect(toMedian([9, 1, 5])).toBe(5);
    expect(toMedian([4, 1, 2, 9])).toBe(3);
    expect(toPercentile([10, 30, 20, 40], 0.5)).toBe(20);
    expect(toPercentile([10, 30, 20, 40], 0.95)).toBe(40);
    expect(() => toMedian([])).toThrow('nothing was measured');
  });
});
