/** Header texts of the entry tab, and how a header a person may have touched is recognised. */
import type { EntryColumn } from '../columns.ts';
import { ENTRY_COLUMNS } from '../columns.ts';
import { rememberTexts } from '../remember-texts.ts';

export const COLUMN_HEADERS: { readonly [column in EntryColumn]: string } = {
  rowId: 'Mã dòng',
  mark: 'Dấu',
  receipt: 'Kết quả kiểm tra',
  title: 'Tên sáng kiến',
  category: 'Nhóm sáng kiến',
  field: 'Lĩnh vực áp dụng',
  authors: 'Tác giả (tỷ lệ %)',
  appliedOn: 'Ngày áp dụng lần đầu hoặc áp dụng thử',
  description: 'Mô tả bản chất',
  difficulty: 'Khó khăn trước khi áp dụng',
  benefit: 'Giá trị làm lợi (đồng/năm)',
  otherBenefits: 'Lợi ích khác',
  replication: 'Nơi đã nhân rộng',
  recognition: 'Cấp công nhận',
  decision: 'Số, ngày quyết định',
  award: 'Giải',
  note: 'Ghi chú',
};

/**
 * The hidden columns beside a list people already had: they say that its other headers are
 * people's own words. On the template's tab a header must stand as it was given.
 */
export const ADOPTED_HEADERS = {
  rowId: 'Mã dòng (danh sách có sẵn)',
  mark: 'Dấu (danh sách có sẵn)',
} as const;

/** What each column is for; shown as the note of its header. */
export const COLUMN_NOTES: { readonly [column in EntryColumn]: string } = {
  rowId: 'Mã do hệ thống đặt cho từng dòng. Xin không sửa.',
  mark: 'Dấu kiểm tra của hệ thống. Xin không sửa.',
  receipt: 'Hệ thống ghi kết quả kiểm tra và xác nhận đã nhận tại đây.',
  title: 'Bắt buộc. Tên ngắn gọn, nêu được việc đã cải tiến.',
  category: 'Bắt buộc. Chọn một trong năm nhóm của danh sách.',
  field: 'Chọn lĩnh vực nơi sáng kiến được áp dụng.',
  authors:
    'Bắt buộc. Cá nhân hoặc tập thể kèm tỷ lệ đóng góp, ngăn bằng dấu chấm phẩy. Ví dụ: Tổ Cơ điện (60%); Tổ Vận hành (40%). Tổng phải bằng 100%.',
  appliedOn:
    'Bắt buộc. Ngày nào sớm hơn giữa áp dụng lần đầu và áp dụng thử. Ví dụ: 15/05/2010, tháng 5/2010, quý II/2010, 2010.',
  description: 'Nội dung chính của giải pháp: trước đây làm thế nào, nay làm thế nào.',
  difficulty: 'Khó khăn, bất tiện trước khi có sáng kiến.',
  benefit:
    'Số tiền làm lợi trong một năm. Ví dụ: 1.250.000, 1.250 triệu, 1,25 tỷ. Không tính được thì ghi “không tính được”; chưa tính thì ghi “chưa tính được”.',
  otherBenefits: 'Lợi ích xã hội, an toàn, môi trường, thời gian.',
  replication: 'Những nơi khác đã áp dụng.',
  recognition: 'Cấp đã công nhận sáng kiến.',
  decision: 'Số và ngày của quyết định công nhận.',
  award: 'Giải đã đạt, nếu có.',
  note: 'Ghi chú thêm của đơn vị.',
};

const HEADERS_BY_KEY = new Map<string, EntryColumn>([
  ...ENTRY_COLUMNS.map((column) => [toHeaderKey(COLUMN_HEADERS[column]), column] as const),
  [toHeaderKey(ADOPTED_HEADERS.rowId), 'rowId'],
  [toHeaderKey(ADOPTED_HEADERS.mark), 'mark'],
]);

const RECEIPT_KEY = toHeaderKey(COLUMN_HEADERS.receipt);
const ADOPTED_KEYS: ReadonlySet<string> = new Set(Object.values(ADOPTED_HEADERS).map(toHeaderKey));

const findColumnOnce = rememberTexts((header): EntryColumn | undefined => {
  const key = toHeaderKey(header);
  // While entry is stopped the banner stands behind the header's own words.
  if (key.startsWith(RECEIPT_KEY)) return 'receipt';
  return HEADERS_BY_KEY.get(key);
});

/** The column a header names; case, spaces and what follows the receipt header do not matter. */
export function findColumn(header: string): EntryColumn | undefined {
  return findColumnOnce(header);
}

const isAdoptedOnce = rememberTexts((header) => ADOPTED_KEYS.has(toHeaderKey(header)));

/** Whether a header says that its row heads a list people already had. */
export function isAdoptedHeader(header: string): boolean {
  return isAdoptedOnce(header);
}

function toHeaderKey(header: string): string {
  return header.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}
