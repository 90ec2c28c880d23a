/** A unit's sums by year and category, kept in step with its rows one change at a time. */
import type { Category } from './lists.ts';
import type { Initiative } from './record.ts';

/** Counts of one year and category; money in đồng as bigint: a province may exceed 2^53. */
export type Tally = {
  readonly count: number;
  readonly countedDong: bigint;
  readonly counted: number;
  readonly estimated: number;
  readonly notYet: number;
  readonly cannot: number;
};

/** «2010|TCQL» → tally; year '' for undated rows. Only what is not zero is kept. */
export type Aggregates = {
  readonly tallies: { readonly [key: string]: Tally };
  /** Rows outside the period count here and nowhere else. */
  readonly outOfPeriod: number;
};

export const EMPTY_TALLY: Tally = {
  count: 0,
  countedDong: 0n,
  counted: 0,
  estimated: 0,
  notYet: 0,
  cannot: 0,
};
export const EMPTY_AGGREGATES: Aggregates = { tallies: {}, outOfPeriod: 0 };

/** What aggregates need of a row. */
export type CountedPart = Pick<Initiative, 'category' | 'year' | 'place' | 'benefit'>;

export function addToAggregates(sums: Aggregates, row: CountedPart): Aggregates {
  return change(sums, row, 1);
}

export function removeFromAggregates(sums: Aggregates, row: CountedPart): Aggregates {
  return change(sums, row, -1);
}

export function addTallies(one: Tally, other: Tally): Tally {
  return {
    count: one.count + other.count,
    countedDong: one.countedDong + other.countedDong,
    counted: one.counted + other.counted,
    estimated: one.estimated + other.estimated,
    notYet: one.notYet + other.notYet,
    cannot: one.cannot + other.cannot,
  };
}

export type TallyEntry = {
  /** '' for undated rows. */
  readonly year: string;
  readonly category: Category;
  readonly tally: Tally;
};

export function listTallies(sums: Aggregates): readonly TallyEntry[] {
  return Object.entries(sums.tallies).map(([key, tally]) => {
    const [year = '', category = ''] = key.split('|');
    return { year, category: category as Category, tally };
  });
}

function change(sums: Aggregates, row: CountedPart, sign: 1 | -1): Aggregates {
  if (row.place === 'outside') return { ...sums, outOfPeriod: sums.outOfPeriod + sign };
  const key = `${row.year ?? ''}|${row.category}`;
  const tally = addTallies(sums.tallies[key] ?? EMPTY_TALLY, toTally(row, sign));
  const { [key]: _, ...others } = sums.tallies;
  return { ...sums, tallies: tally.count === 0 ? others : { ...others, [key]: tally } };
}

function toTally({ benefit }: CountedPart, sign: 1 | -1): Tally {
  const counted = benefit.kind === 'counted';
  return {
    count: sign,
    countedDong: counted ? BigInt(benefit.dong) * BigInt(sign) : 0n,
    counted: counted ? sign : 0,
    estimated: counted && benefit.estimated ? sign : 0,
    notYet: benefit.kind === 'notYet' ? sign : 0,
    cannot: benefit.kind === 'cannot' ? sign : 0,
  };
}
