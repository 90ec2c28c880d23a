import { describe, expect, it } from 'vitest';
import { listOtherUnits } from '../../../core/adoption/other-units.ts';
import type { AdoptionPlan } from '../../../core/adoption/plan-adoption.ts';
import { planAdoption } from '../../../core/adoption/plan-adoption.ts';
import type { CellValue } from '../../../core/cell.ts';
import { ENTRY_COLUMNS } from '../../../core/columns.ts';
import { COLUMN_HEADERS } from '../../../core/wording/columns.ts';

const HEADER = ['STT', 'Tác giả', 'Tên sáng kiến', 'Ngày áp dụng'];
const ROW: CellValue[] = [1, 'Tổ Cơ điện', 'Cải tiến máy bơm', { serial: 40_000 }];

function plan(...rows: CellValue[][]): AdoptionPlan {
  const planned = planAdoption(rows);
  if (planned === undefined) throw new Error('no list');
  return planned;
}

describe('planAdoption', () => {
  it('says what stands where and what is missing, at the right, in the template’s order', () => {
    const planned = plan(
      ['DANH SÁCH', '', '', ''],
      HEADER,
      ROW,
      ['', '', '', ''],
      [2, 'Tổ Vận hành'],
    );
    expect(planned).toMatchObject({
      headerRowNumber: 2,
      firstRowNumber: 3,
      lastRowNumber: 5,
      rowCount: 2,
      renamed: [],
      sideRows: [],
    });
    expect(planned.understood).toEqual([
      { column: 'title', place: 2, header: 'Tên sáng kiến' },
      { column: 'authors', place: 1, header: 'Tác giả' },
      { column: 'appliedOn', place: 3, header: 'Ngày áp dụng' },
    ]);
    expect(planned.appended.map(({ column, place }) => [column, place])).toEqual(
      ENTRY_COLUMNS.filter((column) => !['title', 'authors', 'appliedOn'].includes(column)).map(
        (column, index) => [column, 4 + index],
      ),
    );
    expect(planned.appended.slice(0, 4).map(({ header }) => header)).toEqual([
      'Mã dòng (danh sách có sẵn)',
      'Dấu (danh sách có sẵn)',
      'Kết quả kiểm tra',
      'Nhóm sáng kiến',
    ]);
    expect(planned.unused).toEqual([{ place: 0, header: 'STT', reason: { kind: 'unknown' } }]);
    expect(planned).not.toHaveProperty('units');
  });

  it('appends beyond the widest row, whatever the header’s width', () => {
    expect(plan(HEADER, [...ROW, '', '', 'riêng']).appended[0]?.place).toBe(7);
  });

  it('is undefined for what is no list', () => {
    expect(planAdoption([])).toBeUndefined();
    expect(planAdoption([['Ghi chép'], ['mua mực in']])).toBeUndefined();
  });

  it('names columns without a header that hold something', () => {
    const { unused } = plan([...HEADER, '', ''], [...ROW, 'riêng', '']);
    expect(unused).toContainEqual({ place: 4, header: '', reason: { kind: 'unknown' } });
    expect(unused.map(({ place }) => place)).toEqual([4, 0]);
  });

  it('names rows that are no initiatives and does not count them', () => {
    const planned = plan(HEADER, [1, 2, 3, 4], ROW, ['Tổng  cộng', '', '', 1]);
    expect(planned.rowCount).toBe(1);
    expect(planned.sideRows).toEqual([
      { rowNumber: 2, text: '1' },
      { rowNumber: 4, text: 'Tổng cộng' },
    ]);
  });

  it('names sections and totals by their words, counts neither', () => {
    const planned = plan(HEADER, ['I', '', 'LĨNH VỰC Y TẾ', ''], ROW, [
      '',
      '',
      'Cộng: 1 sáng kiến',
      '',
    ]);
    expect(planned.rowCount).toBe(1);
    expect(planned.sideRows).toEqual([
      { rowNumber: 2, text: 'LĨNH VỰC Y TẾ' },
      { rowNumber: 4, text: 'Cộng: 1 sáng kiến' },
    ]);
  });

  it('shows both lines of a header on two lines, and begins below them', () => {
    const planned = plan(
      ['Tên sáng kiến', 'Tác giả', 'Ngày áp dụng', 'Hiệu quả', ''],
      ['', '', '', 'Số tiền làm lợi', 'Lợi ích khác'],
      ['Cải tiến máy bơm', 'Tổ Cơ điện', '2010', 5_000_000, ''],
    );
    expect(planned).toMatchObject({ headerRowNumber: 1, firstRowNumber: 3, rowCount: 1 });
    expect(planned.understood.map(({ header }) => header)).toEqual([
      'Tên sáng kiến',
      'Tác giả',
      'Ngày áp dụng',
      'Hiệu quả – Số tiền làm lợi',
      'Lợi ích khác',
    ]);
    expect(planned.sideRows).toEqual([]);
  });

  it('renames the template’s own header where it stands again', () => {
    const planned = plan([...HEADER, 'Ghi chú', 'Ghi chú'], [...ROW, 'một', 'hai']);
    expect(planned.renamed).toEqual([{ place: 5, from: 'Ghi chú', to: 'Cột riêng: Ghi chú' }]);
    expect(planned.understood.at(-1)).toEqual({ column: 'note', place: 4, header: 'Ghi chú' });
  });

  it.each<[string, string, CellValue]>([
    ['a receipt of their own', 'Kết quả kiểm tra', 'đã xem'],
    ['codes of their own', 'Mã dòng', 'SK-01'],
    ['days for codes', 'Mã dòng', { serial: 40_000 }],
    ['marks of their own', 'Dấu', 'đã đóng dấu'],
  ])('renames and replaces %s', (_, header, value) => {
    const planned = plan([...HEADER, header], [...ROW, value]);
    expect(planned.renamed).toEqual([{ place: 4, from: header, to: `Cột riêng: ${header}` }]);
    expect(planned.appended.slice(0, 3).map(({ column }) => column)).toEqual([
      'rowId',
      'mark',
      'receipt',
    ]);
  });

  it('keeps our own columns of an earlier time, and says in the hidden ones whose list it is', () => {
    const planned = plan(
      [...HEADER, 'Mã dòng', 'Dấu', 'Kết quả kiểm tra'],
      [...ROW, 'BT028-0123456789abcdef', '1=…', 'Đã ghi nhận lần 1 lúc 08:31 23/11/2026'],
      [...ROW, '', '', ''],
    );
    expect(planned.renamed).toEqual([
      { place: 4, from: 'Mã dòng', to: 'Mã dòng (danh sách có sẵn)' },
      { place: 5, from: 'Dấu', to: 'Dấu (danh sách có sẵn)' },
    ]);
    expect(planned.appended[0]?.column).toBe('category');
  });

  it('has nothing to add to a list that was taken over before', () => {
    const headers = ENTRY_COLUMNS.map((column) => COLUMN_HEADERS[column]);
    const adopted = ['Mã dòng (danh sách có sẵn)', 'Dấu (danh sách có sẵn)', ...headers.slice(2)];
    expect(plan(adopted)).toMatchObject({ appended: [], renamed: [], unused: [], rowCount: 0 });
  });

  it('counts what the column of units says, and tells which are not the unit’s own', () => {
    const planned = plan(
      [...HEADER, 'Đơn vị công tác'],
      [...ROW, 'Sở Y tế'],
      [...ROW, 'SỞ  Y TẾ'],
      [...ROW, 'Khoa Nội'],
      [...ROW, 'Khoa Nội'],
      [...ROW, ''],
      ['Tổng cộng', '', '', '', 'Khoa Nội'],
    );
    expect(planned.units).toEqual({
      place: 4,
      names: [
        { name: 'Khoa Nội', count: 2 },
        { name: 'Sở Y tế', count: 1 },
        { name: 'SỞ Y TẾ', count: 1 },
      ],
    });
    const own = { code: 'BT002', name: 'Sở Y tế', aliases: [] };
    expect(listOtherUnits(planned, own)).toEqual(['Khoa Nội']);
    expect(listOtherUnits(plan(HEADER, ROW), own)).toEqual([]);
  });
});
