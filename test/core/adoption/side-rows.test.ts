import { describe, expect, it } from 'vitest';
import { readListHeader } from '../../../core/adoption/find-list-header.ts';
import { listSideRows } from '../../../core/adoption/side-rows.ts';
import type { CellValue } from '../../../core/cell.ts';

const HEADER = ['STT', 'Tên sáng kiến', 'Tác giả', 'Ngày áp dụng', 'Giá trị làm lợi'];
const ENTRY: CellValue[] = [1, 'Cải tiến máy bơm', 'Tổ Cơ điện', '2010', 5_000_000];

function sideRows(...rows: CellValue[][]): readonly number[] {
  const values = [HEADER, ...rows];
  return [...listSideRows(values, readListHeader(values, 0))];
}

describe('listSideRows', () => {
  it.each<[string, CellValue[]]>([
    ['column numbers', [1, 2, 3, 4, 5]],
    ['column numbers in brackets', ['(1)', '(2)', '(3)', '(4)', '(5)=(3)x(4)']],
    ['column letters and numbers', ['A', 'B', '1', '2', '']],
    ['a total', ['Tổng cộng:', '', '', '', 250_000_000]],
    ['a total in another column', ['', '', 'TỔNG SỐ', '', 250_000_000]],
    ['a place and a day', ['', '', '', 'Bến Tre, ngày 10 tháng 3 năm 2011', '']],
    ['a day left open', ['', '', '', '…, ngày … tháng … năm 2011', '']],
    ['who signs', ['Người lập biểu', '', '', 'THỦ TRƯỞNG ĐƠN VỊ', '']],
    ['who signs, below the title', ['', 'Người lập biểu', '', '(Ký, ghi rõ họ tên)', '']],
    ['the header again', HEADER],
    ['a section', ['I', 'LĨNH VỰC Y TẾ', '', '', '']],
    ['a section of small letters', ['II.', 'Lĩnh vực khác', '', '', '']],
    ['a section in the authors’ column', ['A', '', 'KHỐI HUYỆN', '', '']],
    ['a section in one cell', ['', 'III. LĨNH VỰC GIÁO DỤC', '', '', '']],
    ['a total below the titles', ['', 'Cộng: 3 sáng kiến', '', '', '']],
    ['a total of money below the titles', ['', 'Tổng cộng toàn tỉnh', '', '', 250_000_000]],
    ['a total of sections', ['', 'Cộng (I + II)', '', '', '']],
    ['a number of them', ['', 'Tổng số sáng kiến: 03', '', '', '']],
  ])('leaves %s out', (_, row) => {
    expect(sideRows(ENTRY, row, ENTRY)).toEqual([3]);
  });

  it.each<[string, CellValue[]]>([
    ['an initiative', ENTRY],
    ['one begun with its authors', ['', '', 'Tổ Cơ điện', '', '']],
    ['a title that begins like a total', ['', 'Tổng hợp số liệu vật tư', '', '', '']],
    ['a title among numbers', [1, 'Cải tiến', 3, 4, 5]],
    ['too few numbers', ['', '2', '3', '', '']],
    ['a person in charge as author', [2, '', 'Giám đốc', '2010', '']],
    ['numbers below no title', [1, '', '', 2010, 5]],
    ['a blank row', ['', '', '', '', '']],
    [
      'a title that begins like a total of its own kind',
      ['', 'Cộng hưởng từ hạt nhân', '', '', ''],
    ],
    ['a total with authors', [4, 'Tổng cộng', 'Tổ Cơ điện', '', '']],
    ['a total with a day', [4, 'Tổng cộng', '', '2010', '']],
    ['a numbered title', ['1', 'Cải tiến máy bơm', '', '', '']],
    ['a section’s number with more beside it', ['I', 'Cải tiến máy bơm', 'Tổ Cơ điện', '', '']],
    ['a section’s number alone', ['I', '', '', '', '']],
    ['a section’s number and an amount', ['I', '', '', '', 5]],
    ['a title with a letter before it', ['', 'A. Cải tiến máy bơm', '', '', '']],
  ])('keeps %s', (_, row) => {
    expect(sideRows(ENTRY, row)).toEqual([]);
  });

  it('leaves names below a signature out, but not a titled row typed there later', () => {
    const signature: CellValue[] = ['', '', 'Thủ trưởng đơn vị', '', ''];
    const name: CellValue[] = ['', '', 'Ban Giám đốc', '', ''];
    expect(sideRows(ENTRY, signature, name, ENTRY)).toEqual([3, 4]);
    expect(sideRows(name, ENTRY)).toEqual([]);
  });

  it('knows a signature row by what people wrote, whatever stands in our own columns', () => {
    const values = [
      [...HEADER, 'Kết quả kiểm tra'],
      ['', '', 'Người lập biểu', '', '', 'Còn thiếu: Tên sáng kiến.'],
    ];
    expect([...listSideRows(values, readListHeader(values, 0))]).toEqual([2]);
  });

  it('knows a section and a total whatever stands in our own columns', () => {
    const values = [
      [...HEADER, 'Kết quả kiểm tra'],
      ['I', 'LĨNH VỰC Y TẾ', '', '', '', 'Còn thiếu: Nhóm sáng kiến.'],
      ['', 'Cộng: 3 sáng kiến', '', '', '', 'Còn thiếu: Nhóm sáng kiến.'],
    ];
    expect([...listSideRows(values, readListHeader(values, 0))]).toEqual([2, 3]);
  });

  it('asks nothing of columns the list does not have', () => {
    const values = [
      ['Tên sáng kiến', 'Ngày áp dụng', 'Ghi chú'],
      ['Tổng cộng', '', ''],
    ];
    expect([...listSideRows(values, readListHeader(values, 0))]).toEqual([2]);
    const undated = [
      ['Tên sáng kiến', 'Tác giả', 'Ghi chú'],
      ['Cộng', '', ''],
    ];
    expect([...listSideRows(undated, readListHeader(undated, 0))]).toEqual([2]);
  });

  it('counts the second line of headers', () => {
    const values = [
      ['Tên sáng kiến', 'Tác giả', 'Ngày áp dụng', 'Hiệu quả'],
      ['', '', '', 'Giá trị làm lợi'],
      ['Cải tiến máy bơm', 'Tổ Cơ điện', '2010', ''],
    ];
    expect([...listSideRows(values, readListHeader(values, 0))]).toEqual([2]);
  });
});
