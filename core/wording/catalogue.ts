/** Words of «Danh mục»: headers, items, explanations, and what a line is refused for. */
import type { CatalogueCode, CatalogueMessage } from '../catalogue/catalogue-codes.ts';
import type { CatalogueItem, CatalogueKey } from '../catalogue/catalogue-key.ts';
import { parseCatalogueKey } from '../catalogue/catalogue-key.ts';
import type { CatalogueColumn } from '../catalogue/catalogue-table.ts';
import { MESSAGE_CODES, type MessageCode } from '../message-codes.ts';
import type { CatalogueHoldReply } from '../messages/catalogue.ts';
import { CATEGORY_NAMES } from './lists.ts';
import { MESSAGE_WORDINGS } from './messages.ts';

export const CATALOGUE_TAB_TITLE = 'Danh mục';
/** Where people have a tab of that name already. */
export const CATALOGUE_TAB_SECOND_TITLE = 'Danh mục (Ban Tổ chức)';

export const CATALOGUE_HEADERS: { readonly [column in CatalogueColumn]: string } = {
  mark: 'Dấu',
  receipt: 'Kết quả kiểm tra',
  item: 'Mục',
  unit: 'Mã đơn vị',
  unitName: 'Tên đơn vị',
  value: 'Giá trị',
  explanation: 'Giải thích',
};

export const CATALOGUE_HEADER_NOTES: { readonly [column in CatalogueColumn]: string } = {
  mark: 'Dấu kiểm tra của hệ thống. Xin không sửa.',
  receipt:
    'Hệ thống ghi kết quả kiểm tra và xác nhận đã nhận tại đây. Giá trị đã ghi nhận được dùng từ lần công bố kế tiếp.',
  item: 'Mỗi dòng là một giá trị, nhận biết theo Mục và Mã đơn vị nên có thể sắp xếp, chuyển dòng. Xin không sửa cột này, trừ khi thêm dòng mới.',
  unit: 'Chỉ dùng cho doanh thu và đơn vị tiêu biểu.',
  unitName: 'Để dễ tìm; hệ thống không đọc cột này.',
  value:
    'Sửa tại đây. Để trống nghĩa là không có giá trị. Xóa cả dòng cũng là rút giá trị. Ghi sai thì giá trị đã ghi nhận trước đó vẫn có hiệu lực.',
  explanation: 'Hệ thống không đọc cột này; có thể ghi chú thêm.',
};

export const CATALOGUE_ITEM_NAMES: { readonly [item in CatalogueItem]: string } = {
  previousPeriod: 'Kỳ trước: tên kỳ',
  previousTotal: 'Kỳ trước: tổng số sáng kiến',
  previousCounted: 'Kỳ trước: số sáng kiến tính được giá trị',
  previousDong: 'Kỳ trước: tổng giá trị làm lợi (đồng)',
  previousCTKT: `Kỳ trước, nhóm: ${CATEGORY_NAMES.CTKT}`,
  previousTK: `Kỳ trước, nhóm: ${CATEGORY_NAMES.TK}`,
  previousPVDT: `Kỳ trước, nhóm: ${CATEGORY_NAMES.PVDT}`,
  previousTCQL: `Kỳ trước, nhóm: ${CATEGORY_NAMES.TCQL}`,
  previousHLH: `Kỳ trước, nhóm: ${CATEGORY_NAMES.HLH}`,
  deadline: 'Hạn nộp',
  revenue: 'Doanh thu cùng kỳ (đồng)',
  model: 'Đơn vị tiêu biểu',
};

const PREVIOUS_COUNT = 'Số nguyên, ví dụ 180.';
const PREVIOUS_CATEGORY = 'Số sáng kiến của nhóm ở kỳ trước. Để trống nếu không rõ.';

export const CATALOGUE_EXPLANATIONS: { readonly [item in CatalogueItem]: string } = {
  previousPeriod:
    'Một năm hoặc khoảng năm, ví dụ 2005-2007. Chỉ so sánh khi có đủ tên kỳ, tổng số, số tính được và tổng giá trị.',
  previousTotal: PREVIOUS_COUNT,
  previousCounted: `${PREVIOUS_COUNT} Không lớn hơn tổng số.`,
  previousDong: 'Số tiền của các sáng kiến tính được, ví dụ 9.000.000.000 hoặc 9 tỷ.',
  previousCTKT: PREVIOUS_CATEGORY,
  previousTK: PREVIOUS_CATEGORY,
  previousPVDT: PREVIOUS_CATEGORY,
  previousTCQL: PREVIOUS_CATEGORY,
  previousHLH: PREVIOUS_CATEGORY,
  deadline: 'Ngày cuối các đơn vị nộp, ví dụ 31/03/2011.',
  revenue:
    'Doanh thu của đơn vị trong cả kỳ tổng kết, ví dụ 1,25 tỷ. Cơ quan không có doanh thu: để trống.',
  model: 'Đánh dấu đơn vị Ban Tổ chức chọn nêu tên trong báo cáo.',
};

/** Without an address: they stand in the line itself, and go with it when it is moved or sorted. */
const WORDINGS: { readonly [code in CatalogueCode]: string } = {
  E_ITEM: 'mục “{v}” không có trong danh sách. Chọn một mục ở cột Mục.',
  E_UNIT_MISSING: 'chưa ghi mã đơn vị.',
  E_UNIT_UNKNOWN: 'không có đơn vị mang mã “{v}”.',
  E_UNIT_NEEDLESS: 'mục này không thuộc đơn vị nào, xin để trống cột Mã đơn vị.',
  E_REPEATED: 'trùng mục và mã đơn vị với dòng {r2}. Xin chỉ giữ một dòng.',
  E_NAME:
    '“{v}” không phải tên kỳ. Vui lòng ghi một năm hoặc một khoảng năm, ví dụ 2007 hoặc 2005-2007.',
  E_COUNT: '“{v}” không phải số nguyên. Ví dụ: 180 hoặc 1.180.',
  E_AMOUNT: 'vui lòng ghi số tiền; không có số liệu thì để trống.',
  E_REVENUE: 'doanh thu phải lớn hơn 0; không có doanh thu thì để trống.',
  E_DAY: '“{v}” chưa rõ ngày. Vui lòng ghi đủ ngày, tháng, năm, ví dụ 31/03/2011.',
  E_TICK: 'không hiểu “{v}”. Vui lòng đánh dấu, ghi x, hoặc để trống.',
  E_MERGED: 'ô gộp, chỉ ô đầu có giá trị. Vui lòng bỏ gộp ô.',
  E_COUNTED_ABOVE: 'số tính được ({n}) lớn hơn tổng số ({t}) của kỳ trước.',
  E_COUNTED_NONE: 'kỳ trước có tổng giá trị {a} đồng nhưng số tính được là 0.',
  E_CATEGORIES_ABOVE: 'các nhóm của kỳ trước cộng lại là {n}, lớn hơn tổng số {t}.',
  W_SAME_PERIOD: '{v} không đứng trước kỳ tổng kết này ({a}). Vui lòng kiểm tra tên kỳ.',
  W_DEADLINE_EARLY: 'hạn nộp sớm hơn ngày cuối kỳ tổng kết ({a}). Vui lòng kiểm tra.',
  W_DEADLINE_LATE: 'hạn nộp muộn hơn ngày cuối kỳ tổng kết ({a}) trên 3 năm. Vui lòng kiểm tra.',
  W_MODEL_OUTSIDE:
    'đơn vị không hoạt động trong kỳ tổng kết nên báo cáo chỉ nêu tên nếu đơn vị có sáng kiến đã ghi nhận.',
};

/** What the entry tab says of its own column would mislead here. */
const OVERRIDES: { readonly [code in MessageCode]?: string } = {
  E_NEGATIVE: 'số tiền không được âm.',
  E_PERIOD: 'không đọc được “{v}”. Vui lòng ghi số tiền của cả kỳ.',
  E_PER_UNIT: 'đây là mức tính cho một {đơn vị}. Vui lòng ghi tổng số tiền.',
  E_RANGE: 'chỉ ghi một số, không ghi khoảng.',
  E_MULTI: 'có nhiều số tiền trong một ô. Vui lòng ghi tổng.',
  E_DATE: 'mục này ghi số tiền nhưng đang là ngày tháng.',
  E_PERCENT: 'mục này ghi số tiền, không ghi tỷ lệ %.',
  E_LEADING_ZERO: 'số bắt đầu bằng 0, có thể nhập nhầm ô.',
  E_TOO_LONG: 'nội dung quá dài.',
  W_APPROX: 'số ước tính {a} được dùng như đã ghi.',
  W_ZERO: 'ghi 0 đồng. Không có số liệu thì để trống.',
};

const UNKNOWN = 'máy chủ không nhận giá trị này.';

export function formatCatalogueMessage(message: {
  readonly code: string;
  readonly values: CatalogueMessage['values'];
}): string {
  const values: { readonly [name: string]: string } = message.values;
  // One pass: a value that looks like a placeholder stays what was typed.
  return findWording(message.code).replace(/\{([^{}]+)\}/g, (all, name) => values[name] ?? all);
}

function findWording(code: string): string {
  const own = Object.entries(WORDINGS).find(([name]) => name === code)?.[1];
  const shared = MESSAGE_CODES.find((one) => one === code);
  if (own !== undefined) return own;
  if (shared === undefined) return UNKNOWN;
  return OVERRIDES[shared] ?? MESSAGE_WORDINGS[shared].replace(/^(?:Ô \{o\}|Dòng \{r\}): /, '');
}

/** «Doanh thu cùng kỳ (đồng), mã BT061». */
export function formatCatalogueKey(key: CatalogueKey): string {
  const parts = parseCatalogueKey(key);
  if (parts === undefined) return key;
  const name = CATALOGUE_ITEM_NAMES[parts.item];
  return 'unit' in parts ? `${name}, mã ${parts.unit}` : name;
}

/** How the line begins that tells of a value whose own line is gone; by it the line is known again. */
export function toStillUsedOpening(key: CatalogueKey): string {
  return `Giá trị vẫn được dùng của «${formatCatalogueKey(key)}»`;
}

/** @param shown undefined where the server did not say it yet */
export function toStillUsed(key: CatalogueKey, shown: string | undefined): string {
  const value = shown === undefined ? '' : `: ${shown}`;
  return `${toStillUsedOpening(key)}${value}. Nếu muốn giữ, ghi lại mục và giá trị này thành một dòng; nếu muốn rút, xóa dòng này.`;
}

/** How the banner of a hold begins, and how one is recognised. */
export const HOLD_OPENING = 'CHỜ XÁC NHẬN XÓA: ';
const MAX_NAMED = 3;
/** A note holds 50,000 characters. */
const MAX_LISTED = 200;

/** Behind the receipt's header while values count whose lines are gone. */
export function formatHoldBanner({ count, values = [] }: CatalogueHoldReply): string {
  const named = values.slice(0, MAX_NAMED).map(formatHeldValue).join('; ');
  const more = count - Math.min(MAX_NAMED, values.length);
  const rest = more > 0 ? ` và ${more} giá trị khác (xem ghi chú ở ô này)` : '';
  const list = named === '' ? '' : `: ${named}${rest}`;
  return `${HOLD_OPENING}${count} giá trị đã bị xóa khỏi trang này nhưng vẫn được dùng${list}. ${HOLD_ADVICE}`;
}

/** The note of that header: what is on hold, one a line. */
export function formatHoldNote({ count, values = [] }: CatalogueHoldReply): string {
  const listed = values.slice(0, MAX_LISTED).map(formatHeldValue);
  const more = count - listed.length;
  const rest = more > 0 && listed.length > 0 ? [`… và ${more} giá trị khác`] : [];
  return [`${HOLD_OPENING}${count} giá trị vẫn được dùng. ${HOLD_ADVICE}`, ...listed, ...rest].join(
    '\n',
  );
}

const HOLD_ADVICE =
  'Nếu đúng là xóa, chọn «Xác nhận xóa» trong trình đơn «Sáng kiến»; nếu nhầm, khôi phục các dòng (Ctrl+Z hoặc Lịch sử phiên bản).';

function formatHeldValue({ key, shown }: HeldValue): string {
  return `${formatCatalogueKey(key)} = ${shown}`;
}
type HeldValue = NonNullable<CatalogueHoldReply['values']>[number];

export const CATALOGUE_TEXTS = {
  /** Beside the receipt of a cell that was cleared. */
  noValue: 'ô trống, không có giá trị.',
  initialCounts: 'Giá trị ban đầu vẫn được dùng.',
  activated:
    'Đã kích hoạt. Số liệu kỳ trước, doanh thu, hạn nộp và đơn vị tiêu biểu nhập ở trang «Danh mục».',
  notBuilt:
    'Đã kích hoạt, nhưng chưa nối được máy chủ nên chưa tạo được trang «Danh mục». Vui lòng chọn «Kích hoạt» lần nữa sau ít phút.',
  confirmHold: (count: number) =>
    `Có ${count} giá trị đã bị xóa khỏi trang «Danh mục» và đang được giữ lại. Bạn có chắc muốn rút các giá trị này không?`,
  holdConfirmed: (count: number) => `Đã rút ${count} giá trị.`,
  noHold: 'Không có giá trị nào đang chờ xác nhận xóa.',
  held: (count: number) =>
    `Có ${count} giá trị bị xóa cùng lúc ở trang «Danh mục» nên hệ thống vẫn giữ lại. Nếu đúng là xóa, chọn «Xác nhận xóa» trong trình đơn «Sáng kiến»; nếu nhầm, khôi phục lại.`,
  protection: 'Cột này hệ thống dùng để nhận biết dòng. Giá trị nhập ở cột «Giá trị».',
} as const;
