import { expect, it } from 'vitest';
import type { EntryColumn } from '../../../core/columns.ts';
import { DIALOG, describeStop } from '../../../core/wording/sheet.ts';

it.each<readonly [readonly EntryColumn[], string]>([
  [['title'], 'thiếu cột «Tên sáng kiến». Hãy ghi lại đúng tên cột.'],
  [
    ['rowId', 'mark'],
    'thiếu cột ẩn «Mã dòng», «Dấu». Hãy chọn «Kích hoạt» trong trình đơn «Sáng kiến» để thêm lại.',
  ],
  [
    ['mark', 'title'],
    'thiếu cột «Tên sáng kiến». Hãy ghi lại đúng tên cột. Và thiếu cột ẩn «Dấu». Hãy chọn «Kích hoạt» trong trình đơn «Sáng kiến» để thêm lại.',
  ],
])('the banner says what helps against missing %j', (columns, text) => {
  expect(describeStop({ kind: 'header', problem: { kind: 'missing', columns } })).toBe(
    `TẠM DỪNG: ${text} Dữ liệu đã ghi nhận vẫn an toàn.`,
  );
});

it('says of suggestions where they were looked for, and whether there are more', () => {
  const taken = { cellCount: 3, isSelection: false, hasMore: false };
  expect(DIALOG.suggestionsTaken(taken)).toBe(
    'Đã nhận 3 gợi ý trong cả bảng. Bấm Ctrl+Z nếu muốn lấy lại chữ cũ.',
  );
  expect(DIALOG.suggestionsTaken({ ...taken, isSelection: true, hasMore: true })).toBe(
    'Đã nhận 3 gợi ý ở các dòng đang chọn. Còn gợi ý khác: vui lòng chọn «Nhận gợi ý» lần nữa. Bấm Ctrl+Z nếu muốn lấy lại chữ cũ.',
  );
  expect(DIALOG.noSuggestions(taken)).toBe('Không có gợi ý nào để nhận trong cả bảng.');
  expect(DIALOG.noSuggestions({ ...taken, isSelection: true })).toBe(
    'Không có gợi ý nào để nhận ở các dòng đang chọn. Muốn nhận cho cả bảng, hãy chọn một ô rồi chọn lại.',
  );
});
