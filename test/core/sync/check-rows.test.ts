/** What only the whole tab can show: rows that are, or will be, duplicates of one another. */
import { describe, expect, it } from 'vitest';
import type { TypedCells } from '../../../core/columns.ts';
import { checkRows } from '../../../core/sync/check-rows.ts';
import { matchRows } from '../../../core/sync/match-rows.ts';
import { toCells, UNIT } from './entry-rows.ts';
import { RULES } from './paper-unit.ts';

const TITLE = 'Nuôi cua lột trong hộp nhựa';
const SAME_WORDS = 'Hộp nhựa nuôi cua lột';

function typed(cells: TypedCells = {}): TypedCells {
  return toCells({
    title: TITLE,
    category: 'Tiết kiệm',
    authors: 'Tổ Một (100%)',
    appliedOn: '2010',
    benefit: 'không tính được',
    ...cells,
  });
}

/** Of each row: what it is, its codes, and the row it is said to repeat. */
function check(...contents: readonly TypedCells[]) {
  const rows = contents.map((cells, index) => ({
    rowNumber: index + 2,
    idText: '',
    markText: '',
    receiptText: '',
    cells,
    isBlank: false,
  }));
  const checked = checkRows({
    rows: matchRows(rows, UNIT, undefined),
    rules: RULES,
    formulas: new Map(),
    mergedRows: new Set(),
    unit: { code: UNIT, name: 'Sở Y tế' },
  });
  return checked.map(({ reading }) => {
    const messages = reading.kind === 'blank' ? [] : reading.messages;
    const shown = messages.map(({ code, values }) => `${code}${values.r2 ?? ''}`);
    return [reading.kind, ...shown].join(' ');
  });
}

describe('rows of the same words and year', () => {
  it('are refused but for the upper one', () => {
    expect(check(typed(), typed({ title: SAME_WORDS }))).toEqual(['valid', 'rejected E_DUP2']);
  });

  it('are named where one is refused for another cell, after what it is refused for', () => {
    const wrong = typed({ title: SAME_WORDS, benefit: '500' });
    expect(check(wrong, typed())).toEqual(['rejected E_NO_UNIT E_DUP3', 'valid']);
    expect(check(typed(), wrong)).toEqual(['valid', 'rejected E_NO_UNIT E_DUP2']);
    expect(check(wrong, wrong)).toEqual(['rejected E_NO_UNIT', 'rejected E_NO_UNIT E_DUP2']);
  });

  it('are named before the warnings of a refused one', () => {
    const wrong = typed({ authors: 'A B, C D', benefit: '500' });
    expect(check(typed(), wrong)).toEqual(['valid', 'rejected E_NO_UNIT E_DUP2 W_AUTHOR_SPLIT']);
  });

  it('are not compared where title or year cannot be read, or a cell is still to be filled', () => {
    const unnamed = [
      typed({ title: '=A1' }),
      typed({ appliedOn: '31/02/2010' }),
      typed({ category: '' }),
      typed({ appliedOn: '2009', benefit: '500' }),
    ];
    expect(check(typed(), ...unnamed).filter((row) => row.includes('E_DUP'))).toEqual([]);
  });

  it('are undated ones too', () => {
    const trial = typed({ appliedOn: 'đang áp dụng thử', benefit: '500' });
    const valid = typed({ appliedOn: 'đang áp dụng thử' });
    expect(check(valid, trial)[1]).toBe('rejected E_NO_UNIT E_DUP2 W_TRIAL');
  });
});
