/** Benefits beside revenue: one ratio for the tab's total row and for the report. */
import type { Tally } from '../aggregates.ts';
import type { UnitRevenue } from '../targets.ts';
import type { Figures } from './figures.ts';

export type RevenueLine = {
  /** Code. */
  readonly unit: string;
  readonly tally: Tally;
  readonly revenueDong: bigint;
};

/** The units with a revenue, in the order given; those that are not listed are left out. */
export function listRevenueLines(
  { units }: Figures,
  revenues: readonly UnitRevenue[],
): readonly RevenueLine[] {
  const tallies = new Map(units.map(({ unit, tally }) => [unit.code, tally]));
  return revenues.flatMap(({ unit, dong }) => {
    const tally = tallies.get(unit);
    return tally === undefined ? [] : [{ unit, tally, revenueDong: BigInt(dong) }];
  });
}

export type RevenueShare = {
  /** Those of the lines that the ratio is of. */
  readonly counted: readonly RevenueLine[];
  readonly benefitDong: bigint;
  /** Above 0. */
  readonly revenueDong: bigint;
};

/**
 * A unit without one amount has an unknown benefit, which is not 0: its revenue stays out of the
 * ratio too.
 *
 * @returns undefined where no line has an amount
 */
export function toRevenueShare(lines: readonly RevenueLine[]): RevenueShare | undefined {
  const counted = lines.filter(({ tally }) => tally.counted > 0);
  if (counted.length === 0) return undefined;
  return {
    counted,
    benefitDong: counted.reduce((sum, { tally }) => sum + tally.countedDong, 0n),
    revenueDong: sumRevenues(counted),
  };
}

export function sumRevenues(lines: readonly RevenueLine[]): bigint {
  return lines.reduce((sum, { revenueDong }) => sum + revenueDong, 0n);
}
