import { describe, expect, it } from 'vitest';
import type { TypedCells } from '../../core/columns.ts';
import { toColumnHashes, toFingerprint } from '../../core/sync/fingerprint.ts';
import type { Mark } from '../../core/sync/mark.ts';
import type { MatchedRow } from '../../core/sync/match-rows.ts';
import { matchRows } from '../../core/sync/match-rows.ts';
import type { TakeInput } from '../../core/take-suggestions.ts';
import { takeSuggestions } from '../../core/take-suggestions.ts';
import { toAcceptedMark, toCells, toRowId, toSheetRows, UNIT } from './sync/entry-rows.ts';

const RULES = { period: { from: '2008-01-01', to: '2010-12-31' }, today: '2011-03-31' };
const CELLS: TypedCells = {
  title: 'CẢI TIẾN MÁY ÉP MÍA ĐƯỜNG',
  category: 'Tiết kiệm',
  authors: 'TỔ CƠ ĐIỆN',
  appliedOn: '2010',
  benefit: '1 tỷ',
};
const PLAIN: TypedCells = { ...CELLS, title: 'Cân nguyên liệu tự động', authors: 'Tổ Cơ điện' };
const ID = toRowId('a');

function match(...sketches: Parameters<typeof toSheetRows>[0]): readonly MatchedRow[] {
  return matchRows(toSheetRows(sketches), UNIT);
}

function take(rows: readonly MatchedRow[], given: Partial<TakeInput> = {}) {
  return takeSuggestions({
    rows,
    rules: RULES as TakeInput['rules'],
    formulas: new Map(),
    isWanted: () => true,
    maxCells: 100,
    ...given,
  });
}

function withMark([matched]: readonly MatchedRow[], change: Partial<Mark>): MatchedRow[] {
  if (matched === undefined) throw new Error('no row');
  return [{ ...matched, pair: { id: ID, mark: { ...toAcceptedMark(CELLS), ...change } } }];
}

describe('takeSuggestions', () => {
  it('changes what has a suggestion and marks the row as that same record, edited', () => {
    const { rows, cellCount, hasMore } = take(match({ cells: CELLS, id: ID }, { cells: PLAIN }));
    expect([rows.length, cellCount, hasMore]).toEqual([1, rows[0]?.cells.length, false]);
    const texts = Object.fromEntries(rows[0]?.cells.map((cell) => [cell.column, cell.text]) ?? []);
    expect(texts.title).toBe('Cải tiến máy ép mía đường');
    const before = toAcceptedMark(CELLS);
    const hashes = toColumnHashes(toCells({ ...CELLS, ...texts }));
    expect(rows[0]?.pair).toEqual({ id: ID, mark: { ...before, state: '?', hashes } });
    expect(before.accepted).not.toBe(toFingerprint(hashes));
  });

  it('gives no mark to a row that has no id, nor to one whose mark is lost', () => {
    expect(take(match({ cells: CELLS })).rows[0]?.pair).toBeUndefined();
    const [matched] = match({ cells: CELLS, id: ID });
    const lost = matched === undefined ? [] : [{ ...matched, pair: { id: ID, mark: undefined } }];
    expect(take(lost).rows[0]?.pair).toEqual({ id: ID, mark: undefined });
  });

  it.each(['x', '!'] as const)('of a mark %s keeps what is known', (state) => {
    const [row] = take(withMark(match({ cells: CELLS, id: ID }), { state })).rows;
    expect(row?.pair?.mark?.state).toBe(state === 'x' ? 'x' : '?');
    expect(row?.pair?.mark?.accepted).toBe(toAcceptedMark(CELLS).accepted);
  });

  it('looks only at wanted rows that hold something', () => {
    const rows = match({ cells: CELLS }, { cells: CELLS }, {});
    const taken = take(rows, { isWanted: (rowNumber) => rowNumber !== 2 }).rows;
    expect(taken.map(({ row }) => row.rowNumber)).toEqual([3]);
    const [first] = rows;
    const emptied = first === undefined ? [] : [{ ...first, row: { ...first.row, cells: {} } }];
    expect(take(emptied).rows).toEqual([]);
  });

  it('takes whole rows up to the most, and says that there are more', () => {
    const rows = match({ cells: CELLS }, { cells: CELLS }, { cells: PLAIN });
    expect(take(rows, { maxCells: 1 })).toMatchObject({ rows: [{}], hasMore: true });
    expect(take(rows.slice(1), { maxCells: 1 })).toMatchObject({ rows: [{}], hasMore: false });
  });

  it('leaves a cell with a formula as it is', () => {
    const rows = match({ cells: { ...CELLS, authors: 'Tổ Cơ điện' } });
    expect(take(rows, { formulas: new Map([[2, new Set(['title'] as const)]]) }).rows).toEqual([]);
  });
});
