/** What typists write: rows that are right, rows that are not, and cells to change. */
import type { Draw } from './draw.ts';

/** In the order of the visible columns, from the title on. */
export const VISIBLE_HEADERS = [
  'Tên sáng kiến',
  'Nhóm sáng kiến',
  'Lĩnh vực áp dụng',
  'Tác giả (tỷ lệ %)',
  'Ngày áp dụng lần đầu hoặc áp dụng thử',
  'Mô tả bản chất',
  'Khó khăn trước khi áp dụng',
  'Giá trị làm lợi (đồng/năm)',
] as const;
export const OPTIONAL_HEADERS = ['Lợi ích khác', 'Nơi đã nhân rộng', 'Ghi chú'] as const;
export const TITLE_HEADER = VISIBLE_HEADERS[0];

export type Writer = {
  /** Unlike any written before. */
  title(): string;
  validRow(): string[];
  /** Something is missing or wrong in it. */
  invalidRow(): string[];
  /** A value for a column, right more often than not. */
  value(header: string): string;
};

const WORKS = ['Cải tiến', 'Rút ngắn', 'Thiết kế', 'Tổ chức lại', 'Tự chế', 'Ghép nối'];
const THINGS = [
  'máy ép mía',
  'lò sấy cơm dừa',
  'sổ theo dõi vật tư',
  'giờ chờ khám bệnh',
  'bàn cân nguyên liệu',
  'giàn phun tưới',
  'tủ hồ sơ học vụ',
];
const CATEGORIES = [
  'Cải tiến kỹ thuật',
  'Tiết kiệm',
  'Phục vụ và điều trị bệnh',
  'Hợp lý hóa sản xuất',
];
const FIELDS = ['Y tế', 'Công nghiệp', 'Giáo dục', ''];
const AUTHORS = ['Tổ Cơ điện (100%)', 'Tổ Một (60%); Tổ Hai (40%)', 'Khoa Xét nghiệm (100%)'];
const DATES = ['15/05/2010', '2009', 'tháng 3/2008', '2008/2010', '01/12/2009'];
const BENEFITS = ['1.250.000', '1,25 tỷ', 'không tính được', 'chưa tính được', '', '300 triệu'];
const WRONG: { readonly [header: string]: readonly string[] } = {
  'Nhóm sáng kiến': ['', 'Nhóm khác'],
  'Tác giả (tỷ lệ %)': ['', 'Tổ Một (60%); Tổ Hai (60%)'],
  'Ngày áp dụng lần đầu hoặc áp dụng thử': ['', '31/02/2010', 'không nhớ'],
  'Giá trị làm lợi (đồng/năm)': ['nhiều lắm', '=1+1'],
};

export function createWriter(draw: Draw): Writer {
  let written = 0;
  const text = () => `${draw.oneOf(WORKS)} ${draw.oneOf(THINGS)}, lượt ${draw.between(1, 99)}`;
  function title(): string {
    written += 1;
    return `${draw.oneOf(WORKS)} ${draw.oneOf(THINGS)} số ${written}`;
  }
  function value(header: string): string {
    const wrong = WRONG[header];
    if (wrong !== undefined && draw.chance(20)) return draw.oneOf(wrong);
    switch (header) {
      case TITLE_HEADER:
        return draw.chance(10) ? '' : title();
      case 'Nhóm sáng kiến':
        return draw.oneOf(CATEGORIES);
      case 'Lĩnh vực áp dụng':
        return draw.oneOf(FIELDS);
      case 'Tác giả (tỷ lệ %)':
        return draw.oneOf(AUTHORS);
      case 'Ngày áp dụng lần đầu hoặc áp dụng thử':
        return draw.oneOf(DATES);
      case 'Giá trị làm lợi (đồng/năm)':
        return draw.oneOf(BENEFITS);
      default:
        return draw.chance(15) ? '' : text();
    }
  }
  function validRow(): string[] {
    return [
      title(),
      draw.oneOf(CATEGORIES),
      draw.oneOf(FIELDS),
      draw.oneOf(AUTHORS),
      draw.oneOf(DATES),
      text(),
      draw.chance(50) ? '' : text(),
      draw.oneOf(BENEFITS),
    ];
  }
  function invalidRow(): string[] {
    const row = validRow();
    const place = draw.oneOf([1, 3, 4, 7]);
    row[place] = draw.oneOf(WRONG[VISIBLE_HEADERS[place] ?? ''] ?? ['']);
    return row;
  }
  return { title, validRow, invalidRow, value };
}
