/** Which pairs of titles the committee is shown. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jaccard } from '../../../core/near/duplicates.ts';
import { toFigures } from '../../../core/summary/figures.ts';
import { toListRow } from '../../../core/summary/list-row.ts';
import type { ListedRow } from '../../../core/summary/listed-rows.ts';
import { listRows } from '../../../core/summary/listed-rows.ts';
import { findNearPairs, MAX_NEAR_PAIRS, MAX_ROWS_A_KEY } from '../../../core/summary/near-pairs.ts';
import { initiative, rowId, storedRow } from '../../support/stored-rows.ts';
import { AS_OF, headOf, smallProgramme } from './cast.ts';

const programme = smallProgramme([{ code: 'AA1' }, { code: 'AA2' }]);

/** Rows as the tabs list them; a unit's titles in their order. */
function listed(titles: { readonly [unit: string]: readonly string[] }): readonly ListedRow[] {
  const units = Object.entries(titles).map(([unit, own]) => {
    const rows = own.map((title, index) =>
      storedRow(rowId(unit, index + 1), { initiative: initiative({ title }) }),
    );
    return { unit, rows };
  });
  const reports = units.map(({ unit, rows }) => ({ unit, head: headOf(unit, rows) }));
  const figures = toFigures({ programme, reports, asOf: AS_OF });
  return listRows(
    figures,
    new Map(units.map(({ unit, rows }) => [unit, rows.flatMap((row) => toListRow(row) ?? [])])),
  );
}

function idsOf(titles: { readonly [unit: string]: readonly string[] }): readonly string[] {
  const { pairs } = findNearPairs(listed(titles));
  return pairs.map(({ one, other }) => `${one.row.id} ${other.row.id}`);
}

const SEVEN = 'Rút ngắn thời gian trả kết quả';

describe('a pair of nearly equal titles', () => {
  it('is found across units and within one, each once, with how much they share', () => {
    const rows = listed({ AA1: [SEVEN, 'Máy ép mía'], AA2: [`Một số giải pháp ${SEVEN}`, SEVEN] });
    const { pairs, left } = findNearPairs(rows);
    expect(left).toBe(0);
    expect(
      pairs.map(({ one, other, similarity }) => [one.row.id, other.row.id, similarity]),
    ).toEqual([
      [rowId('AA1', 1), rowId('AA2', 1), 1],
      [rowId('AA1', 1), rowId('AA2', 2), 1],
      [rowId('AA2', 1), rowId('AA2', 2), 1],
    ]);
  });

  it('shares 85 % of its words, and not a word less', () => {
    // 17 of 20 words are 0,85; 16 of 19 are less.
    const words = Array.from({ length: 17 }, (_, index) => `chữ${String.fromCharCode(97 + index)}`);
    const longer = [...words, 'xanh', 'đỏ', 'vàng'];
    expect(idsOf({ AA1: [words.join(' ')], AA2: [longer.join(' ')] })).toHaveLength(1);
    const fewer = words.slice(1);
    expect(idsOf({ AA1: [fewer.join(' ')], AA2: [longer.slice(1).join(' ')] })).toEqual([]);
  });

  it('is what comparing each with each finds', () => {
    const word = fc.constantFrom('lò', 'sấy', 'dừa', 'mía', 'ép', 'bơm', 'nước', 'xe');
    const title = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(
        fc.array(title, { maxLength: 12 }),
        fc.array(title, { maxLength: 12 }),
        (a, b) => {
          const rows = listed({ AA1: a, AA2: b });
          const expected = rows.flatMap((one, index) =>
            rows
              .slice(index + 1)
              .filter(
                (other) => jaccard(one.row.initiative.title, other.row.initiative.title) >= 0.85,
              )
              .map((other) => `${one.row.id} ${other.row.id}`),
          );
          expect([...idsOf({ AA1: a, AA2: b })].sort()).toEqual([...expected].sort());
        },
      ),
      { seed: 20110331, numRuns: 60 },
    );
  });
});

describe('a title that everybody uses', () => {
  it('makes no more pairs than are shown, and says how many are left at least', () => {
    const many = Array.from({ length: MAX_ROWS_A_KEY + 20 }, () => SEVEN);
    const { pairs, left } = findNearPairs(listed({ AA1: many }));
    expect(pairs).toHaveLength(MAX_NEAR_PAIRS);
    // Each of the first 40 meets those before it, each of the other 20 those 40.
    expect(pairs.length + left).toBe((40 * 39) / 2 + 20 * 40);
  });
});
