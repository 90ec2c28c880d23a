// Every word of the page that is not data.
import type { ReceiptState } from '../../core/wording/receipts.ts';

export const TEXTS = {
  product: 'Sổ Sáng Kiến',
  noScript: 'Trang này cần JavaScript để hiển thị bảng tính.',
  skipToTable: 'Đến bảng',
  readOnly: 'Trang chỉ để xem. Số liệu được nhập trong bảng tính của từng đơn vị.',
  period: (from: string, to: string) => `Kỳ tổng kết ${from} – ${to}`,
  loading: 'Đang tải…',
  starting: 'Hệ thống đang khởi động…',
  notPublished: 'Chưa công bố lần nào.',
  broken: 'Bản công bố trên bảng tính không còn nguyên vẹn.',
  asOf: 'Số liệu đến',
  total: 'sáng kiến',
  coverage: 'đơn vị đã báo cáo',
  connectionLost: 'Mất kết nối với máy chủ. Trang sẽ tự nối lại.',
  notFound: 'Không tìm thấy bảng tính hoặc trang này.',
  failed: 'Không đọc được số liệu. Trang sẽ tự thử lại.',

  spreadsheets: 'Bảng tính',
  chooseSpreadsheet: 'Chọn bảng tính',
  search: 'Tìm đơn vị',
  searchHint: 'Tên hoặc mã đơn vị',
  committeeGroup: 'Ban Tổ chức',
  committeeDetail: 'Bảng tổng hợp',
  unitGroup: (shown: number, all: number) =>
    shown === all ? `Đơn vị (${all})` : `Đơn vị (${shown}/${all})`,
  copyGroup: 'Bản sao',
  noMatch: 'Không có đơn vị phù hợp.',
  unopened: (count: number) => `${count} đơn vị trong danh sách chưa có bảng tính.`,
  noRows: 'Chưa có dòng nào',

  tabs: 'Các trang của bảng tính',
  showHidden: 'Hiện phần ẩn',
  hiddenTab: 'trang ẩn',
  emptyTab: 'Trang này chưa có nội dung.',
  tableOf: (tab: string, name: string) => `${tab} – ${name}`,
  shownRows: (shown: string, all: string) => `Đang hiện ${shown} trong ${all} dòng.`,
  moreRows: 'Hiện thêm dòng',
  rowNumber: 'Dòng',
  noteHint: 'Ô có dấu tam giác mang ghi chú: đưa chuột vào hoặc chọn bằng bàn phím để đọc.',
} as const;

/** The states a row can be in, as counted on the page; the worst first. */
export const RECEIPT_STATES: readonly ReceiptState[] = [
  'rejected',
  'incomplete',
  'held',
  'waiting',
  'none',
  'saved',
];

export const RECEIPT_TEXTS: { readonly [state in ReceiptState]: string } = {
  saved: 'đã ghi nhận',
  waiting: 'đang chờ gửi',
  incomplete: 'còn thiếu',
  rejected: 'chưa ghi',
  held: 'chờ xác nhận xóa',
  none: 'chưa kiểm tra',
};
