/** What changed between two publications: each kind, what is none, and that it explains the totals. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addToAggregates,
  type CountedPart,
  EMPTY_AGGREGATES,
  listTallies,
} from '../../../core/aggregates.ts';
import type { RowPair, StandingRow } from '../../../core/digest/changes.ts';
import { decideChanges, isUnchanged, MAX_EXAMPLES } from '../../../core/digest/changes.ts';
import { toSaid } from '../../../core/digest/said.ts';
import { CATEGORIES, RECOGNITIONS, type Recognition } from '../../../core/lists.ts';
import { sumTallies } from '../../../core/summary/figures.ts';
import { HOSPITAL, PHARMACY, publishedFacts, SUMMARY } from './mail-cast.ts';

const SAID = toSaid(publishedFacts(), { BT028: { refused: 6, warned: 9, incomplete: 1 } });

type Parts = {
  readonly title?: string;
  readonly place?: 'inside' | 'outside' | 'undated';
  readonly recognition?: Recognition;
};

function standing({ title = 'Máy gieo hạt', place = 'inside', recognition }: Parts): StandingRow {
  const initiative = { title, place, ...(recognition === undefined ? {} : { recognition }) };
  return { cells: { title, recognition: recognition ?? '' }, initiative };
}

function pair(before: Parts | undefined, after: Parts | undefined, at = 1): RowPair {
  return {
    unit: HOSPITAL,
    at,
    before: before === undefined ? undefined : standing(before),
    after: after === undefined ? undefined : standing(after),
  };
}

function decide(rows: readonly RowPair[]) {
  return decideChanges({ since: 7, rows, refusedThen: 0, saidThen: SAID, saidNow: SAID });
}

const NOTHING = { added: 0, edited: 0, withdrawn: 0, recognised: 0 };

describe('one row', () => {
  it.each<[string, Parts | undefined, Parts | undefined, Partial<typeof NOTHING>]>([
    ['is added', undefined, {}, { added: 1 }],
    ['is withdrawn', {}, undefined, { withdrawn: 1 }],
    ['is edited', {}, { title: 'Máy gieo hạt lúa' }, { edited: 1 }],
    ['came and went between', undefined, undefined, {}],
    ['was deleted and brought back as it was', {}, {}, {}],
    ['came into the period', { place: 'outside' }, {}, { added: 1 }],
    ['left the period', {}, { place: 'outside' }, { withdrawn: 1 }],
    ['never was inside', { place: 'outside' }, { place: 'outside', title: 'Khác' }, {}],
    ['was added outside', undefined, { place: 'outside' }, {}],
    ['lost its date, which keeps it inside', {}, { place: 'undated', title: 'B' }, { edited: 1 }],
    ['is recognised', {}, { recognition: 'CS' }, { edited: 1, recognised: 1 }],
    [
      'is recognised from «Chưa xét»',
      { recognition: 'CX' },
      { recognition: 'BNT' },
      { edited: 1, recognised: 1 },
    ],
    ['is added recognised', undefined, { recognition: 'TQ' }, { added: 1, recognised: 1 }],
    ['is added as «Chưa xét»', undefined, { recognition: 'CX' }, { added: 1 }],
    ['rose to another level', { recognition: 'CS' }, { recognition: 'TQ' }, { edited: 1 }],
    [
      'came in as recognised as before',
      { place: 'outside', recognition: 'CS' },
      { recognition: 'CS' },
      { added: 1 },
    ],
    ['is recognised outside', { place: 'outside' }, { place: 'outside', recognition: 'CS' }, {}],
    ['lost its recognition', { recognition: 'CS' }, {}, { edited: 1 }],
  ])('%s', (_, before, after, expected) => {
    expect(decide([pair(before, after)])).toMatchObject({ since: 7, ...NOTHING, ...expected });
  });
});

describe('figures that no row explains', () => {
  const review = { BT028: { refused: 6, warned: 9, incomplete: 1 } };
  const decideSaid = (saidThen: typeof SAID | undefined, saidNow: typeof SAID) =>
    decideChanges({ since: 0, rows: [], refusedThen: 6, saidThen, saidNow });
  const saidOf = (summary: Partial<typeof SUMMARY>) =>
    toSaid(publishedFacts({ summary: { ...SUMMARY, ...summary } }), review);

  it.each([
    [6, 0],
    [10, 4],
    [2, -4],
  ])('of %i refused rows %i are more', (rejected, more) => {
    const line = { name: 'rejected', more };
    expect(decideSaid(SAID, saidOf({ rejected })).figures).toEqual([line]);
    // Also where the last mail kept no more than that.
    expect(decideSaid(undefined, saidOf({ rejected })).figures).toEqual([line]);
  });

  it('are each told where they differ', () => {
    const now = saidOf({ waiting: 2, held: 3, outOfPeriod: 0, missingUnits: ['BT028'] });
    expect(decideSaid(SAID, now).figures).toEqual([
      { name: 'unitsMissing', more: -2 },
      { name: 'rejected', more: 0 },
      { name: 'waiting', more: 2 },
      { name: 'held', more: 3 },
      { name: 'outOfPeriod', more: -2 },
    ]);
  });

  it('nor any row changed: only then nothing did', () => {
    expect(isUnchanged(decideSaid(SAID, SAID))).toBe(true);
    expect(isUnchanged(decideSaid(undefined, SAID))).toBe(false);
    for (const parts of [{ added: 1 }, { edited: 1 }, { withdrawn: 1 }, { recognised: 1 }]) {
      expect(isUnchanged({ ...decideSaid(SAID, SAID), ...parts })).toBe(false);
    }
  });

  it.each<[string, typeof SAID]>([
    ['the benefit', saidOf({ benefit: { ...SUMMARY.benefit, notYet: 41 } })],
    ['a category', saidOf({ byCategory: { ...SUMMARY.byCategory, HLH: 1 } })],
    ['which units are missing', saidOf({ missingUnits: ['BT028', 'BT061', 'BT001'] })],
    ['the deadline', toSaid(publishedFacts({ deadline: '2011-04-30' }), review)],
    ['which unit has the errors', toSaid(publishedFacts(), { BT061: review.BT028 })],
  ])('say that something changed when %s did', (_, now) => {
    expect(isUnchanged(decideSaid(SAID, now))).toBe(false);
  });

  it('are the same in whatever order they were kept', () => {
    const other = { BT061: { refused: 0, warned: 1 } };
    const one = toSaid(publishedFacts(), { ...review, ...other });
    const { deadline: _, ...published } = publishedFacts();
    const again = {
      ...toSaid(publishedFacts(), { BT061: { ...other.BT061, incomplete: 0 }, ...review }),
      figures: Object.fromEntries(Object.entries(one.figures).reverse()),
      missing: [...one.missing].reverse(),
    };
    expect(isUnchanged(decideSaid(one, again))).toBe(true);
    expect(isUnchanged(decideSaid(one, toSaid(published, { ...review, ...other })))).toBe(false);
  });
});

describe('examples', () => {
  it('are the newest of each kind, and the counts are whole', () => {
    const rows = [3, 9, 1, 7, 5].map((at) => pair(undefined, { title: `Mới ${at}` }, at));
    const changes = decide([...rows, { ...pair({ title: 'Cũ' }, undefined, 2), unit: PHARMACY }]);
    expect(changes).toMatchObject({ added: 5, withdrawn: 1 });
    expect(MAX_EXAMPLES).toBe(3);
    expect(changes.examples).toEqual([
      { kind: 'added', unit: HOSPITAL, title: 'Mới 9' },
      { kind: 'added', unit: HOSPITAL, title: 'Mới 7' },
      { kind: 'added', unit: HOSPITAL, title: 'Mới 5' },
      { kind: 'withdrawn', unit: PHARMACY, title: 'Cũ' },
    ]);
  });

  it('have a row once: what is newly recognised is shown as that', () => {
    const { examples } = decide([pair({ title: 'Cũ' }, { title: 'Mới', recognition: 'CS' })]);
    expect(examples).toEqual([{ kind: 'recognised', unit: HOSPITAL, title: 'Mới' }]);
  });

  it('leave out rows in which nothing changed', () => {
    expect(decide([pair({}, {}), pair(undefined, undefined)]).examples).toEqual([]);
  });
});

describe('whatever happened', () => {
  const part = fc.record({
    title: fc.constantFrom('A', 'B'),
    place: fc.constantFrom('inside', 'outside', 'undated'),
    recognition: fc.option(fc.constantFrom(...RECOGNITIONS), { nil: undefined }),
    category: fc.constantFrom(...CATEGORIES),
    year: fc.constantFrom(2008, 2009),
  });
  const side = fc.option(part, { nil: undefined });
  type Side = typeof part extends fc.Arbitrary<infer Part> ? Part | undefined : never;

  /** The total as the head of a unit counts it. */
  function countTotal(sides: readonly Side[]): number {
    const rows = sides.flatMap((one) => (one === undefined ? [] : [toCounted(one)]));
    return sumTallies(listTallies(rows.reduce(addToAggregates, EMPTY_AGGREGATES))).count;
  }

  function toCounted({ category, place, year }: NonNullable<Side>): CountedPart {
    return { category, place, year, benefit: { kind: 'notYet' } };
  }

  function toStanding(one: Side): StandingRow | undefined {
    if (one === undefined) return undefined;
    const { title, place, recognition, year } = one;
    const initiative = { title, place, ...(recognition === undefined ? {} : { recognition }) };
    return { cells: { title, appliedOn: year, recognition: recognition ?? '' }, initiative };
  }

  it('added less withdrawn is the total now less the total then', () => {
    const rows = fc.array(fc.record({ before: side, after: side, at: fc.nat(9) }));
    fc.assert(
      fc.property(rows, (pairs) => {
        const changes = decide(
          pairs.map(({ before, after, at }) => ({
            unit: HOSPITAL,
            at,
            before: toStanding(before),
            after: toStanding(after),
          })),
        );
        const then = countTotal(pairs.map(({ before }) => before));
        const now = countTotal(pairs.map(({ after }) => after));
        expect(changes.added - changes.withdrawn).toBe(now - then);
        expect(changes.recognised).toBeLessThanOrEqual(changes.added + changes.edited);
        expect(changes.added + changes.edited).toBeLessThanOrEqual(now);
        expect(changes.withdrawn + changes.edited).toBeLessThanOrEqual(then);
      }),
    );
  });
});
