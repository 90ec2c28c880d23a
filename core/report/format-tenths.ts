/** Shares counted in tenths of a percent, which no rounding of floating numbers can shift. */
import { formatDecimal } from '../format.ts';

/** 668 → «66,8%» */
export function formatTenths(tenths: number): string {
  return `${formatDecimal(tenths / 10, 1)}%`;
}

/** part / whole in tenths of a percent, half up; both in whole đồng, the whole above 0. */
export function toTenths(part: bigint, whole: bigint): number {
  return Number((part * 2000n + whole) / (whole * 2n));
}
