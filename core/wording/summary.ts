/** Vietnamese wording of the committee's spreadsheet: tabs, headers, labels, notes. */
import { formatDay, formatDong, formatPercent } from '../format.ts';
import type { ChartKey } from '../summary/tab-chart.ts';
import type { UnitStatus } from '../summary/unit-status.ts';
import { CATALOGUE_TAB_TITLE } from './catalogue.ts';

export const TAB_TITLES = {
  overview: 'Tổng hợp chung',
  units: 'Theo đơn vị',
  categories: 'Theo nhóm',
  years: 'Theo năm',
  benefit: 'Giá trị làm lợi',
  missing: 'Đơn vị chưa nộp',
  review: 'Cần kiểm tra',
  list: 'Danh sách',
  comparison: 'So với kỳ trước',
  report: 'Dự thảo báo cáo',
  log: 'Nhật ký',
  machine: '_máy đọc',
} as const;

/** What Google calls the one tab of a new spreadsheet. */
export const SPARE_TAB_TITLES: readonly string[] = ['Trang tính1', 'Sheet1'];

/** Titles of the hidden tabs a large publication is first written to begin so. */
export const STAGING_PREFIX = '_tạm ';

/** A tab of the committee's own that had a title of ours: «Theo năm (của Ban Tổ chức)». */
export function toForeignTitle(title: string, count: number): string {
  return `${title} (của Ban Tổ chức${count === 1 ? '' : ` ${count}`})`;
}

/** Stands behind an amount that somebody estimated. */
export const ESTIMATED_SUFFIX = ' (ước)';

export const UNIT_STATUS_NAMES: { readonly [status in UnitStatus]: string } = {
  missing: 'Chưa nộp',
  entering: 'Đang nhập',
  submitted: 'Đã nộp',
  confirmedNone: 'Xác nhận không có sáng kiến',
};

export const LABELS = {
  asOf: 'Số liệu đến',
  coverage: 'Đơn vị có sáng kiến',
  total: 'Tổng số sáng kiến',
  unitsReported: 'Đơn vị đã báo cáo',
  unitsTotal: 'Đơn vị trong danh sách',
  unitsMissing: 'Đơn vị chưa nộp',
  totalDong: 'Tổng giá trị làm lợi (đồng/năm)',
  counted: 'Sáng kiến đã tính được giá trị',
  notYet: 'Sáng kiến chưa tính được',
  cannot: 'Sáng kiến không tính được bằng tiền',
  outOfPeriod: 'Sáng kiến ngoài kỳ tổng kết (không tính vào tổng)',
  rejected: 'Dòng bị từ chối (chưa tính vào tổng)',
  incomplete: 'Dòng còn thiếu cột bắt buộc (chưa tính vào tổng)',
  waiting: 'Dòng đang chờ gửi (chưa tính vào tổng)',
  held: 'Sáng kiến đang chờ xác nhận xóa (vẫn tính vào tổng)',
  sectionCategories: 'Theo nhóm',
  sectionYears: 'Theo năm',
  sectionReview: 'Cần lưu ý',
  sectionUnits: 'Đơn vị có nhiều sáng kiến',
  sectionSilent: 'Đơn vị đã nộp nhưng bảng tính không còn tự gửi',
  undated: 'Chưa rõ năm',
  all: 'Tổng cộng',
  noData: 'Chưa có số liệu',
  neverConnected: 'Chưa kết nối',
  noneInCategory: 'Chưa ghi nhận sáng kiến nào trong nhóm này.',
  noneAtAll: 'Chưa ghi nhận sáng kiến nào.',
  nobodyMissing: 'Tất cả đơn vị đã nộp.',
  nothingToReview: 'Không có điểm nào cần kiểm tra.',
  outsidePeriod: 'Ngoài kỳ tổng kết, không tính vào tổng',
  heldRow: 'Đang chờ xác nhận xóa, vẫn tính vào tổng',
  valid: 'Hợp lệ',
  estimated: 'ước tính',
  meanDong: 'Giá trị làm lợi bình quân một sáng kiến (đồng/năm)',
} as const;

export const HEADERS = {
  overview: ['Chỉ tiêu', 'Số liệu', 'Ghi chú'],
  number: 'STT',
  code: 'Mã',
  unit: 'Đơn vị',
  unitType: 'Loại đơn vị',
  total: 'Tổng số',
  share: 'Tỷ lệ',
  category: 'Nhóm sáng kiến',
  year: 'Năm',
  counted: 'Đã tính được',
  estimated: 'Trong đó ước tính',
  dong: 'Giá trị làm lợi (đồng/năm)',
  mean: 'Bình quân một sáng kiến (đồng/năm)',
  median: 'Trung vị (đồng/năm)',
  estimatedDong: 'Trong đó giá trị ước tính (đồng/năm)',
  revenue: 'Doanh thu cùng kỳ (đồng)',
  revenueShare: 'Giá trị làm lợi so với doanh thu',
  validity: 'Thời gian hoạt động',
  notYet: 'Chưa tính được',
  cannot: 'Không tính được',
  rejected: 'Dòng bị từ chối',
  incomplete: 'Dòng còn thiếu',
  waiting: 'Dòng đang chờ',
  held: 'Chờ xác nhận xóa',
  outOfPeriod: 'Ngoài kỳ',
  status: 'Tình trạng',
  lastContact: 'Liên hệ gần nhất',
  deadline: 'Hạn nộp',
  remark: 'Ghi chú',
  finding: 'Nội dung cần kiểm tra',
  findingKind: 'Loại',
  otherUnit: 'Đơn vị đối chiếu',
  otherId: 'Mã đối chiếu',
  otherTitle: 'Tên sáng kiến đối chiếu',
  figure: 'Chỉ tiêu',
  difference: 'Chênh lệch',
  change: 'Tăng, giảm (%)',
  publication: 'Lần công bố',
  totalChange: 'Tăng, giảm so với lần trước',
  changedUnits: 'Số đơn vị thay đổi',
  changedCodes: 'Đơn vị thay đổi',
  verified: 'Đối chiếu',
} as const;

/** Columns of «Danh sách» that the entry tab does not have. */
export const LIST_HEADERS = {
  id: 'Mã sáng kiến',
  score: 'Điểm',
  status: 'Trạng thái',
} as const;

export const NOTES = {
  shares: 'Tỷ lệ làm tròn theo phương pháp số dư lớn nhất để cộng đúng 100,0%.',
  benefit:
    'Tổng và bình quân chỉ tính trên các sáng kiến đã tính được giá trị; “Chưa tính được” và “Không tính được” không phải là 0 đồng.',
  list: 'Gồm mọi sáng kiến đã được ghi nhận; dòng ghi “Ngoài kỳ tổng kết” không tính vào tổng.',
  listLink:
    'Mã sáng kiến mở đúng dòng trong bảng tính của đơn vị như khi lấy số liệu; nếu đơn vị vừa sắp xếp hay chèn dòng thì tìm theo tên sáng kiến.',
  median:
    'Trung vị là giá trị đứng giữa khi xếp các số tiền theo thứ tự, ít chịu ảnh hưởng của vài số quá lớn hoặc quá nhỏ; số ước tính được tính vào và ghi “ước” ở tab Danh sách.',
  revenue:
    'Tỷ lệ so với doanh thu chỉ tính cho đơn vị có doanh thu cùng kỳ và có sáng kiến đã tính được giá trị; tỷ lệ ở dòng tổng cũng chỉ tính trên các đơn vị đó.',
  noComparison: 'Chưa có đủ số liệu kỳ trước để so sánh.',
  log: 'Các lần công bố gần nhất, mới nhất ở trên; mỗi lần đều được đọc lại và đối chiếu sau khi ghi.',
  thisPublication: 'Lần công bố này',
  verified: 'Đã đối chiếu',
  notVerified: 'Không được xác nhận',
} as const;

/** Shown to whoever starts to type on one of our tabs. */
export const PROTECTION_NOTE =
  'Bảng này do hệ thống ghi lại mỗi lần công bố; nội dung sửa tay sẽ bị thay thế.';

export const CHART_TITLES: { readonly [key in ChartKey]: string } = {
  byCategory: 'Số sáng kiến theo nhóm',
  byYear: 'Số sáng kiến theo năm',
  byUnit: 'Đơn vị có nhiều sáng kiến',
};

/** Axis of every chart. */
export const CHART_VALUE_NAME = 'Số sáng kiến';

export type CoverageWords = {
  readonly withRows: number;
  readonly total: number;
  /** Counted in totals, but not in `withRows`. */
  readonly unlisted: { readonly units: number; readonly initiatives: number };
};

/** «của 16/65 đơn vị»: stands beside every total. */
export function toCoverageText({ withRows, total, unlisted }: CoverageWords): string {
  return `của ${withRows}/${total} đơn vị${toUnlistedText(unlisted)}`;
}

export function toAsOfNote(time: string, { withRows, total, unlisted }: CoverageWords): string {
  const coverage = `${withRows}/${total} đơn vị có sáng kiến${toUnlistedText(unlisted)}`;
  return `${LABELS.asOf} ${time}; ${coverage}.`;
}

/** « và 2 đơn vị ngoài danh sách kỳ này (3 sáng kiến)»; '' where there are none. */
function toUnlistedText({ units, initiatives }: CoverageWords['unlisted']): string {
  if (units === 0) return '';
  const count = formatDong(initiatives);
  return ` và ${formatDong(units)} đơn vị ngoài danh sách kỳ này (${count} sáng kiến)`;
}

/** «24,6% số đơn vị trong danh sách»: never above 100. */
export function toCoverageShareText(tenthsOfPercent: number): string {
  return `${formatPercent(tenthsOfPercent / 10)} số đơn vị trong danh sách`;
}

/** Says how the units below were chosen. */
export function toTopUnitsNote(limit: number): string {
  return `Tối đa ${limit} đơn vị; bằng nhau xếp theo mã`;
}

export function toDeadlineNote(deadline: string, daysLeft: number): string {
  const day = `Hạn nộp ${formatDay(deadline)}`;
  if (daysLeft < 0) return `${day}: đã quá hạn ${formatDong(-daysLeft)} ngày.`;
  return daysLeft === 0
    ? `${day}: hôm nay là ngày cuối.`
    : `${day}: còn ${formatDong(daysLeft)} ngày.`;
}

export type ValidityWords = {
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
  readonly successor?: string | undefined;
};

/** «đến 30/06/2010, kế thừa: BT001 Sở …»; '' for a unit without limits. */
export function toValidityText({ validFrom, validTo, successor }: ValidityWords): string {
  const parts = [
    ...(validFrom === undefined ? [] : [`từ ${formatDay(validFrom)}`]),
    ...(validTo === undefined ? [] : [`đến ${formatDay(validTo)}`]),
  ];
  const heir = successor === undefined ? [] : [`kế thừa: ${successor}`];
  return [...(parts.length === 0 ? [] : [parts.join(' ')]), ...heir].join(', ');
}

export function toPeriodHeader(period: string, isPrevious: boolean): string {
  return `Kỳ ${isPrevious ? 'trước' : 'này'} (${period})`;
}

/** Figures of two periods are only comparable where both are whole. */
export function toComparisonNote(withRows: number, total: number): string {
  return `Số liệu kỳ trước do Ban Tổ chức cung cấp; số liệu kỳ này mới từ ${withRows}/${total} đơn vị, nên chênh lệch có thể do đơn vị chưa nộp.`;
}

/** How many amounts a mean rests on, in both periods. */
export function toMeanNote(previous: number, current: number): string {
  return `Tính trên ${formatDong(previous)} sáng kiến kỳ trước và ${formatDong(current)} sáng kiến kỳ này đã tính được giá trị`;
}

/** «Danh mục; BT004»: the committee's own tab is no unit, and comes first. */
export function toChangedText(hasCatalogueChanged: boolean, units: string): string {
  const parts = [hasCatalogueChanged ? CATALOGUE_TAB_TITLE : '', units];
  return parts.filter((part) => part !== '').join('; ');
}

/** «BT004, BT028 và 3 đơn vị khác» */
export function toChangedCodesText(codes: readonly string[], changed: number): string {
  const others = changed - codes.length;
  const names = codes.join(', ');
  if (others <= 0 || names === '') return names;
  return `${names} và ${formatDong(others)} đơn vị khác`;
}

/** «BT005 Sở Công Thương; … và 39 đơn vị khác, xem “Đơn vị chưa nộp”» */
export function toMissingNamesText(names: readonly string[], missing: number): string {
  const others = missing - names.length;
  const text = names.join('; ');
  if (others <= 0) return text;
  return `${text} và ${formatDong(others)} đơn vị khác, xem “${TAB_TITLES.missing}”`;
}

/** Publications that were begun and that nobody saw whole: «4» or «4-6». */
export function toNumbersText(first: number, last: number): string {
  return first === last ? formatDong(first) : `${formatDong(first)}-${formatDong(last)}`;
}

export function toYearName(year: string): string {
  return year === '' ? LABELS.undated : `Năm ${year}`;
}
