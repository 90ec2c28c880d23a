/** Vietnamese wording of the committee's spreadsheet: tabs, headers, labels, notes. */
import type { UnitStatus } from '../summary/unit-status.ts';

export const TAB_TITLES = {
  overview: 'Tổng hợp chung',
  units: 'Theo đơn vị',
  categories: 'Theo nhóm',
  years: 'Theo năm',
  benefit: 'Giá trị làm lợi',
  missing: 'Đơn vị chưa nộp',
  review: 'Cần kiểm tra',
  list: 'Danh sách',
  log: 'Nhật ký',
  machine: '_máy đọc',
} as const;

/** Titles of the hidden tabs a large publication is first written to begin so. */
export const STAGING_PREFIX = '_tạm ';

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
  publication: 'Lần công bố',
  changedUnits: 'Số đơn vị thay đổi',
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
  log: 'Các lần công bố gần nhất, mới nhất ở trên; mỗi lần đều được đọc lại và đối chiếu sau khi ghi.',
  thisPublication: 'Lần công bố này',
  verified: 'Đã đối chiếu',
} as const;

/** «của 16/65 đơn vị»: stands beside every total. */
export function toCoverageText(withRows: number, total: number): string {
  return `của ${withRows}/${total} đơn vị`;
}

export function toAsOfNote(time: string, withRows: number, total: number): string {
  return `${LABELS.asOf} ${time}; ${withRows}/${total} đơn vị có sáng kiến.`;
}

export function toYearName(year: string): string {
  return year === '' ? LABELS.undated : `Năm ${year}`;
}

/** What a warning kept on an accepted row asks a person to look at. */
const WARNING_TEXTS: { readonly [code: string]: string } = {
  W_AMBIG_SEP: 'Dấu ngăn trong số tiền có thể hiểu hai cách',
  W_US_FORMAT: 'Số tiền viết theo kiểu nước ngoài',
  W_DOT_DECIMAL: 'Số tiền dùng dấu chấm thập phân',
  W_APPROX: 'Giá trị làm lợi là số ước tính',
  W_NOTE: 'Đã tách phần ghi chú khỏi số tiền',
  W_ROUND: 'Số tiền đã làm tròn đến đồng',
  W_SMALL: 'Số tiền có vẻ quá nhỏ',
  W_LARGE: 'Số tiền có vẻ quá lớn',
  W_ZERO: 'Ghi 0 đồng',
  W_EMPTY: 'Chưa ghi giá trị làm lợi',
  W_STATUS_GUESS: 'Trạng thái giá trị do hệ thống hiểu',
  W_NO_DIACRITICS: 'Chữ không dấu',
  W_COLLOQUIAL: 'Số tiền viết theo cách nói',
  W_SCIENTIFIC: 'Số tiền viết dạng lũy thừa',
  W_SPACE: 'Số tiền có khoảng trắng thừa',
  W_US_DATE: 'Ngày viết theo thứ tự tháng trước',
  W_YEAR2: 'Năm chỉ ghi hai chữ số',
  W_SERIAL: 'Ngày ghi dạng số thứ tự',
  W_COMPACT: 'Ngày viết liền',
  W_ENGLISH: 'Ngày viết bằng tiếng Anh',
  W_SEPARATOR: 'Dấu ngăn trong ngày chưa đúng',
  W_VAGUE: 'Thời gian chưa cụ thể',
  W_RANGE_FIRST: 'Lấy ngày đầu của khoảng thời gian',
  W_OUT_OF_PERIOD: 'Thời gian ngoài kỳ tổng kết',
  W_TRIAL: 'Đang áp dụng thử, chưa ghi ngày',
  W_TCVN3: 'Chữ dán từ phông TCVN3',
  W_VNI: 'Chữ dán từ phông VNI',
  W_MOJIBAKE: 'Chữ bị lỗi hiển thị',
  W_HTML: 'Chữ có mã HTML',
  W_TELEX: 'Gõ khi chưa bật bộ gõ (Telex)',
  W_VNI_KEYS: 'Gõ khi chưa bật bộ gõ (VNI)',
  W_VIQR: 'Gõ khi chưa bật bộ gõ (VIQR)',
  W_TONE_POS: 'Dấu thanh đặt chưa đúng chỗ',
  W_SPELL: 'Cần kiểm tra chính tả',
  W_ALL_CAPS: 'Viết hoa toàn bộ',
  W_NAME_CASE: 'Tên tác giả viết hoa chưa đúng',
  W_AUTHOR_SPLIT: 'Đã tách thành nhiều tác giả',
  W_AUTHOR_VAGUE: 'Chưa ghi đủ tên đồng tác giả',
  W_AUTHOR_TITLE: 'Đã bỏ học vị trước tên tác giả',
};

/** A code without its own wording is shown as it is: better seen than lost. */
export function toWarningText(code: string): string {
  return WARNING_TEXTS[code] ?? code;
}
