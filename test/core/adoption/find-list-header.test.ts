import { describe, expect, it } from 'vitest';
import { findListHeader, readListHeader } from '../../../core/adoption/find-list-header.ts';

const HEADER = ['STT', 'Họ và tên tác giả', 'Tên sáng kiến', 'Thời gian áp dụng', 'Ghi chú'];
const ROW = [1, 'Tổ Cơ điện', 'Cải tiến máy bơm', 'tháng 5/2010', ''];

describe('findListHeader', () => {
  it('finds it below merged title lines, whose other cells are blank', () => {
    const values = [
      ['BỆNH VIỆN', '', '', '', ''],
      ['DANH SÁCH SÁNG KIẾN NĂM 2010', '', '', '', ''],
      ['', '', '', '', ''],
      HEADER,
      ROW,
    ];
    const header = findListHeader(values);
    expect(header).toMatchObject({ headerRowNumber: 4, lastHeaderRowNumber: 4 });
    expect(header?.places).toEqual({ authors: 1, title: 2, appliedOn: 3, note: 4 });
    expect(header?.unused).toEqual([{ place: 0, header: 'STT', reason: { kind: 'unknown' } }]);
  });

  it('takes the line that names most, the upper of equal ones', () => {
    const short = ['', 'Tác giả', 'Tên sáng kiến', 'Ghi chú', ''];
    expect(findListHeader([short, HEADER, ROW])?.headerRowNumber).toBe(2);
    expect(findListHeader([HEADER, HEADER, ROW])?.headerRowNumber).toBe(1);
  });

  it.each([
    ['a title, authors and one more', ['Tên sáng kiến', 'Tác giả', 'Ghi chú'], true],
    ['a title, a date and one more', ['Tên sáng kiến', 'Ngày áp dụng', 'Ghi chú'], true],
    ['only two columns', ['Tên sáng kiến', 'Tác giả', 'Điểm'], false],
    ['no title', ['Tác giả', 'Ngày áp dụng', 'Ghi chú'], false],
    ['neither authors nor a date', ['Tên sáng kiến', 'Lĩnh vực', 'Ghi chú'], false],
  ])('%s', (_, header, isList) => {
    expect(findListHeader([header, ROW]) !== undefined).toBe(isList);
  });

  it('looks at thirty lines and no further', () => {
    const blank = Array.from({ length: 29 }, () => ['']);
    expect(findListHeader([...blank, HEADER])?.headerRowNumber).toBe(30);
    expect(findListHeader([...blank, [''], HEADER])).toBeUndefined();
    expect(findListHeader([])).toBeUndefined();
  });

  it('reads a second line of headers below a header over several columns', () => {
    const top = ['Tên sáng kiến', 'Tác giả', '', 'Thời gian áp dụng', 'Hiệu quả', '', 'Ghi chú'];
    const sub = ['', 'Họ và tên', 'Chức vụ', '', 'Giá trị làm lợi', 'Lợi ích khác', ''];
    const header = findListHeader([top, sub, ROW]);
    expect(header).toMatchObject({ headerRowNumber: 1, lastHeaderRowNumber: 2 });
    expect(header?.places).toEqual({
      title: 0,
      authors: 1,
      appliedOn: 3,
      benefit: 4,
      otherBenefits: 5,
      note: 6,
    });
    expect(header?.unused).toEqual([{ place: 2, header: 'Chức vụ', reason: { kind: 'unknown' } }]);
  });

  it('reads children below the title’s own group, each together with what stands above it', () => {
    const top = ['STT', 'Họ và tên tác giả', 'Sáng kiến', '', 'Thời gian áp dụng', 'Hiệu quả', ''];
    const sub = ['', '', 'Tên', 'Nội dung', '', 'Giá trị làm lợi (đồng)', 'Lợi ích khác'];
    const header = findListHeader([top, sub, ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)']]);
    expect(header).toMatchObject({ headerRowNumber: 1, lastHeaderRowNumber: 2 });
    expect(header?.places).toEqual({
      authors: 1,
      title: 2,
      description: 3,
      appliedOn: 4,
      benefit: 5,
      otherBenefits: 6,
    });
  });

  it('knows short words below one header for a second line, and names what they leave open', () => {
    const top = ['STT', 'Tên sáng kiến', 'Tác giả', 'Ngày áp dụng', 'Hiệu quả', '', ''];
    const sub = ['', '', '', '', 'Kinh tế', 'Xã hội', 'Khác'];
    const header = findListHeader([top, sub, [1, 'Cải tiến', 'Tổ A', '2010', '500 triệu', '', '']]);
    expect(header?.lastHeaderRowNumber).toBe(2);
    expect(header?.places).toEqual({ title: 1, authors: 2, appliedOn: 3, otherBenefits: 6 });
    expect(header?.unused.slice(1)).toEqual([
      {
        place: 4,
        header: 'Hiệu quả – Kinh tế',
        reason: { kind: 'unclear', columns: ['benefit', 'otherBenefits'] },
      },
      { place: 5, header: 'Xã hội', reason: { kind: 'taken', column: 'otherBenefits' } },
    ]);
  });

  it.each([
    ['below the money', 'Giá trị làm lợi', '(triệu đồng)'],
    ['above it', 'Hiệu quả (triệu đồng)', 'Giá trị làm lợi'],
  ])('does not take money for đồng when another measure stands %s', (_, above, below) => {
    const header = findListHeader([
      ['Tên sáng kiến', 'Tác giả', 'Ngày áp dụng', above],
      ['', '', '', below],
    ]);
    expect(header?.lastHeaderRowNumber).toBe(2);
    expect(header?.places.benefit).toBeUndefined();
    expect(header?.unused.map(({ reason }) => reason)).toEqual([{ kind: 'otherMeasure' }]);
  });

  it('takes no row of data for a second line of headers', () => {
    const top = ['Tên sáng kiến', 'Tác giả', 'Thời gian áp dụng', 'Giải'];
    for (const below of [
      ['', 'Tổ Cơ điện', '', ''],
      ['Nội dung', '', '', 'Giải'],
      ['', 'Tác giả', 2010, ''],
      ['', '', '', ''],
    ]) {
      expect(findListHeader([top, below])?.lastHeaderRowNumber).toBe(1);
    }
    const grouped = ['STT', 'Sáng kiến', '', 'Tác giả', 'Thời gian áp dụng', 'Hiệu quả', ''];
    for (const below of [
      ['', 'Cải tiến máy bơm', 'Thay cánh quạt', '', '', '', ''],
      ['', 'Tên', 'Nội dung', 'Tổ Cơ điện', '', '', ''],
      ['', '', '', '', '', '500 triệu', '12.000.000'],
      ['', '', '', '', '', 'Kinh tế', `Xã hội ${'rất '.repeat(20)}`],
    ]) {
      expect(findListHeader([grouped, below])?.lastHeaderRowNumber).toBe(1);
    }
  });

  it('leaves money alone that a line above gives in millions', () => {
    const header = ['Tên sáng kiến', 'Tác giả', 'Ngày áp dụng', 'Giá trị làm lợi'];
    expect(findListHeader([header])?.places.benefit).toBe(3);
    const found = findListHeader([['Đơn vị tính: triệu đồng'], header]);
    expect(found?.places.benefit).toBeUndefined();
    expect(found?.unused[0]).toEqual({
      place: 3,
      header: 'Giá trị làm lợi',
      reason: { kind: 'otherMeasure' },
    });
  });
});

describe('one column a meaning', () => {
  const read = (...headers: string[]) => readListHeader([headers], 0);

  it('the better match wins and the other is named', () => {
    const { places, unused } = read('Tên đề tài', 'Tên sáng kiến', 'Nhóm tác giả', 'Tác giả');
    expect(places).toEqual({ title: 1, authors: 3 });
    expect(unused.map(({ place, reason }) => [place, reason])).toEqual([
      [0, { kind: 'taken', column: 'title' }],
      [2, { kind: 'taken', column: 'authors' }],
    ]);
  });

  it('the left one of two equal ones wins', () => {
    const { places, unused, repeated } = read('Tóm tắt', 'Tác giả', 'Tóm tắt');
    expect(places).toEqual({ description: 0, authors: 1 });
    expect(unused.map(({ place }) => place)).toEqual([2]);
    expect(repeated).toEqual([]);
  });

  it('the template’s own header standing twice is told apart', () => {
    const { places, repeated } = read('Ghi chú', 'Tên sáng kiến', 'Ghi chú', 'Ghi chú');
    expect(places).toEqual({ note: 0, title: 1 });
    expect(repeated).toEqual([
      { column: 'note', place: 2 },
      { column: 'note', place: 3 },
    ]);
  });

  it('an unclear header is taken for nothing', () => {
    expect(read('Tên sáng kiến', 'Kết quả').unused).toEqual([
      {
        place: 1,
        header: 'Kết quả',
        reason: { kind: 'unclear', columns: ['otherBenefits', 'award'] },
      },
    ]);
  });
});
