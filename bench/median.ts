/** Middle and high values of few measurements. */

/** Of the two in the middle the mean. @throws Error for none */
export function toMedian(values: readonly number[]): number {
  return (at(values, 0.5, Math.floor) + at(values, 0.5, Math.ceil)) / 2;
}

/** The smallest value that so large a share of them does not exceed. @param share 0 to 1 */
export function toPercentile(values: readonly number[], share: number): number {
  const sorted = sort(values);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

function at(values: readonly number[], share: number, round: (place: number) => number): number {
  const sorted = sort(values);
  const value = sorted[round((sorted.length - 1) * share)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

function sort(values: readonly number[]): readonly number[] {
  return [...values].sort((one, other) => one - other);
}
