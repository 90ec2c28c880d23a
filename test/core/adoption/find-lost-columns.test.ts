import { describe, expect, it } from 'vitest';
import { findLostColumns } from '../../../core/adoption/find-lost-columns.ts';
import type { CellValue } from '../../../core/cell.ts';
import { ENTRY_COLUMNS } from '../../../core/columns.ts';
import { readEntryTable } from '../../../core/sync/entry-table.ts';
import { COLUMN_HEADERS } from '../../../core/wording/columns.ts';

const TEMPLATE = ENTRY_COLUMNS.map((column) => COLUMN_HEADERS[column]);
const OWN = ['Tên giải pháp', 'Nhóm sáng kiến', 'Tác giả', 'Năm áp dụng', 'Kết quả kiểm tra'];
const ROW: CellValue[] = ['Cải tiến máy bơm', 'Tiết kiệm', 'Tổ Cơ điện', '2010', ''];
const BANNER = `Kết quả kiểm tra – TẠM DỪNG: ${'thiếu cột '.repeat(20)}`;

describe('findLostColumns', () => {
  it('adds what a template’s tab lacks at its right, under the template’s headers', () => {
    expect(findLostColumns([TEMPLATE])).toBeUndefined();
    expect(findLostColumns([TEMPLATE.slice(2)])).toEqual({
      headerRowNumber: 1,
      firstRowNumber: 2,
      isAdopted: false,
      appended: [
        { column: 'rowId', place: 15, header: 'Mã dòng' },
        { column: 'mark', place: 16, header: 'Dấu' },
      ],
    });
  });

  it('adds nothing that is there, even where marks have lost their ids', () => {
    const lost = findLostColumns([TEMPLATE.slice(1), ['1=0.0', '', 'Cải tiến máy bơm']]);
    expect(lost?.appended.map(({ column }) => column)).toEqual(['rowId']);
  });

  it('knows a list by its own words, also below a banner of any length', () => {
    for (const receipt of ['Kết quả kiểm tra', BANNER]) {
      const values = [['DANH SÁCH'], [...OWN.slice(0, -1), receipt], ROW];
      expect(findLostColumns(values)).toEqual({
        headerRowNumber: 2,
        firstRowNumber: 3,
        isAdopted: true,
        appended: [
          { column: 'rowId', place: 5, header: 'Mã dòng (danh sách có sẵn)' },
          { column: 'mark', place: 6, header: 'Dấu (danh sách có sẵn)' },
        ],
      });
    }
  });

  it('leaves what is no list of initiatives, and a lost receipt alone', () => {
    expect(findLostColumns([['mua mực in'], ['giấy']])).toBeUndefined();
    expect(findLostColumns([TEMPLATE.filter((header) => header !== OWN[4])])).toBeUndefined();
  });
});

describe('the table of a list whose hidden columns are gone', () => {
  const problemOf = (values: CellValue[][]) => {
    const table = readEntryTable(values);
    return table.kind === 'stopped' ? table : undefined;
  };

  it('misses these and not headers people never had', () => {
    const lost = { kind: 'missing', columns: ['rowId', 'mark'] };
    expect(problemOf([['DANH SÁCH'], OWN, ROW])).toMatchObject({
      problem: lost,
      headerRowNumber: 2,
    });
    const known = ['Tên sáng kiến', 'Nhóm sáng kiến', 'Tác giả', 'Năm áp dụng', 'Kết quả kiểm tra'];
    expect(problemOf([known, ROW])).toMatchObject({ problem: lost });
  });

  it('is none where nothing says that it was taken over', () => {
    expect(problemOf([OWN.slice(0, -1), ROW.slice(0, -1)])?.problem).toEqual({ kind: 'noHeader' });
    expect(problemOf([TEMPLATE.slice(2)])?.problem).toEqual({
      kind: 'missing',
      columns: ['rowId', 'mark'],
    });
  });
});
