/** Sums by year and category, one row at a time. */
import { describe, expect, it } from 'vitest';
import type { Aggregates, CountedPart, Tally } from '../../core/aggregates.ts';
import {
  addTallies,
  addToAggregates,
  EMPTY_AGGREGATES,
  EMPTY_TALLY,
  listTallies,
  removeFromAggregates,
} from '../../core/aggregates.ts';
import { initiative } from '../support/stored-rows.ts';

const COUNTED = initiative({ benefit: { kind: 'counted', dong: 1_000, estimated: false } });
const ESTIMATED = initiative({ benefit: { kind: 'counted', dong: 500, estimated: true } });
const NOT_YET = initiative({ benefit: { kind: 'notYet' } });
const CANNOT = initiative({ benefit: { kind: 'cannot' } });

describe('one row', () => {
  it.each<[string, CountedPart, Partial<Tally>]>([
    ['counted', COUNTED, { countedDong: 1_000n, counted: 1 }],
    ['estimated', ESTIMATED, { countedDong: 500n, counted: 1, estimated: 1 }],
    ['not yet counted', NOT_YET, { notYet: 1 }],
    ['not countable', CANNOT, { cannot: 1 }],
    [
      'counted as 0',
      initiative({ benefit: { kind: 'counted', dong: 0, estimated: false } }),
      { counted: 1 },
    ],
  ])('%s counts in its own state only', (_, row, tally) => {
    expect(addToAggregates(EMPTY_AGGREGATES, row)).toEqual({
      tallies: { '2010|CTKT': { ...EMPTY_TALLY, count: 1, ...tally } },
      outOfPeriod: 0,
    });
  });

  it('without a date counts under no year', () => {
    const { year: _, ...undated } = initiative({ place: 'undated', category: 'TK' });
    const sums = addToAggregates(EMPTY_AGGREGATES, undated);
    expect(Object.keys(sums.tallies)).toEqual(['|TK']);
    expect(listTallies(sums)).toEqual([
      {
        year: '',
        category: 'TK',
        tally: { ...EMPTY_TALLY, count: 1, countedDong: 1_250_000_000n, counted: 1 },
      },
    ]);
  });

  it('outside the period counts there and nowhere else', () => {
    const row = initiative({ place: 'outside', year: 2007 });
    const sums = addToAggregates(EMPTY_AGGREGATES, row);
    expect(sums).toEqual({ tallies: {}, outOfPeriod: 1 });
    expect(removeFromAggregates(sums, row)).toEqual(EMPTY_AGGREGATES);
  });
});

describe('many rows', () => {
  const rows = [COUNTED, ESTIMATED, NOT_YET, CANNOT, initiative({ year: 2009, category: 'TK' })];
  const sums = rows.reduce<Aggregates>(addToAggregates, EMPTY_AGGREGATES);

  it('add up by year and category', () => {
    expect(sums.tallies['2010|CTKT']).toEqual({
      count: 4,
      countedDong: 1_500n,
      counted: 2,
      estimated: 1,
      notYet: 1,
      cannot: 1,
    });
    expect(sums.tallies['2009|TK']?.count).toBe(1);
  });

  it('leave nothing behind when all are taken away, in whatever order', () => {
    expect([...rows].reverse().reduce<Aggregates>(removeFromAggregates, sums)).toEqual(
      EMPTY_AGGREGATES,
    );
    expect(rows.reduce<Aggregates>(removeFromAggregates, sums)).toEqual(EMPTY_AGGREGATES);
  });

  it('change nothing they were made of', () => {
    addToAggregates(sums, COUNTED);
    expect(sums.tallies['2010|CTKT']?.count).toBe(4);
    expect(EMPTY_AGGREGATES).toEqual({ tallies: {}, outOfPeriod: 0 });
  });

  it('stay exact beyond what a number can hold', () => {
    const large = initiative({
      benefit: { kind: 'counted', dong: 90_071_992_547_409, estimated: false },
    });
    const hundred = Array(101).fill(large) as CountedPart[];
    const total = hundred.reduce<Aggregates>(addToAggregates, EMPTY_AGGREGATES);
    expect(total.tallies['2010|CTKT']?.countedDong).toBe(9_097_271_247_288_309n);
  });
});

it('adds two tallies part by part', () => {
  const one = { count: 1, countedDong: 2n, counted: 3, estimated: 4, notYet: 5, cannot: 6 };
  expect(addTallies(one, one)).toEqual({
    count: 2,
    countedDong: 4n,
    counted: 6,
    estimated: 8,
    notYet: 10,
    cannot: 12,
  });
});
