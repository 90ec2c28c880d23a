/** Vietnamese wording of the draft report: heading, paragraphs, annexes, and where figures come from. */
import { formatPeriod, padCount } from '../format.ts';
import type { ProgrammeRules } from '../rules.ts';

export const REPORT_HEADING = {
  superior: '[TÊN CƠ QUAN CHỦ QUẢN]',
  issuer: '[TÊN CƠ QUAN, TỔ CHỨC BAN HÀNH]',
  state: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  draft: 'DỰ THẢO',
  kind: 'BÁO CÁO',
} as const;

export const REPORT_LABELS = {
  author: 'Sổ Sáng Kiến',
  given: 'Số liệu do Ban Tổ chức cung cấp',
  recipients: 'Nơi nhận:',
  recipient: (text: string) => `- ${text};`,
  annexTitle: (number: string) => `Phụ lục ${number}`,
  end: './.',
  tabNote:
    'Văn bản soạn tự động từ số liệu của lần công bố này; phần trong ngoặc vuông do người soạn bổ sung.',
  tabHeaders: ['Mục', 'Nội dung', 'Nguồn số liệu'],
} as const;

export const SECTION_HEADINGS = {
  general: 'I. TÌNH HÌNH CHUNG',
  results: 'II. KẾT QUẢ',
  models: 'III. ĐƠN VỊ, SÁNG KIẾN TIÊU BIỂU',
  shortcomings: 'IV. TỒN TẠI',
  lessons: 'V. BÀI HỌC KINH NGHIỆM, PHƯƠNG HƯỚNG',
} as const;

/** What no figure can say: marked, so that nobody takes the gap for an empty finding. */
export const PLACEHOLDERS = {
  basis: '[… người soạn rà soát, bổ sung căn cứ …]',
  general: '[… người soạn bổ sung: công tác chỉ đạo, tổ chức thực hiện …]',
  results: '[… người soạn bổ sung: nhận xét về kết quả, lợi ích kinh tế và xã hội …]',
  models: '[… người soạn bổ sung: đơn vị, sáng kiến tiêu biểu và lý do …]',
  shortcomings: '[… người soạn bổ sung: hạn chế, khó khăn và nguyên nhân …]',
  lessons: '[… người soạn bổ sung: bài học kinh nghiệm …]',
  plans: '[… người soạn bổ sung: phương hướng, kiến nghị …]',
  recipients: '[… người soạn bổ sung …]',
} as const;

/** The dots are filled in when the document is issued. */
export function toPlaceAndDate(province: string): string {
  return `${province}, ngày …… tháng …… năm ……`;
}

/** «Căn cứ văn bản số 13/2012/NĐ-CP (Điều lệ Sáng kiến)»; a note asks the writer to check. */
export function toLegalBasis(title: string, number: string, note: string | undefined): string {
  const check = note === undefined ? '' : ` [… người soạn đối chiếu: ${note.replace(/\.$/, '')} …]`;
  return `Căn cứ văn bản số ${number} (${title})${check};`;
}

/** «giai đoạn 2008-2010», «năm 2010». */
export function toPeriodPhrase(period: string): string {
  return /^\d{4}$/.test(period) ? `năm ${period}` : `giai đoạn ${period}`;
}

/** The period of the same length before; without whole years nobody would know its name. */
export function toPreviousPeriodPhrase(period: ProgrammeRules['period']): string {
  const { from, to } = period;
  if (!from.endsWith('-01-01') || !to.endsWith('-12-31')) return 'giai đoạn trước';
  const first = Number(from.slice(0, 4));
  const length = Number(to.slice(0, 4)) - first + 1;
  const years = { from: `${first - length}-01-01`, to: `${first - 1}-12-31` };
  return toPeriodPhrase(formatPeriod(years));
}

/** yyyy-mm-dd as administrative texts write it: «31 tháng 3 năm 2011», «05 tháng 02 năm 2010». */
export function toLongDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const shortMonth = Number(month) <= 2 ? month : String(Number(month));
  return `${date} tháng ${shortMonth} năm ${year}`;
}

export function toInitiatives(count: number): string {
  return `${padCount(count)} sáng kiến`;
}

export function toCoverage(withRows: number, total: number): string {
  return `${padCount(withRows)}/${padCount(total)}`;
}

export type CoverageValues = {
  readonly day: string;
  readonly coverage: string;
  /** Of units that are not asked to report; '' where there are none. */
  readonly unlisted: string;
  readonly initiatives: string;
  readonly period: string;
};

export function toCoverageSentence(values: CoverageValues): string {
  const { day, coverage, unlisted, initiatives, period } = values;
  return `Đến ngày ${day}, có ${coverage} đơn vị${unlisted} gửi kết quả tổng hợp với ${initiatives} được ghi nhận trong ${period}.`;
}

export function toNoneCoverageSentence(day: string, units: string, period: string): string {
  return `Đến ngày ${day}, chưa ghi nhận sáng kiến nào trong ${period} từ ${units} đơn vị trong danh sách.`;
}

export const COVERAGE_TEXTS = {
  unlisted: (units: string, initiatives: string) =>
    ` và ${units} đơn vị ngoài danh sách kỳ này (${initiatives})`,
  confirmedNone: (units: string) => `Có ${units} đơn vị báo cáo không có sáng kiến.`,
  onlyOutOfPeriod: (units: string) => `Có ${units} đơn vị chỉ gửi sáng kiến ngoài kỳ tổng kết.`,
  doneWithoutRows: (units: string) =>
    `Có ${units} đơn vị báo đã nộp xong nhưng chưa có sáng kiến nào được ghi nhận.`,
  missing: (units: string) =>
    `Còn ${units} đơn vị chưa gửi; số liệu dưới đây chưa bao gồm các đơn vị này.`,
  complete: 'Tất cả đơn vị trong danh sách đã gửi.',
} as const;

export type CountedCategory = {
  readonly name: string;
  readonly initiatives: string;
  readonly percent: string;
};

export const CATEGORY_TEXTS = {
  quoted: (name: string) => `“${name}”`,
  one: ({ name, initiatives, percent }: CountedCategory) =>
    `Xét theo nhóm, “${name}” chiếm tỷ lệ cao nhất với ${initiatives} (${percent})`,
  tie: (names: string, initiatives: string) =>
    `Xét theo nhóm, ${names} cùng có nhiều sáng kiến nhất, mỗi nhóm ${initiatives}`,
  item: ({ name, initiatives, percent }: CountedCategory) =>
    `“${name}” ${initiatives} (${percent})`,
  withPercent: ({ name, percent }: CountedCategory) => `“${name}” (${percent})`,
  following: (items: string) => `; tiếp đến là ${items}`,
  /** Of one category. */
  none: 'Chưa ghi nhận sáng kiến nào trong nhóm này.',
  empty: (names: string) => `Chưa ghi nhận sáng kiến nào trong nhóm ${names}.`,
  nothing: 'Chưa ghi nhận sáng kiến nào để xét theo nhóm.',
} as const;

export const BENEFIT_TEXTS = {
  nothing: 'Chưa ghi nhận sáng kiến nào để xét giá trị làm lợi.',
  counted: (values: {
    readonly initiatives: string;
    readonly counted: string;
    readonly money: string;
    readonly mean: string;
  }) =>
    `Trong tổng số ${values.initiatives}, có ${values.counted} xác định được giá trị làm lợi với tổng số ${values.money}, bình quân ${values.mean}/sáng kiến`,
  noneCounted: (initiatives: string) =>
    `Trong tổng số ${initiatives}, chưa có sáng kiến nào xác định được giá trị làm lợi`,
  states: (notYet: string, cannot: string) =>
    `; ${notYet} chưa tính và ${cannot} không tính được bằng tiền`,
  notYet: (notYet: string) => `; ${notYet} chưa tính được giá trị`,
  cannot: (cannot: string) => `; ${cannot} không tính được bằng tiền`,
  concentrated: (name: string, initiatives: string) =>
    `, tập trung ở nhóm “${name}” (${initiatives})`,
  most: (name: string, initiatives: string) => `, nhiều nhất ở nhóm “${name}” (${initiatives})`,
  estimated: (initiatives: string) =>
    `Trong số đã xác định được có ${initiatives} ghi số ước tính.`,
} as const;

export const COMPARISON_TEXTS = {
  changed: (period: string, direction: 'up' | 'down', percent: string) =>
    `So với ${period}, giá trị làm lợi bình quân ${direction === 'up' ? 'tăng' : 'giảm'} ${percent} (tính trên các sáng kiến xác định được giá trị).`,
  same: (period: string) =>
    `So với ${period}, giá trị làm lợi bình quân không thay đổi (tính trên các sáng kiến xác định được giá trị).`,
  unknown: (period: string) => `Chưa có đủ số liệu ${period} để so sánh.`,
  below: (percent: string) => `dưới ${percent}`,
} as const;

export const REVENUE_TEXTS = {
  all: (units: string, percent: string) =>
    `${units} đơn vị có báo cáo doanh thu; giá trị làm lợi của các đơn vị này bằng ${percent} doanh thu cùng kỳ.`,
  some: (units: string, counted: string, percent: string) =>
    `${units} đơn vị có báo cáo doanh thu; tính trên ${counted} đơn vị có sáng kiến xác định được giá trị, giá trị làm lợi bằng ${percent} doanh thu cùng kỳ.`,
  none: (units: string) =>
    `${units} đơn vị có báo cáo doanh thu; chưa có sáng kiến nào của các đơn vị này xác định được giá trị làm lợi để so với doanh thu.`,
} as const;

export const REPLICATION_TEXTS = {
  some: (initiatives: string) => `${initiatives} đã được áp dụng tại nơi khác ngoài đơn vị tạo ra.`,
  none: 'Chưa ghi nhận sáng kiến nào được áp dụng tại nơi khác ngoài đơn vị tạo ra.',
  source: (header: string) => `các dòng trong kỳ có ghi ở cột “${header}”`,
} as const;

/** In small letters, without the full stop: words typed where there is no place to name. */
export const NOT_REPLICATED_WORDS: ReadonlySet<string> = new Set([
  'không',
  'khong',
  'không có',
  'khong co',
  'ko',
  'k',
  'x',
  'n/a',
  'không nhân rộng',
  'không áp dụng',
]);
/** «Chưa», «Chưa nhân rộng», «Chưa có»: whatever follows, it has not happened yet. */
export const NOT_YET_REPLICATED = /^(chưa|chua)(\s|$)/;

export const LEADING_TEXTS = {
  models: (units: string) => `Đơn vị tiêu biểu do Ban Tổ chức chọn: ${units}.`,
  leading: (units: string) => `Các đơn vị có nhiều sáng kiến: ${units}.`,
  unit: (name: string, initiatives: string) => `${name} (${initiatives})`,
  /** Too many share the first place for a list. */
  tie: (units: string, initiatives: string) =>
    `${units} đơn vị cùng có nhiều sáng kiến nhất, mỗi đơn vị ${initiatives}.`,
  awards: (initiatives: string, kinds: string) => `Có ${initiatives} đạt giải: ${kinds}.`,
  award: (name: string, count: string) => `giải ${name} ${count}`,
} as const;

export const REVIEW_TEXTS = {
  points: (count: string, annex: string) =>
    `Số liệu còn ${count} điểm cần xác minh, nêu tại Phụ lục ${annex}.`,
  none: 'Không có điểm nào cần xác minh trong số liệu đã ghi nhận.',
  missing: (count: string, annex: string) =>
    `Còn ${count} đơn vị chưa gửi kết quả, nêu tại Phụ lục ${annex}.`,
  notCounted: (parts: string) => `Chưa tính vào tổng: ${parts}.`,
  rejected: (count: string) => `${count} dòng bị từ chối`,
  incomplete: (count: string) => `${count} dòng còn thiếu cột bắt buộc`,
  waiting: (count: string) => `${count} dòng đang chờ gửi`,
  outOfPeriod: (initiatives: string) => `${initiatives} ngoài kỳ tổng kết`,
  held: (initiatives: string) => `Có ${initiatives} đang chờ xác nhận xóa, vẫn tính vào tổng.`,
  lines: (first: number, last: number) =>
    first === last ? `STT ${first}` : `STT ${first} đến ${last}`,
  more: (count: string, tab: string) => `… và ${count} dòng khác, xem đầy đủ ở “${tab}”.`,
} as const;

export const ANNEX_TITLES = {
  categories: 'Sáng kiến theo nhóm và năm',
  benefit: 'Giá trị làm lợi theo nhóm',
  units: 'Sáng kiến theo đơn vị đã gửi kết quả',
  missing: 'Đơn vị chưa gửi kết quả',
  review: 'Điểm cần xác minh',
  sources: 'Nguồn số liệu',
} as const;

export const SOURCE_HEADERS = {
  place: 'Mục',
  figure: 'Số liệu',
  source: 'Nguồn (trang tính; dòng; cột)',
} as const;

/** «Theo nhóm; Tiết kiệm; Tổng số» */
export function toSourceText(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('; ');
}

/** What the files are called when somebody saves them. */
export const REPORT_FILE_TITLES = {
  document: 'Dự thảo báo cáo',
  workbook: 'Bảng tổng hợp sáng kiến',
} as const;

/** Links to the files, and the page a reader sees when there is nothing to give. */
export const REPORT_LINK_TEXTS = {
  none: 'Chưa có báo cáo nào. Vui lòng thử lại sau lần công bố số liệu tiếp theo.',
  refused: 'Đường dẫn không đúng hoặc đã hết hiệu lực. Vui lòng mở lại từ trang “Tổng hợp chung”.',
  failed: 'Chưa lấy được báo cáo. Vui lòng thử lại sau ít phút.',
  document: 'Dự thảo báo cáo (.docx)',
  workbook: 'Bảng tổng hợp (.xlsx)',
  open: 'Tải về',
  remark: 'Luôn là bản mới nhất; ai có liên kết này đều tải được.',
} as const;
