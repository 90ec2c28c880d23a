// Which titles are the same initiative, and which nearly.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  duplicateKey,
  duplicateTokens,
  isNearDuplicate,
  jaccard,
  toNearKeys,
} from '../../../core/near/duplicates.ts';

// The same plays every time: a red run must be one that anybody can repeat.
fc.configureGlobal({ seed: 20_101_231 });

function nearDuplicateKeys(title: string): readonly string[] {
  return toNearKeys(duplicateTokens(title));
}

it('compares sets of words, not strings', () => {
  expect([
    ...duplicateTokens('Một số giải pháp nâng cao chất lượng, tại Khoa Nội trong năm 2010'),
  ]).toEqual(['chất', 'lượng', 'khoa', 'nội', 'năm', '2010']);
});

describe('equal keys', () => {
  it.each([
    ['Cải tiến máy ép mía', 'máy ép MÍA - cải tiến!'],
    ['Hợp lý hóa quy trình', 'Hợp lí hoá qui trình'],
    ['Giải pháp tiết kiệm điện', 'Biện pháp tiết kiệm điện'],
    ['Tiết kiệm tiết kiệm điện', 'Tiết kiệm điện'],
    ['Thuỷ lợi', 'Thủy lợi'],
  ])('%j and %j', (one, other) => {
    expect(duplicateKey(one)).toBe(duplicateKey(other));
  });

  it.each([
    ['Cải tiến máy che', 'Cải tiến mái che'],
    ['Cải tiến máy ép mía', 'Cai tien may ep mia'],
    ['Cải tiến máy ép mía số 1', 'Cải tiến máy ép mía số 2'],
    ['Giải quyết pháp lý', 'Quyết lý'],
  ])('but not %j and %j', (one, other) => {
    expect(duplicateKey(one)).not.toBe(duplicateKey(other));
  });

  it('does not take two titles of stop words only for one', () => {
    expect(duplicateKey('Một số giải pháp')).not.toBe(duplicateKey('Nâng cao'));
  });
});

it('measures what two titles share', () => {
  expect(jaccard('a b c d', 'a b c d')).toBe(1);
  expect(jaccard('a b c d', 'c d e f')).toBeCloseTo(1 / 3);
  expect(jaccard('', '')).toBe(0);
  expect(jaccard('a', 'b')).toBe(0);
});

it('calls titles near duplicates from 0.85 on', () => {
  const words = Array.from({ length: 20 }, (_, index) => `w${index}`);
  const title = words.join(' ');
  expect(isNearDuplicate(title, words.slice(3).join(' '))).toBe(true); // 17 of 20
  expect(isNearDuplicate(title, words.slice(4).join(' '))).toBe(false); // 16 of 20
  expect(isNearDuplicate('', '')).toBe(false);
});

describe('keys for finding near duplicates', () => {
  it('are few and telling', () => {
    const [, ...pairs] = nearDuplicateKeys('Cải tiến máy ép mía cây');
    expect(pairs).toEqual(['cây+mía']);
    expect(nearDuplicateKeys('')).toEqual([]);
    const long24 = nearDuplicateKeys(`${'x'.repeat(100)} z tổ chức quản lý máy`);
    expect(long24).toContain(`${'x'.repeat(24)}+z`);
    const long = Array.from({ length: 3000 }, (_, index) => `w${index}`).join(' ');
    expect(nearDuplicateKeys(long)).toHaveLength(67);
  });

  it('begin with one that only the same words share', () => {
    const exact = (title: string) => nearDuplicateKeys(title)[0];
    expect(exact('Cải tiến máy ép mía cây')).toBe(exact('Mía cây: một số cải tiến máy ép'));
    expect(exact('Cải tiến máy ép mía cây')).not.toBe(exact('Cải tiến máy ép mía khô'));
    expect(exact('Mía')).toMatch(/^=[\w-]{10}$/);
    // Of five words none can be exchanged.
    expect(nearDuplicateKeys('Cải tiến máy ép mía')).toHaveLength(1);
  });

  it('are shared by any two near duplicates of up to 66 words', () => {
    const words = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        words,
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 0, max: 6 }),
        (set, cut, added) => {
          const one = set.map((word) => `t${word}`);
          const other = [
            ...one.slice(Math.min(cut, one.length - 1)),
            ...Array.from({ length: added }, (_, n) => `u${n}`),
          ];
          const [a, b] = [one.join(' '), other.join(' ')];
          if (!isNearDuplicate(a, b)) return;
          const keys = new Set(nearDuplicateKeys(a));
          expect(nearDuplicateKeys(b).some((key) => keys.has(key))).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
