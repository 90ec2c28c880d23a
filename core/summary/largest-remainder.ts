/** Shares that add up: each count's part of the whole in tenths of a percent. */

const WHOLE_TENTHS = 1000;

/**
 * Shares by largest remainder: each is rounded down and the tenths left over go to the largest
 * remainders, the first of equal ones.
 *
 * @param counts whole numbers, none negative
 * @returns tenths of a percent that add up to exactly 1000, or undefined where all counts are 0
 */
export function toShareTenths(counts: readonly number[]): readonly number[] | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  const floors = counts.map((count) => Math.floor((count * WHOLE_TENTHS) / total));
  const left = WHOLE_TENTHS - floors.reduce((sum, floor) => sum + floor, 0);
  const byRemainder = counts
    .map((count, index) => ({ index, remainder: (count * WHOLE_TENTHS) % total }))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index);
  const raised = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return floors.map((floor, index) => (raised.has(index) ? floor + 1 : floor));
}
