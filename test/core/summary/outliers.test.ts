/** Medians, and amounts far from what is usual. */
import { describe, expect, it } from 'vitest';
import { toMedian } from '../../../core/summary/median.ts';
import { findOutliers, MIN_OUTLIER_SAMPLE, OUTLIER_SCORE } from '../../../core/summary/outliers.ts';

describe('a median', () => {
  it.each([
    [[], undefined],
    [[5], 5],
    [[9, 1], 5],
    [[3, 2, 1], 2],
    [[1, 2, 4, 100], 3],
    [[1, 2], 1.5],
    // By size, not by digits.
    [[100, 9, 20], 20],
  ])('of %j is %j', (values, median) => {
    expect(toMedian(values)).toBe(median);
  });
});

const USUAL = [80, 90, 95, 100, 105, 110, 120].map((million) => million * 1_000_000);

describe('an outlier', () => {
  it('is too large or too small alike, a factor counting as a factor', () => {
    const found = findOutliers([...USUAL, 10_000_000_000, 1_000_000]);
    expect(found?.median).toBe(100_000_000);
    expect(found?.outliers.map(({ index }) => index)).toEqual([7, 8]);
    const [large, small] = found?.outliers ?? [];
    expect(large?.score).toBeGreaterThan(OUTLIER_SCORE);
    expect(small?.score).toBeCloseTo(-(large?.score ?? 0), 6);
  });

  it('is not judged among fewer than eight', () => {
    expect(USUAL).toHaveLength(MIN_OUTLIER_SAMPLE - 1);
    expect(findOutliers(USUAL)).toBeUndefined();
    expect(findOutliers([])).toBeUndefined();
    expect(findOutliers([...USUAL, 100_000_000])?.outliers).toEqual([]);
  });

  it('is beyond 3,5 deviations and not at them', () => {
    // Logarithms 0, ±1 (thrice each) and x: median 0, median deviation 1, score 0,6745 · x.
    const around = [-1, -1, -1, 0, 0, 1, 1, 1].map((power) => 10 ** (6 + power));
    const at = (power: number) => findOutliers([...around, 10 ** 6, 10 ** (6 + power)])?.outliers;
    expect(at(5.18)).toEqual([]);
    expect(at(5.2)?.map(({ index }) => index)).toEqual([9]);
  });

  it('is found where most amounts are alike, by the mean deviation', () => {
    const alike = Array.from({ length: 20 }, () => 5_000_000);
    expect(findOutliers([...alike, 5_000_000_000])?.outliers.map(({ index }) => index)).toEqual([
      20,
    ]);
    expect(findOutliers(alike)?.outliers).toEqual([]);
  });
});
