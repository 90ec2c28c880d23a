/** Where a request's rows are looked for in other units, and what is told of what was found. */
import { describe, expect, it } from 'vitest';
import { nearDuplicateKeys } from '../../../core/near/duplicates.ts';
import type { CurrentTitle, NearSubject } from '../../../core/near/find-across-units.ts';
import {
  confirmNearDuplicates,
  MAX_LOOKUP_KEYS,
  MAX_NEAR_PER_ROW,
  planNearLookups,
  rankNearCandidates,
} from '../../../core/near/find-across-units.ts';
import type { NearKeyItem } from '../../../core/near/near-key-items.ts';
import { rowId } from '../../support/stored-rows.ts';

/** Twenty words. */
const WORDS = 'an ba ca da ga ha la ma na ra sa ta va xa bi chi di ghi hi ki'.split(' ');
const TITLE = WORDS.join(' ');
const SUBJECT: NearSubject = { id: rowId('BT028', 1), title: TITLE };

function toItems(unit: string, number: number, title = TITLE): NearKeyItem[] {
  const id = rowId(unit, number);
  return nearDuplicateKeys(title).map((key) => ({ key, unit, id, title, year: '2009' }));
}

function rank(items: readonly NearKeyItem[], subjects: readonly NearSubject[] = [SUBJECT]) {
  return rankNearCandidates({ unit: 'BT028', subjects, items });
}

function toCurrent(unit: string, number: number, title = TITLE): CurrentTitle {
  return { unit, id: rowId(unit, number), title, year: '2009' };
}

describe('the keys to look under', () => {
  it('are each row’s, each once', () => {
    const other = { id: rowId('BT028', 2), title: 'Cân nguyên liệu tự động' };
    const keys = planNearLookups([SUBJECT, other, { ...SUBJECT, id: rowId('BT028', 3) }]);
    const [same, ...like] = nearDuplicateKeys(TITLE);
    const [otherSame, ...otherLike] = nearDuplicateKeys(other.title);
    expect(keys).toEqual([same, otherSame, ...like, ...otherLike]);
  });

  it('are bounded', () => {
    const subjects = Array.from({ length: 500 }, (_, number) => ({
      id: rowId('BT028', number),
      title: WORDS.map((word) => `${word}${number}`).join(' '),
    }));
    const keys = planNearLookups(subjects);
    expect(keys).toHaveLength(MAX_LOOKUP_KEYS);
    // The same words in another unit are never left out.
    const same = subjects.map(({ title }) => nearDuplicateKeys(title)[0]);
    expect(keys.slice(0, 500)).toEqual(same);
    expect(planNearLookups([])).toEqual([]);
  });
});

describe('candidates', () => {
  it('are rows with at least 0.85 of all words in common', () => {
    const at85 = [...WORDS.slice(0, 17)].join(' '); // 17 of 20
    const below = [...WORDS.slice(0, 16)].join(' '); // 16 of 20
    const items = [...toItems('BT029', 1, at85), ...toItems('BT029', 2, below)];
    // Both stand under the subject's keys, however they came there.
    const spread = nearDuplicateKeys(TITLE).flatMap((key) =>
      items.map((item) => ({ ...item, key })),
    );
    expect(rank(spread).map(({ id }) => id)).toEqual([rowId('BT029', 1)]);
  });

  it('are never of the own unit: its sheet judges those', () => {
    expect(rank([...toItems('BT028', 1), ...toItems('BT028', 2)])).toEqual([]);
  });

  it('are each named once, the nearest first, equals in the order of units and rows', () => {
    const fewer = WORDS.slice(0, 18).join(' ');
    const items = [
      ...toItems('BT061', 1),
      ...toItems('BT029', 9, fewer),
      ...toItems('BT030', 2),
      ...toItems('BT030', 1),
    ];
    expect(rank(items).map(({ unit, id }) => [unit, id])).toEqual([
      ['BT030', rowId('BT030', 1)],
      ['BT030', rowId('BT030', 2)],
      ['BT061', rowId('BT061', 1)],
      ['BT029', rowId('BT029', 9)],
    ]);
  });

  it('are a few of each row', () => {
    const items = Array.from({ length: 30 }, (_, number) => toItems('BT029', number)).flat();
    expect(rank(items)).toHaveLength(5);
    const subjects = Array.from({ length: 200 }, (_, number) => ({
      ...SUBJECT,
      id: rowId('BT028', number),
    }));
    const candidates = rank(items, subjects);
    expect(candidates).toHaveLength(600);
    // Before anybody's second comes everybody's first.
    expect(candidates.slice(0, 200).map(({ subject }) => subject)).toEqual(subjects);
  });

  it('of a title too long for an item are found by its beginning', () => {
    const long = Array.from({ length: 150 }, (_, number) => `chữ${number}`).join(' ');
    const stored = toItems('BT029', 1, long.slice(0, 400));
    expect(rank(stored, [{ ...SUBJECT, title: long }])).toHaveLength(1);
  });
});

describe('what is told', () => {
  const nameOf = (unit: string) => `Đơn vị ${unit}`;
  const candidates = [1, 2, 3, 4, 5].map((number) => ({
    subject: SUBJECT,
    unit: 'BT029',
    id: rowId('BT029', number),
  }));

  it('is title, unit name and year as stored now, for the id that was sent', () => {
    const current = [toCurrent('BT029', 1, `Tại ${TITLE}`)];
    expect(confirmNearDuplicates({ candidates, current, nameOf })).toEqual([
      { id: SUBJECT.id, title: `Tại ${TITLE}`, unitName: 'Đơn vị BT029', year: '2009' },
    ]);
  });

  it('leaves out rows that are gone or no longer near', () => {
    const current = [toCurrent('BT029', 2, 'Cân nguyên liệu tự động'), toCurrent('BT029', 3)];
    const near = confirmNearDuplicates({ candidates, current, nameOf });
    expect(near).toHaveLength(1);
    expect(confirmNearDuplicates({ candidates, current: [], nameOf })).toEqual([]);
  });

  it('is at most three of a row', () => {
    const current = [1, 2, 3, 4, 5].map((number) => toCurrent('BT029', number));
    expect(confirmNearDuplicates({ candidates, current, nameOf })).toHaveLength(MAX_NEAR_PER_ROW);
  });

  it('does not mistake a row for one of the same id in another unit', () => {
    const current = [{ ...toCurrent('BT030', 1), id: rowId('BT029', 1) }];
    expect(confirmNearDuplicates({ candidates, current, nameOf })).toEqual([]);
  });
});
