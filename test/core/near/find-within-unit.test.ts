/** Near duplicates of one tab: the same as by comparing all pairs, without comparing all pairs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNearDuplicate } from '../../../core/near/duplicates.ts';
import { findNearRows, MAX_NEAR_IN_UNIT } from '../../../core/near/find-within-unit.ts';

// The same plays every time: a red run must be one that anybody can repeat.
fc.configureGlobal({ seed: 20_101_231 });

function find(...titles: readonly string[]) {
  const rows = titles.map((title, index) => ({ title, index }));
  return rows.map(
    (row) =>
      findNearRows(rows)
        .get(row)
        ?.map(({ index }) => index) ?? [],
  );
}

describe('near rows of a tab', () => {
  it('name each other', () => {
    expect(find('Lò sấy cơm dừa', 'Cân nguyên liệu tự động', 'Sấy cơm dừa: lò')).toEqual([
      [2],
      [],
      [0],
    ]);
  });

  it('are those with 0.85 of the words, not fewer', () => {
    const words = 'an ba ca da ga ha la ma na ra sa ta va xa bi chi di ghi hi ki'.split(' ');
    expect(find(words.join(' '), words.slice(0, 17).join(' '))).toEqual([[1], [0]]);
    expect(find(words.join(' '), words.slice(0, 16).join(' '))).toEqual([[], []]);
  });

  it('are the nearest two of many, then the upper ones', () => {
    const words = 'an ba ca da ga ha la ma na ra'.split(' ');
    const full = words.join(' ');
    const fewer = words.slice(0, 9).join(' ');
    expect(find(fewer, full, fewer, full, full)[4]).toEqual([1, 3]);
    expect(find(full, full, full, full)[0]).toHaveLength(MAX_NEAR_IN_UNIT);
  });

  it('are found in a series of like titles, however long, where the words are the same', () => {
    const late = 'vàng vải vẹm vịt voi vôi vườn xanh xoài xuân xăng xưởng yến ý vú'.split(' ');
    const series = Array.from({ length: 400 }, (_, number) => {
      const others = [number % 15, (number * 7 + 3) % 15, (number >> 4) % 15, (number >> 2) % 15];
      return `An bão cáp ${others.map((at) => late[at]).join(' ')} số${number} tuyến`;
    });
    const rows = [...series, `Tuyến: ${series[390]}`].map((title, index) => ({ title, index }));
    const found = findNearRows(rows);
    const nearestTo = (at: number) => [...found].find(([{ index }]) => index === at)?.[1][0]?.index;
    expect(nearestTo(400)).toBe(390);
    expect(nearestTo(390)).toBe(400);
  });

  it('are none where there is nothing to compare', () => {
    expect(find()).toEqual([]);
    expect(find('Lò sấy', '', '...')).toEqual([[], [], []]);
  });

  it('are found wherever comparing all pairs finds one', () => {
    const word = fc.constantFrom(...'an ba ca da ga ha la quản lý máy'.split(' '));
    const title = fc.array(word, { minLength: 1, maxLength: 14 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(title, { maxLength: 12 }), (titles) => {
        const found = find(...titles);
        for (const [index, own] of titles.entries()) {
          const near = titles.filter((other, at) => at !== index && isNearDuplicate(own, other));
          expect(found[index]).toHaveLength(Math.min(near.length, MAX_NEAR_IN_UNIT));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('cost a bounded number of comparisons among ten thousand like titles', () => {
    let read = 0;
    const rows = Array.from({ length: 10_000 }, (_, number) => ({
      get title() {
        read += 1;
        return `Sáng kiến cải tiến quy trình số ${number} tổ sản xuất phân xưởng hai`;
      },
    }));
    const startedAt = performance.now();
    const found = findNearRows(rows);
    // All pairs would be fifty million comparisons, minutes of work.
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(read).toBe(10_000);
    expect(found.size).toBe(10_000);
    expect([...found.values()].every((near) => near.length === MAX_NEAR_IN_UNIT)).toBe(true);
  });
});
