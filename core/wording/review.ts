/** Vietnamese wording of «Cần kiểm tra»: why a row is shown there, and what was not judged. */
import { formatDecimal, formatDong, formatMoney, formatPercent } from '../format.ts';
import type { FindingKind } from '../summary/finding-kind.ts';
import { MIN_OUTLIER_SAMPLE, OUTLIER_SCORE } from '../summary/outliers.ts';

/** What a line of «Cần kiểm tra» is about. */
export const FINDING_NAMES: { readonly [kind in FindingKind]: string } = {
  near: 'Gần giống',
  outlier: 'Giá trị khác thường',
  outside: 'Ngoài kỳ',
  late: 'Quá thời hiệu',
  held: 'Chờ xác nhận xóa',
  warning: 'Cảnh báo',
};

export const REVIEW_NOTES = {
  near: 'Gần giống: tên sáng kiến có từ 85% số từ chung, không kể chữ hoa, dấu câu và các từ thường dùng; có thể là nhân rộng, cần người xem.',
  outliers: `Giá trị khác thường: trong một nhóm có từ ${formatDong(MIN_OUTLIER_SAMPLE)} số tiền trở lên, lôgarit của số tiền lệch khỏi trung vị của nhóm với điểm z hiệu chỉnh (theo độ lệch tuyệt đối trung vị) vượt ${formatDecimal(OUTLIER_SCORE, 1)}; chỉ để kiểm tra, không loại khỏi tổng.`,
  late: 'Thời hiệu 01 năm kể từ ngày áp dụng lần đầu (khoản 2 Điều 5 Điều lệ Sáng kiến) chưa được xét: danh sách không có cột ngày nộp đơn.',
} as const;

export type NearFinding = {
  readonly similarity: number;
  readonly isSameUnit: boolean;
  readonly year: number | undefined;
  readonly otherYear: number | undefined;
};

/** «Tên giống 92,3%, khác đơn vị, năm 2009 và 2010» */
export function toNearText({ similarity, isSameUnit, year, otherYear }: NearFinding): string {
  const years = [year, otherYear].map((each) => (each === undefined ? 'chưa rõ' : String(each)));
  const [one = '', other = ''] = years;
  const when = one === other ? `cùng năm ${one}` : `năm ${one} và ${other}`;
  const where = isSameUnit ? 'cùng đơn vị' : 'khác đơn vị';
  return `Tên giống ${formatPercent(similarity * 100)}, ${where}, ${when}`;
}

export function toNearLeftText(left: number): string {
  return `Còn ít nhất ${formatDong(left)} cặp gần giống nữa chưa liệt kê ở đây.`;
}

export type OutlierFinding = {
  readonly dong: number;
  /** Of the category, over so many amounts. */
  readonly median: number;
  readonly count: number;
  readonly score: number;
};

/** «12 tỷ đồng/năm, gấp 25,0 lần trung vị của nhóm (480.000.000 đồng, n = 23; điểm z 5,2)» */
export function toOutlierText({ dong, median, count, score }: OutlierFinding): string {
  const times =
    dong >= median
      ? `gấp ${formatDecimal(dong / median, 1)} lần trung vị`
      : `bằng 1/${formatDecimal(median / dong, 1)} trung vị`;
  const size = formatDecimal(Math.abs(score), 1);
  const middle = formatMoney(Math.round(median));
  return `${formatMoney(dong)}/năm, ${times} của nhóm (${middle}, n = ${formatDong(count)}; điểm z ${score < 0 ? '-' : ''}${size})`;
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
  W_NEAR_DUP: 'Tên gần giống sáng kiến khác',
  W_UNIT_ALIAS: 'Tên đơn vị viết khác danh mục',
  W_MERGED: 'Ô gộp',
  W_LATE: 'Quá 01 năm kể từ ngày áp dụng lần đầu (khoản 2 Điều 5 Điều lệ Sáng kiến)',
  W_AUTHOR_TITLE: 'Đã bỏ học vị trước tên tác giả',
};

/** A code without its own wording is shown as it is: better seen than lost. */
export function toWarningText(code: string): string {
  return WARNING_TEXTS[code] ?? code;
}
