/** The one catalogue of what checks say to a typist, in Vietnamese, with addresses as A1. */
import type { TypedColumn } from '../columns.ts';
import type { Message } from '../message.ts';
import type { MessageCode } from '../message-codes.ts';

const READ_AS = 'Ô {o}: đã hiểu “{v}” là {a}.';
const READ_AS_DAY = 'Ô {o}: đã hiểu là ngày {a}.';
const SEPARATORS =
  'Ô {o}: đã hiểu “{v}” là {a}. Quy ước: dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần thập phân.';
const SHOWN_WRONG = 'Ô {o}: chữ bị lỗi hiển thị. Đề nghị đổi thành “{a}”.';
const INPUT_METHOD_OFF = 'Ô {o}: có vẻ gõ khi chưa bật bộ gõ. Đề nghị: “{a}”.';
const SPELLING = 'Ô {o}: kiểm tra chính tả “{từ}”.';
const CAPITALS = 'Ô {o}: viết hoa chưa đúng quy cách. Đề nghị: “{a}”.';

/** {o} is the cell's address, {r} the row number; the other placeholders are a message's values. */
export const MESSAGE_WORDINGS: { readonly [code in MessageCode]: string } = {
  E_REQUIRED: 'Ô {o}: chưa nhập {cột}. Đây là cột bắt buộc.',
  E_FORMULA: 'Ô {o}: ô đang chứa công thức hoặc báo lỗi. Vui lòng dán giá trị.',
  E_TOO_LONG: 'Ô {o}: nội dung quá dài (trên 50.000 ký tự).',

  E_NO_UNIT:
    'Ô {o}: “{v}” chưa rõ đơn vị tính. Vui lòng ghi đủ, ví dụ “1.250.000”, “1.250 triệu” hoặc “1,25 tỷ”.',
  E_AMBIG_SEP: 'Ô {o}: “{v}” có thể hiểu là {a} hoặc {b}. Vui lòng ghi đủ số đồng.',
  E_GROUPING: 'Ô {o}: dấu ngăn hàng nghìn trong “{v}” đặt sai vị trí.',
  E_RANGE:
    'Ô {o}: chỉ ghi một số, không ghi khoảng. Số chưa chắc chắn thì ghi số ước tính và chú thích ở cột Ghi chú.',
  E_PERIOD: 'Ô {o}: giá trị làm lợi tính cho một năm. Vui lòng quy đổi “{v}” ra cả năm.',
  E_PER_UNIT: 'Ô {o}: đây là mức tính cho một {đơn vị}. Vui lòng nhân với số lượng trong năm.',
  E_MULTI: 'Ô {o}: có nhiều số tiền trong một ô. Mỗi năm ghi một dòng hoặc ghi tổng.',
  E_NEGATIVE: 'Ô {o}: giá trị làm lợi không được âm.',
  E_CURRENCY: 'Ô {o}: chỉ ghi bằng đồng Việt Nam.',
  E_PERCENT: 'Ô {o}: cột này ghi số tiền, không ghi tỷ lệ %.',
  E_DATE: 'Ô {o}: cột này ghi số tiền nhưng đang là ngày tháng.',
  E_WORDS: 'Ô {o}: vui lòng ghi bằng chữ số.',
  E_CHARS: 'Ô {o}: “{v}” có ký tự không hợp lệ (có thể nhầm chữ O với số 0, chữ l với số 1).',
  E_LEADING_ZERO: 'Ô {o}: số bắt đầu bằng 0, có thể nhập nhầm cột.',
  E_LARGE: 'Ô {o}: số quá lớn (trên 100.000 tỷ đồng).',
  W_AMBIG_SEP: 'Ô {o}: “{v}” được hiểu là {a}. Nếu không đúng, vui lòng sửa lại.',
  W_US_FORMAT: SEPARATORS,
  W_DOT_DECIMAL: SEPARATORS,
  W_APPROX: 'Ô {o}: số ước tính {a} được đưa vào tổng và đánh dấu “ước”.',
  W_NOTE: 'Ô {o}: đã tách phần ghi chú “{n}”.',
  W_ROUND: 'Ô {o}: đã làm tròn đến đồng: {a}.',
  W_SMALL: 'Ô {o}: {a} đồng có vẻ quá nhỏ. Vui lòng kiểm tra đơn vị tính.',
  W_LARGE: 'Ô {o}: {a} đồng có vẻ quá lớn. Vui lòng kiểm tra đơn vị tính.',
  W_ZERO: 'Ô {o}: ghi 0 đồng. Nếu không tính được bằng tiền, hãy chọn “Không tính được”.',
  W_EMPTY: 'Ô {o}: chưa ghi giá trị làm lợi, tạm coi là “Chưa tính được”.',
  W_STATUS_GUESS: 'Ô {o}: “{v}” được hiểu là “{trạng thái}”. Vui lòng chọn từ danh sách.',
  W_NO_DIACRITICS: 'Ô {o}: chữ không dấu, đã hiểu là {a}.',
  W_COLLOQUIAL: READ_AS,
  W_SCIENTIFIC: READ_AS,
  W_SPACE: READ_AS,

  E_DATE_INVALID: 'Ô {o}: ngày “{v}” không có trong lịch.',
  E_FUTURE: 'Ô {o}: ngày áp dụng sau ngày hôm nay.',
  E_NO_YEAR: 'Ô {o}: thiếu năm.',
  E_YEAR: 'Ô {o}: năm không hợp lý.',
  E_FORMAT: 'Ô {o}: không đọc được thời gian. Ví dụ: 15/05/2010, tháng 5/2010, quý II/2010, 2010.',
  E_RANGE_ORDER: 'Ô {o}: năm bắt đầu lớn hơn năm kết thúc.',
  E_SCHOOL_YEAR: 'Ô {o}: năm học phải gồm hai năm liền nhau.',
  E_NOT_APPLIED: 'Ô {o}: giải pháp chưa được áp dụng hoặc áp dụng thử, chưa đủ điều kiện xét.',
  W_US_DATE: READ_AS_DAY,
  W_YEAR2: READ_AS_DAY,
  W_SERIAL: READ_AS_DAY,
  W_COMPACT: READ_AS_DAY,
  W_ENGLISH: READ_AS_DAY,
  W_SEPARATOR: READ_AS_DAY,
  W_VAGUE: 'Ô {o}: thời gian chưa cụ thể, tạm ghi {a}.',
  W_RANGE_FIRST: 'Ô {o}: lấy ngày đầu {a} làm ngày áp dụng lần đầu.',
  W_OUT_OF_PERIOD: 'Ô {o}: {a} nằm ngoài kỳ tổng kết {kỳ}.',
  W_TRIAL: 'Ô {o}: đang áp dụng thử, vui lòng ghi ngày bắt đầu.',

  W_TCVN3: 'Ô {o}: chữ dán từ phông cũ (TCVN3). Đề nghị đổi thành “{a}”.',
  W_VNI: 'Ô {o}: chữ dán từ phông cũ (VNI). Đề nghị đổi thành “{a}”.',
  E_ENCODING_MIXED: 'Ô {o}: lẫn phông cũ và Unicode, vui lòng gõ lại.',
  E_LOST_CHARS: 'Ô {o}: mất dấu tiếng Việt, vui lòng gõ lại.',
  W_MOJIBAKE: SHOWN_WRONG,
  W_HTML: SHOWN_WRONG,
  W_TELEX: INPUT_METHOD_OFF,
  W_VNI_KEYS: INPUT_METHOD_OFF,
  W_VIQR: INPUT_METHOD_OFF,
  W_TONE_POS: SPELLING,
  W_SPELL: SPELLING,
  W_ALL_CAPS: CAPITALS,
  W_NAME_CASE: CAPITALS,
  W_AUTHOR_SPLIT: 'Ô {o}: đã tách thành {n} tác giả.',
  W_AUTHOR_VAGUE: 'Ô {o}: vui lòng ghi tên từng đồng tác giả.',
  W_AUTHOR_TITLE: 'Ô {o}: đã bỏ chức danh “{v}” khỏi tên tác giả.',
  E_TOO_SHORT: 'Ô {o}: tên sáng kiến quá ngắn.',

  E_SHARE: 'Dòng {r}: tổng tỷ lệ đóng góp là {x}%, phải bằng 100%.',
  E_DUP: 'Dòng {r}: trùng với dòng {r2}.',
  W_NEAR_DUP: 'Dòng {r}: gần giống “{tên}” ({đơn vị}, {năm}), vui lòng kiểm tra.',
  E_UNIT: 'Dòng {r}: đơn vị “{v}” không có trong danh mục.',
  W_UNIT_ALIAS: 'Dòng {r}: “{v}” được hiểu là {đơn vị}.',
  E_CATEGORY: 'Dòng {r}: nhóm sáng kiến không hợp lệ. Chọn một trong: {danh sách}.',
  E_LIST: 'Ô {o}: “{v}” không có trong danh mục {cột}. Chọn một trong: {danh sách}.',
  W_MERGED: 'Dòng {r}: ô gộp, chỉ ô đầu có giá trị. Vui lòng bỏ gộp ô.',
  W_LATE: 'Dòng {r}: quá 01 năm kể từ ngày áp dụng lần đầu (khoản 2 Điều 5 Điều lệ Sáng kiến).',
};

/** E_SHARE without a sum: shares that make 100 % though one is missing or not above 0. */
const SHARE_OF_EACH =
  'Dòng {r}: từng tác giả phải có tỷ lệ đóng góp lớn hơn 0%, tổng phải bằng 100%.';

/** Where a message stands: its row, and how its columns are addressed (A1 form, as «D12»). */
export type MessagePlace = {
  readonly rowNumber: number;
  readonly address: (column: TypedColumn) => string;
};

/** One message as the receipt and the cell note show it; values are filled in once, never again. */
export function renderMessage(message: Message, place: MessagePlace): string {
  const isOfEach = message.code === 'E_SHARE' && message.values.x === undefined;
  const wording = isOfEach ? SHARE_OF_EACH : MESSAGE_WORDINGS[message.code];
  return wording.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    if (name === 'r') return String(place.rowNumber);
    if (name === 'o' && message.column !== undefined) return place.address(message.column);
    return message.values[name] ?? '';
  });
}
