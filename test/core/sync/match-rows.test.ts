import { describe, expect, it } from 'vitest';
import type { TypedCells } from '../../../core/columns.ts';
import type { CopiedIds } from '../../../core/sync/match-rows.ts';
import { matchRows } from '../../../core/sync/match-rows.ts';
import type { RowSketch } from './entry-rows.ts';
import { toRowId, toSheetRows, UNIT } from './entry-rows.ts';

const A = toRowId('a');
const B = toRowId('b');
const press: TypedCells = {
  title: 'Cải tiến máy ép',
  category: 'Tiết kiệm',
  authors: 'Tổ Một',
  appliedOn: '2009',
};
const queue: TypedCells = {
  title: 'Rút ngắn xếp hàng',
  category: 'Tiết kiệm',
  authors: 'Tổ Hai',
  appliedOn: '2010',
};
const scale: TypedCells = {
  title: 'Cân tự động',
  category: 'Hợp lý hóa sản xuất',
  authors: 'Đội Ba',
  appliedOn: '2008',
};

function match(
  sketches: readonly RowSketch[],
  copiedIds?: CopiedIds,
): readonly (string | undefined)[] {
  return matchRows(toSheetRows(sketches), UNIT, copiedIds).map((row) => row.pair?.id);
}

describe('matchRows', () => {
  it('leaves pairs that equal their rows in place', () => {
    expect(
      match([
        { id: A, cells: press },
        { id: B, cells: queue },
      ]),
    ).toEqual([A, B]);
  });

  it('gives a new row no id', () => {
    expect(match([{ cells: press }, { id: B, cells: queue }])).toEqual([undefined, B]);
  });

  it('sends ids after their content when only visible columns were sorted', () => {
    const rows = [
      { id: A, marked: press, cells: queue },
      { id: B, marked: queue, cells: press },
    ];
    expect(match(rows)).toEqual([B, A]);
  });

  it('keeps the id in place when one cell was edited', () => {
    const edited = { ...press, authors: 'Tổ Bốn' };
    expect(match([{ id: A, marked: press, cells: edited }])).toEqual([A]);
  });

  it('follows a row that was moved and edited by its title', () => {
    const moved = {
      ...press,
      authors: 'Tổ Bốn',
      appliedOn: '2010',
      category: 'Hợp lý hóa sản xuất',
    };
    expect(match([{ id: A, marked: press, cells: scale }, { cells: moved }])).toEqual([
      undefined,
      A,
    ]);
  });

  it('lets go of a pair whose row now holds another initiative', () => {
    expect(match([{ id: A, marked: press, cells: scale }])).toEqual([undefined]);
  });

  it('keeps a pair when the title changed but most filled cells agree', () => {
    expect(match([{ id: A, marked: press, cells: { ...press, title: 'Máy ép mới' } }])).toEqual([
      A,
    ]);
  });

  it('lets go when exactly half of the filled cells agree without the title', () => {
    const half = { ...press, title: 'Máy ép mới', authors: 'Tổ Bốn' };
    expect(match([{ id: A, marked: press, cells: half }])).toEqual([undefined]);
  });

  it('keeps the pair of an emptied row where it stands', () => {
    expect(
      match([
        { id: A, marked: press, cells: {} },
        { id: B, cells: queue },
      ]),
    ).toEqual([A, B]);
  });

  it('does not revive an emptied row by other content', () => {
    expect(match([{ id: A, marked: press, cells: {} }, { cells: scale }])).toEqual([A, undefined]);
  });

  it('gives an emptied row its content back from another place', () => {
    expect(match([{ id: A, marked: press, cells: {} }, { cells: press }])).toEqual([undefined, A]);
  });

  describe('with one id in two rows', () => {
    it('takes the row the edit covered as the copy, even where it is the upper one', () => {
      const rows = [
        { id: A, cells: press },
        { id: A, cells: press },
      ];
      expect(match(rows, { fromRow: 2, toRow: 2 })).toEqual([undefined, A]);
    });

    it('takes the lower row as the copy when nothing tells', () => {
      expect(
        match([
          { id: A, cells: press },
          { id: A, cells: press },
        ]),
      ).toEqual([A, undefined]);
    });

    it('leaves the id to the row that still equals its mark', () => {
      const edited = { ...press, title: 'Máy ép mới' };
      expect(
        match([
          { id: A, marked: press, cells: edited },
          { id: A, cells: press },
        ]),
      ).toEqual([undefined, A]);
    });

    it('does not call all rows copies when the whole table was edited', () => {
      const rows = [
        { id: A, cells: press },
        { id: A, cells: press },
      ];
      expect(match(rows, { fromRow: 2, toRow: 3 })).toEqual([A, undefined]);
    });
  });

  it('counts an id of another unit as none', () => {
    const rows = toSheetRows([{ id: A, cells: press }]);
    expect(matchRows(rows, 'BT029').map((row) => row.pair)).toEqual([undefined]);
  });

  it('keeps an id whose mark was overwritten, knowing nothing of its content', () => {
    const [row] = toSheetRows([{ id: A, cells: press }]);
    if (row === undefined) throw new Error('no row');
    expect(matchRows([{ ...row, markText: 'xyz' }], UNIT).map((one) => one.pair)).toEqual([
      { id: A, mark: undefined },
    ]);
  });

  it('matches by the columns that are there when an optional column was deleted', () => {
    const full = { ...press, note: 'ghi chú' };
    const rows = toSheetRows([
      { id: A, marked: full, cells: queue },
      { id: B, marked: queue, cells: press },
    ]).map((row) => {
      const { note: _, ...cells } = row.cells;
      return { ...row, cells };
    });
    expect(matchRows(rows, UNIT).map((row) => row.pair?.id)).toEqual([B, A]);
  });

  it('matches ten thousand edited rows within a bounded number of comparisons', () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => {
      const cells = { ...press, title: `Sáng kiến ${index}`, authors: `Tổ ${index % 7}` };
      const id = `${UNIT}-${String(index).padStart(16, '0')}` as typeof A;
      return { id, marked: cells, cells: { ...cells, authors: 'Tổ khác' } };
    });
    expect(match(rows)).toEqual(rows.map((row) => row.id));
  });
});
