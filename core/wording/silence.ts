/** What the committee and the operator are told of a sheet that stopped sending by itself. */
import { formatVietnamTime } from '../time.ts';
import type { UnitSweep, UnreadableReason } from '../unit-head.ts';

const REASONS: { readonly [reason in Exclude<UnreadableReason, 'unavailable'>]: string } = {
  forbidden: 'bảng tính chưa được chia sẻ cho hệ thống',
  notFound: 'tệp không còn',
  unsupported: 'tệp không phải là Google Trang tính',
  noEntryTab: 'không còn tab nhập liệu',
  noHeader: 'tab nhập liệu thiếu hoặc trùng cột tiêu đề',
  tooLarge: 'bảng có quá nhiều dòng',
};

const READ = 'hệ thống đã đọc thẳng bảng tính';
const UNAVAILABLE = 'chưa đọc thẳng được bảng tính, hệ thống sẽ đọc lại';

/** What a sweep found, as the end of a sentence. */
export function describeFound(found: UnitSweep['found']): string {
  if (found === 'rows') return READ;
  if (found === 'unavailable') return UNAVAILABLE;
  return `hệ thống không đọc được bảng tính: ${REASONS[found]}`;
}

/** @param since when its script last spoke, in epoch milliseconds */
export function describeSilence(since: number, { found }: Pick<UnitSweep, 'found'>): string {
  const moment = formatVietnamTime(since);
  return `Bảng tính không còn tự gửi từ ${moment}; ${describeFound(found)}.`;
}
