/** Menu items, dialogs and banners of the unit's and the committee's spreadsheet. */
import type { EntryColumn } from '../columns.ts';
import { HIDDEN_COLUMNS } from '../columns.ts';
import type { HeaderProblem } from '../sync/entry-table.ts';
import { COLUMN_HEADERS } from './columns.ts';
import type { WaitReason } from './receipts.ts';

export const ENTRY_TAB_TITLE = 'Nhập liệu';

export const MENU = {
  title: 'Sáng kiến',
  activate: 'Kích hoạt',
  syncNow: 'Đồng bộ ngay',
  confirmDeletion: 'Xác nhận xóa',
  stateDone: 'Đã nộp đủ',
  stateNone: 'Không có sáng kiến',
  acceptSuggestions: 'Nhận gợi ý',
  guide: 'Hướng dẫn',
  refreshSummary: 'Cập nhật ngay',
} as const;

export type SuggestionsTaken = {
  /** Cells that changed. */
  readonly cellCount: number;
  readonly isSelection: boolean;
  readonly hasMore: boolean;
};

function toExtent({ isSelection }: SuggestionsTaken): string {
  return isSelection ? 'ở các dòng đang chọn' : 'trong cả bảng';
}

const WHOLE_TABLE_HINT = ' Muốn nhận cho cả bảng, hãy chọn một ô rồi chọn lại.';

export const DIALOG = {
  askActivationCode: 'Dán mã kích hoạt do cơ quan thường trực gửi cho đơn vị:',
  badActivationCode:
    'Mã kích hoạt không đúng. Vui lòng dán nguyên văn mã đã nhận, hoặc xin lại mã mới.',
  askNewCode:
    'Mã kích hoạt cũ đã bị thu hồi hoặc hết hạn. Dán mã kích hoạt mới do cơ quan thường trực gửi cho đơn vị:',
  codeOfAnother: (unit: string) =>
    `Mã vừa dán không phải của đơn vị ${unit} trong chương trình này. Vui lòng dán đúng mã của đơn vị.`,
  codeRenewed: 'Đã nhận mã mới. Các dòng đang chờ đã được gửi tiếp.',
  notActivated: 'Bảng tính chưa kích hoạt. Chọn «Kích hoạt» trong trình đơn «Sáng kiến».',
  activated: 'Đã kích hoạt. Từ nay các dòng nhập sẽ được tự kiểm tra và gửi đi.',
  activatedBy: (person: string) =>
    `Bảng tính đã được kích hoạt bởi ${person}. Không cần kích hoạt lại.`,
  emptyTab:
    'Trang nhập liệu mới còn trống. Các dòng đã ghi nhận vẫn được giữ; hãy dán lại dữ liệu vào trang này.',
  synced: 'Đã đồng bộ xong.',
  busy: 'Hệ thống đang xử lý, vui lòng thử lại sau ít phút.',
  notSent: 'Chưa gửi được đến máy chủ nên chưa thực hiện. Vui lòng chọn lại sau.',
  noHold: 'Không có dòng nào đang chờ xác nhận xóa.',
  confirmHold: (count: number) =>
    `Có ${count} dòng đã biến mất khỏi bảng tính và đang được giữ lại. Bạn có chắc muốn xóa các dòng này khỏi số liệu không?`,
  holdConfirmed: (count: number) => `Đã xóa ${count} dòng khỏi số liệu.`,
  takeBackStatement: (statement: string) =>
    `Đơn vị đã báo «${statement}». Bạn có muốn rút lại xác nhận này không?`,
  statementSent: (statement: string) => `Đã gửi xác nhận «${statement}».`,
  statementTakenBack: (statement: string) => `Đã rút lại xác nhận «${statement}».`,
  statementKept: (statement: string) =>
    `Đã quá hạn nộp nên xác nhận «${statement}» được giữ nguyên, không rút lại được. Cần thay đổi, vui lòng liên hệ cơ quan thường trực.`,
  rowsPresent: 'Bảng tính đang có sáng kiến nên không thể báo «Không có sáng kiến».',
  noSuggestions: (taken: SuggestionsTaken) =>
    `Không có gợi ý nào để nhận ${toExtent(taken)}.${taken.isSelection ? WHOLE_TABLE_HINT : ''}`,
  suggestionsTaken: (taken: SuggestionsTaken) =>
    `Đã nhận ${taken.cellCount} gợi ý ${toExtent(taken)}.${
      taken.hasMore ? ' Còn gợi ý khác: vui lòng chọn «Nhận gợi ý» lần nữa.' : ''
    } Bấm Ctrl+Z nếu muốn lấy lại chữ cũ.`,
  published: 'Bảng tổng hợp đã được cập nhật.',
  unchanged: (time: string) =>
    `Số liệu không thay đổi từ lần công bố ${time}; bảng tổng hợp vẫn đúng như khi công bố.`,
  notPublished: 'Chưa cập nhật được bảng tổng hợp. Bản gần nhất vẫn còn nguyên.',
} as const;

/** Why a run left rows waiting; they go out by themselves. */
export const WAIT_ANSWERS: { readonly [reason in WaitReason]: string } = {
  sending: 'Còn nhiều dòng đang chờ, hệ thống sẽ tự gửi tiếp.',
  unreachable: 'Chưa nối được máy chủ. Dữ liệu vẫn an toàn trong bảng tính và sẽ được tự gửi lại.',
  quota: 'Đã hết lượt gửi trong ngày. Dữ liệu vẫn an toàn và sẽ được tự gửi vào ngày mai.',
  refusedUnit: 'Máy chủ không nhận bảng tính này. Xem thông báo ở dòng tiêu đề.',
  withdrawnCode:
    'Mã kích hoạt đã bị thu hồi hoặc hết hạn. Chọn «Kích hoạt» và dán mã mới; dữ liệu vẫn an toàn trong bảng tính.',
};

export type Stop =
  | { readonly kind: 'header'; readonly problem: HeaderProblem }
  | { readonly kind: 'catalogueHeader'; readonly headers: readonly string[] }
  | { readonly kind: 'noCatalogue' }
  | { readonly kind: 'noTab' }
  | { readonly kind: 'refused' }
  /** The server took this file's rows before, and does no longer. */
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'copiedFile' };

/** How every banner begins, and how one is recognised. */
export const STOP_OPENING = 'TẠM DỪNG: ';

/** What stands behind the receipt's header while nothing can be taken in. */
export function describeStop(stop: Stop): string {
  return STOP_OPENING + describeReason(stop);
}

function describeReason(stop: Stop): string {
  switch (stop.kind) {
    case 'header':
      return `${describeHeaderProblem(stop.problem)} Dữ liệu đã ghi nhận vẫn an toàn.`;
    case 'catalogueHeader':
      return `cột ${stop.headers.map((header) => `«${header}»`).join(', ')} bị thiếu hoặc có nhiều lần. Hãy ghi lại đúng tên cột, mỗi tên một lần. Giá trị đã ghi nhận vẫn được dùng.`;
    case 'noCatalogue':
      return 'không còn trang «Danh mục». Hãy khôi phục trang đã xóa (Ctrl+Z hoặc Lịch sử phiên bản), hoặc chọn «Kích hoạt» để tạo trang mới. Giá trị đã ghi nhận vẫn được dùng.';
    case 'noTab':
      return 'không còn trang nhập liệu. Hãy khôi phục trang đã xóa (Ctrl+Z hoặc Lịch sử phiên bản), hoặc chọn «Kích hoạt» để tạo trang mới. Dữ liệu đã ghi nhận vẫn an toàn.';
    case 'refused':
      return 'máy chủ không nhận dữ liệu từ bảng tính này. Nếu đây là bản sao, vui lòng nhập vào bảng tính gốc; nếu không, liên hệ cơ quan thường trực để được cấp mã kích hoạt mới rồi chọn «Kích hoạt» và dán mã.';
    case 'withdrawn':
      return `mã kích hoạt của bảng tính này đã bị thu hồi hoặc hết hạn. Hãy xin cơ quan thường trực mã mới, chọn «${MENU.activate}» trong trình đơn «${MENU.title}» rồi dán mã: các dòng đang chờ sẽ được gửi ngay. Dữ liệu trong bảng vẫn an toàn.`;
    case 'copiedFile':
      return 'đây là bản sao của bảng tính đã đăng ký, dữ liệu ở đây không được gửi đi. Vui lòng nhập vào bảng tính gốc.';
  }
}

function describeHeaderProblem(problem: HeaderProblem): string {
  switch (problem.kind) {
    case 'noHeader':
      return `không tìm thấy dòng tiêu đề. Hãy khôi phục dòng tiêu đề có cột «${COLUMN_HEADERS.title}».`;
    case 'missing':
      return describeMissing(problem.columns);
    case 'repeated':
      return `cột ${problem.columns.map((column) => `«${COLUMN_HEADERS[column]}»`).join(', ')} có nhiều lần. Hãy xóa bớt cột trùng tên.`;
  }
}

/** What people cannot see they can hardly write again, and on their own list it has another name. */
function describeMissing(columns: readonly EntryColumn[]): string {
  const hidden = columns.filter((column) => HIDDEN_COLUMNS.includes(column));
  const visible = columns.filter((column) => !HIDDEN_COLUMNS.includes(column));
  const sentences = [
    ...(visible.length === 0 ? [] : [`thiếu cột ${toNames(visible)}. Hãy ghi lại đúng tên cột.`]),
    ...(hidden.length === 0
      ? []
      : [
          `thiếu cột ẩn ${toNames(hidden)}. Hãy chọn «${MENU.activate}» trong trình đơn «${MENU.title}» để thêm lại.`,
        ]),
  ];
  return sentences.join(' Và ');
}

function toNames(columns: readonly EntryColumn[]): string {
  return columns.map((column) => `«${COLUMN_HEADERS[column]}»`).join(', ');
}

/** The page of «Hướng dẫn», plain HTML. */
export const GUIDE_HTML = `<div style="font-family:sans-serif;font-size:14px;line-height:1.5">
<p><b>1.</b> Mỗi sáng kiến ghi một dòng. Bốn cột bắt buộc: tên, nhóm, tác giả, ngày áp dụng.</p>
<p><b>2.</b> Cột «${COLUMN_HEADERS.receipt}» trả lời ngay trên dòng: «Đã ghi nhận», «Còn thiếu», «Chưa ghi» kèm lý do, hoặc «Đang chờ gửi».</p>
<p><b>3.</b> Ô tô màu có ghi chú: đưa chuột vào ô để đọc lý do và cách sửa.</p>
<p><b>4.</b> Giá trị làm lợi ghi đủ số đồng (1.250.000) hoặc kèm đơn vị (1,25 tỷ). Không tính được thì ghi «không tính được».</p>
<p><b>5.</b> «${MENU.acceptSuggestions}» ghi các gợi ý sửa chữ vào ô: đang chọn nhiều ô hay cả dòng thì chỉ nhận cho các dòng đó, đang chọn một ô thì nhận cho cả bảng. Ctrl+Z lấy lại chữ cũ.</p>
<p><b>6.</b> Có thể sắp xếp, chép, cắt, thêm cột riêng. Không xóa dòng tiêu đề và hai cột ẩn.</p>
</div>`;
