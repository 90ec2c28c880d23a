import { describe, expect, it } from 'vitest';
import { toHeaderKey } from '../../../core/adoption/header-key.ts';
import { isMeasureLine, matchHeader } from '../../../core/adoption/match-header.ts';
import { ENTRY_COLUMNS, TYPED_COLUMNS } from '../../../core/columns.ts';
import { COLUMN_HEADERS } from '../../../core/wording/columns.ts';
import {
  HEADER_ALIASES,
  UNCLEAR_HEADERS,
  UNIT_HEADERS,
} from '../../../core/wording/header-aliases.ts';

const columnOf = (text: string) => {
  const meaning = matchHeader(text);
  return meaning.kind === 'column' ? meaning.column : meaning.kind;
};

describe('matchHeader', () => {
  it.each(ENTRY_COLUMNS.map((column) => [COLUMN_HEADERS[column], column] as const))(
    'knows the template’s own «%s» best',
    (header, column) => {
      expect(matchHeader(header)).toEqual({ kind: 'column', column, rank: 0 });
    },
  );

  it.each(
    TYPED_COLUMNS.flatMap((column) =>
      HEADER_ALIASES[column].map((alias) => [alias, column] as const),
    ),
  )('takes «%s» for %s in any capitals, accents and lines', (alias, column) => {
    expect(columnOf(alias)).toBe(column);
    expect(columnOf(alias.toUpperCase())).toBe(column);
    expect(columnOf(alias.normalize('NFD'))).toBe(column);
    expect(columnOf(`  ${alias.replace(/ /g, '\n')} :`)).toBe(column);
    expect(columnOf(alias.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd'))).toBe(column);
  });

  it.each<[string, string]>([
    ['Họ và tên tác giả/đồng tác giả', 'authors'],
    ['HỌ TÊN TÁC GIẢ (ĐỒNG TÁC GIẢ)', 'authors'],
    ['Tên đề tài, sáng kiến', 'title'],
    ['Tên sáng kiến/đề tài', 'title'],
    ['Tên sáng kiến (*)', 'title'],
    ['Nội dung sáng kiến', 'description'],
    ['Tóm tắt nội dung', 'description'],
    ['Thời gian áp dụng', 'appliedOn'],
    ['Ngày áp dụng', 'appliedOn'],
    ['Hiệu quả (giá trị làm lợi)', 'benefit'],
    ['Hiệu quả (giá trị làm lợi; lợi ích khác)', 'benefit'],
    ['Số tiền làm lợi', 'benefit'],
    ['Giá trị làm lợi (VNĐ)', 'benefit'],
    ['Hiệu quả kinh tế (đồng)', 'benefit'],
    ['Giá trị làm lợi (nếu có)', 'benefit'],
    ['Hiệu quả kinh tế - xã hội', 'otherBenefits'],
    ['Lĩnh vực', 'field'],
    ['Nhóm', 'category'],
    ['Phạm vi áp dụng/nhân rộng', 'replication'],
    ['Số QĐ', 'decision'],
    ['Ghi chú', 'note'],
  ])('reads «%s» as %s', (header, column) => {
    expect(columnOf(header)).toBe(column);
  });

  it('ranks the template’s header before an alias, and a whole match before one without brackets', () => {
    const rankOf = (text: string) => {
      const meaning = matchHeader(text);
      return meaning.kind === 'column' ? meaning.rank : Number.NaN;
    };
    expect(rankOf('Tên sáng kiến')).toBe(0);
    expect(rankOf('TEN SANG KIEN')).toBe(1);
    expect(rankOf('Tên đề tài')).toBeGreaterThan(rankOf('Tên đề tài, sáng kiến'));
    expect(rankOf('Tên đề tài (nếu có)')).toBeGreaterThan(rankOf('Sáng kiến kinh nghiệm'));
  });

  it.each([
    'STT',
    'Chức vụ',
    'Điểm',
    'Xếp loại',
    'Tỷ lệ đóng góp (%)',
    'Trình độ chuyên môn',
    'Ngày sinh',
    'Giai đoạn',
    '',
    '   ',
    '(1)',
    `Tên sáng kiến ${'rất dài '.repeat(30)}`,
  ])('does not guess what «%s» is', (header) => {
    expect(matchHeader(header)).toEqual({ kind: 'unknown' });
  });

  it.each(UNCLEAR_HEADERS.map(({ header, columns }) => [header, columns] as const))(
    'says what «%s» might be',
    (header, columns) => {
      expect(matchHeader(header)).toEqual({ kind: 'unclear', columns });
    },
  );

  it.each([...UNIT_HEADERS])('knows «%s» for where people work', (header) => {
    expect(matchHeader(header)).toEqual({ kind: 'unit' });
  });

  it.each([
    'Giá trị làm lợi (triệu đồng)',
    'Giá trị làm lợi (Tr.đ)',
    'Giá trị làm lợi (trđ)',
    'Số tiền làm lợi (nghìn đồng)',
    'Số tiền làm lợi (1.000đ)',
    'Số tiền làm lợi (1000 đồng)',
    'Giá trị làm lợi (tỷ đồng)',
    'Giá trị làm lợi (tỷ)',
    'Giá trị làm lợi (USD)',
    'Giá trị làm lợi (đồng/tháng)',
    'Giá trị làm lợi (3 năm)',
    'Giá trị làm lợi (trong 03 năm)',
  ])('does not take «%s» for đồng a year', (header) => {
    expect(matchHeader(header)).toEqual({ kind: 'otherMeasure' });
  });

  it.each([
    'Giá trị làm lợi (đồng)',
    'Giá trị làm lợi (đồng/01 năm)',
    'Giá trị làm lợi (quy ra tiền)',
  ])('takes «%s» for đồng a year', (header) => {
    expect(columnOf(header)).toBe('benefit');
  });

  it('believes a line above the list unless the header itself says đồng', () => {
    expect(matchHeader('Giá trị làm lợi', true)).toEqual({ kind: 'otherMeasure' });
    expect(matchHeader('Giá trị làm lợi (đồng)', true)).toMatchObject({ column: 'benefit' });
    expect(matchHeader('Giá trị làm lợi (đồng/năm)', true)).toMatchObject({ rank: 0 });
    expect(matchHeader('Ghi chú', true)).toMatchObject({ column: 'note' });
  });

  it('gives every alias one meaning only', () => {
    const owners = new Map<string, Set<string>>();
    const claim = (header: string, owner: string) => {
      const key = toHeaderKey(header);
      owners.set(key, (owners.get(key) ?? new Set()).add(owner));
    };
    for (const column of TYPED_COLUMNS)
      for (const one of HEADER_ALIASES[column]) claim(one, column);
    for (const { header } of UNCLEAR_HEADERS) claim(header, 'unclear');
    for (const header of UNIT_HEADERS) claim(header, 'unit');
    expect([...owners].filter(([, names]) => names.size > 1)).toEqual([]);
  });
});

describe('isMeasureLine', () => {
  it.each([
    ['Đơn vị tính: triệu đồng', true],
    ['(ĐVT: 1.000đ)', true],
    ['ĐVT: đồng', false],
    ['Đơn vị: Sở Y tế', false],
    ['Tiết kiệm 20 triệu đồng', false],
  ])('«%s» → %s', (text, expected) => {
    expect(isMeasureLine(text)).toBe(expected);
  });
});
