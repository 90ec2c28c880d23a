/** Amounts far from what is usual among their like, by statistics that a few wild ones cannot bend. */
import { toMedian } from './median.ts';

/** Among fewer amounts nothing is usual yet. */
export const MIN_OUTLIER_SAMPLE = 8;
/** Of the modified z-score, as its authors advise. */
export const OUTLIER_SCORE = 3.5;

/** Makes the deviations comparable with standard deviations of a normal distribution. */
const MEDIAN_DEVIATION_FACTOR = 1 / 0.6745;
const MEAN_DEVIATION_FACTOR = 1.253314;

export type Outlier = {
  /** Of the amount in the list given. */
  readonly index: number;
  /** Modified z-score; below 0 for an amount that is too small. */
  readonly score: number;
};

export type OutlierReading = { readonly median: number; readonly outliers: readonly Outlier[] };

/**
 * Amounts whose logarithm has a modified z-score beyond 3,5: 0.6745 · (x − median) / MAD.
 *
 * Where more than half of the amounts are alike the MAD is 0 and the mean deviation takes its place.
 *
 * @param amounts in đồng, all above 0; the logarithm makes «ten times too much» and «ten times too
 *   little» weigh the same
 * @returns undefined when there are too few to judge by
 * @see Iglewicz and Hoaglin (1993), How to Detect and Handle Outliers
 */
export function findOutliers(amounts: readonly number[]): OutlierReading | undefined {
  const median = toMedian(amounts);
  const logs = amounts.map(Math.log10);
  const middle = toMedian(logs);
  if (median === undefined || middle === undefined) return undefined;
  if (amounts.length < MIN_OUTLIER_SAMPLE) return undefined;
  const scale = toScale(logs.map((log) => Math.abs(log - middle)));
  const outliers = logs
    .map((log, index) => ({ index, score: scale === 0 ? 0 : (log - middle) / scale }))
    .filter(({ score }) => Math.abs(score) > OUTLIER_SCORE);
  return { median, outliers };
}

function toScale(deviations: readonly number[]): number {
  const median = toMedian(deviations) ?? 0;
  if (median > 0) return median * MEDIAN_DEVIATION_FACTOR;
  const sum = deviations.reduce((total, deviation) => total + deviation, 0);
  return (sum / deviations.length) * MEAN_DEVIATION_FACTOR;
}
