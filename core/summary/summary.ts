/** The summary as machines read it: what the committee's spreadsheet says, in one object. */
import * as z from 'zod/mini';
import { CATEGORIES } from '../lists.ts';
import { toAsOf } from './as-of.ts';
import type { Figures } from './figures.ts';
import { sumTallies } from './figures.ts';

const count = z.int().check(z.gte(0));

export const Summary = z.strictObject({
  /** ISO 8601 in Vietnam time. */
  asOf: z.string(),
  total: count,
  unitsReported: count,
  unitsTotal: count,
  byCategory: z.record(z.enum(CATEGORIES), count),
  /** Every year of the period, also at 0; '' for undated rows, only when there are any. */
  byYear: z.record(z.string(), count),
  /** Only units with rows in the period. */
  byUnit: z.record(z.string(), count),
  benefit: z.strictObject({
    /** Exact up to 2^53 đồng, the nearest double above; the tabs show every digit. */
    totalDong: z.number().check(z.gte(0), z.refine(Number.isInteger)),
    counted: count,
    notYet: count,
    cannot: count,
  }),
  /** Units asked to report that have neither an accepted row nor a statement, in code order. */
  missingUnits: z.array(z.string()),
  outOfPeriod: count,
  rejected: count,
  incomplete: count,
  waiting: count,
  held: count,
});
export type Summary = z.infer<typeof Summary>;

/** unitsReported + missingUnits.length = unitsTotal, whatever was merged, closed or added. */
export function toSummary(figures: Figures): Summary {
  const { units, entries, tally, counts } = figures;
  const expected = units.filter((unit) => unit.isExpected);
  const missing = expected.filter((unit) => unit.status === 'missing');
  const byCategory = Object.fromEntries(
    CATEGORIES.map((category) => [category, sumTallies(entries, { category }).count]),
  ) as Summary['byCategory'];
  return {
    asOf: toAsOf(figures.asOf),
    total: tally.count,
    unitsReported: expected.length - missing.length,
    unitsTotal: expected.length,
    byCategory,
    byYear: Object.fromEntries(
      figures.years.map((year) => [year, sumTallies(entries, { year }).count]),
    ),
    byUnit: Object.fromEntries(
      units
        .filter((unit) => unit.tally.count > 0)
        .map((unit) => [unit.unit.code, unit.tally.count]),
    ),
    benefit: {
      totalDong: Number(tally.countedDong),
      counted: tally.counted,
      notYet: tally.notYet,
      cannot: tally.cannot,
    },
    missingUnits: missing.map((unit) => unit.unit.code),
    outOfPeriod: figures.outOfPeriod,
    rejected: counts.rejected,
    incomplete: counts.incomplete,
    waiting: counts.waiting,
    held: figures.held,
  };
}
