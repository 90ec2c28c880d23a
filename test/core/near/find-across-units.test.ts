/** Where a request's rows are looked for in other units, and what is told of what was found. */
import { describe, expect, it } from 'vitest';
import type { CurrentTitle, NearSubject } from '../../../core/near/find-across-units.ts';
import {
  confirmNearDuplicates,
  listLookupKeys,
  MAX_LOOKUP_KEYS,
  MAX_NEAR_PER_ROW,
  planNearLookups,
  rankNearCandidates,
} from '../../../core/near/find-across-units.ts';
import type { NearEntries, NearEntry } from '../../../core/near/near-items.ts';
import { listOwnKeys } from '../../../core/near/segment-keys.ts';
import { toWordPrints } from '../../../core/near/word-prints.ts';
import { rowId } from '../../support/stored-rows.ts';

/** Twenty words. */
const WORDS = 'an ba ca da ga ha la ma na ra sa ta va xa bi chi di ghi hi ki'.split(' ');
const TITLE = WORDS.join(' ');
const SUBJECT: NearSubject = { id: rowId('BT028', 1), title: TITLE };

type Items = Map<string, NearEntries>;

function toEntry(unit: string, number: number, title = TITLE): NearEntry {
  return { unit, id: rowId(unit, number), prints: toWordPrints(title) };
}

/** Under the keys of its own title, or those of another. */
function place(items: Items, entry: NearEntry, keys = listOwnKeys(entry.prints)): Items {
  for (const key of keys) items.set(key, [...(items.get(key) ?? []), entry]);
  return items;
}

function rank(items: Items, subjects: readonly NearSubject[] = [SUBJECT]) {
  return rankNearCandidates({ unit: 'BT028', lookups: planNearLookups(subjects), items });
}

function placeAll(...entries: readonly NearEntry[]): Items {
  return entries.reduce<Items>((items, entry) => place(items, entry), new Map());
}

function toCurrent(unit: string, number: number, title = TITLE): CurrentTitle {
  return { unit, id: rowId(unit, number), title, year: '2009' };
}

describe('the keys to look under', () => {
  it('are each row’s, each once', () => {
    const other = { id: rowId('BT028', 2), title: 'Cân nguyên liệu tự động' };
    const lookups = planNearLookups([SUBJECT, other, { ...SUBJECT, id: rowId('BT028', 3) }]);
    const [same, ...like] = listOwnKeys(toWordPrints(TITLE));
    const [otherSame, ...otherLike] = listOwnKeys(toWordPrints(other.title));
    const { own, partners } = listLookupKeys(lookups);
    expect(own).toEqual([same, otherSame, ...like, ...otherLike]);
    // Of twenty words: partners of seventeen to twenty-three, in four segments and in five.
    expect(partners).toHaveLength(5);
  });

  it('are bounded', () => {
    const subjects = Array.from({ length: 500 }, (_, number) => ({
      id: rowId('BT028', number),
      title: WORDS.flatMap((word) => [`${word}${number}`, `${word}b${number}`]).join(' '),
    }));
    const { own, partners } = listLookupKeys(planNearLookups(subjects));
    expect(own.length + partners.length).toBe(MAX_LOOKUP_KEYS);
    // The same words in another unit are never left out.
    const same = subjects.map(({ title }) => listOwnKeys(toWordPrints(title))[0]);
    expect(own.slice(0, 500)).toEqual(same);
    expect(listLookupKeys(planNearLookups([]))).toEqual({ own: [], partners: [] });
  });
});

describe('candidates', () => {
  it('are rows with at least 0.85 of all words in common', () => {
    const at85 = toEntry('BT029', 1, WORDS.slice(0, 17).join(' ')); // 17 of 20
    const below = toEntry('BT029', 2, WORDS.slice(0, 16).join(' ')); // 16 of 20
    const keys = listOwnKeys(toWordPrints(TITLE));
    // Both stand under the subject's keys, however they came there.
    const items = place(place(new Map(), at85, keys), below, keys);
    expect(rank(items).map(({ id }) => id)).toEqual([rowId('BT029', 1)]);
    expect(rank(placeAll(at85)).map(({ id }) => id)).toEqual([rowId('BT029', 1)]);
  });

  it('are never of the own unit: its sheet judges those', () => {
    expect(rank(placeAll(toEntry('BT028', 1), toEntry('BT028', 2)))).toEqual([]);
  });

  it('are each named once, the nearest first, equals in the order of units and rows', () => {
    const items = placeAll(
      toEntry('BT061', 1),
      toEntry('BT029', 9, WORDS.slice(0, 18).join(' ')),
      toEntry('BT030', 2),
      toEntry('BT030', 1),
    );
    expect(rank(items).map(({ unit, id }) => [unit, id])).toEqual([
      ['BT030', rowId('BT030', 1)],
      ['BT030', rowId('BT030', 2)],
      ['BT061', rowId('BT061', 1)],
      ['BT029', rowId('BT029', 9)],
    ]);
  });

  it('are a few of each row', () => {
    const items = placeAll(...Array.from({ length: 30 }, (_, number) => toEntry('BT029', number)));
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

  it('of a title too long to be compared whole are found by its beginning', () => {
    const long = Array.from({ length: 300 }, (_, number) => `chữ${number}`).join(' ');
    const items = placeAll(toEntry('BT029', 1, long.slice(0, 1_000)));
    expect(rank(items, [{ ...SUBJECT, title: long }])).toHaveLength(1);
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
