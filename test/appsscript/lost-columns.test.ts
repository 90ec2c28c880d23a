/** The hidden columns are deleted: the banner says what helps, and «Kích hoạt» makes up for it. */
import { afterEach, expect, it } from 'vitest';
import { findColumn } from '../../core/wording/columns.ts';
import { displayValue } from '../../local/google/workbook/display-value.ts';
import type { Sheet } from '../../local/google/workbook/sheet.ts';
import type { Workbook } from '../../local/google/workbook/workbook.ts';
import type { FixtureCell, ListDesk } from './list-desk.ts';
import { fillList, openListDesk, UNIT } from './list-desk.ts';

const RECEIPT = 'Kết quả kiểm tra';
const OWN_WORDS = ['Tên giải pháp', 'Nhóm sáng kiến', 'Tác giả', 'Thời điểm áp dụng'];
/** Required headers as the template has them, so that only another one shows whose list it is. */
const TEMPLATE_WORDS = [
  'Tên sáng kiến',
  'Nhóm sáng kiến',
  'Tác giả (tỷ lệ %)',
  'Ngày áp dụng lần đầu hoặc áp dụng thử',
];

let desk: ListDesk | undefined;
afterEach(async () => {
  await desk?.system.stop();
  desk = undefined;
});

function toRows(required: readonly string[]): readonly (readonly FixtureCell[])[] {
  return [
    ['DANH SÁCH SÁNG KIẾN'],
    ['TT', ...required, 'Tiền làm lợi', 'Chức vụ'],
    [1, 'Cải tiến máy ép mía đường', 'Tiết kiệm', 'Tổ A', 'tháng 5/2010', '500 triệu', 'Tổ trưởng'],
    [2, 'Rút gọn thủ tục tiếp dân', 'Tiết kiệm', 'Tổ B', '2009', '1 tỷ', ''],
    [3, 'Cân nguyên liệu tự động', 'Tiết kiệm', 'Tổ C', '2008', '', ''],
  ];
}

function fillTemplate(workbook: Workbook): void {
  workbook.addSheet({ title: 'Nhập liệu' });
}

type Case = {
  readonly fill: (workbook: Workbook) => void;
  readonly headerRow: number;
  readonly tab: string;
};

const ADOPTED: Case = {
  fill: (book) => void fillList(book, { merges: [], rows: toRows(OWN_WORDS) }),
  headerRow: 1,
  tab: 'DS 2008-2010',
};
const ALMOST: Case = {
  ...ADOPTED,
  fill: (book) => void fillList(book, { merges: [], rows: toRows(TEMPLATE_WORDS) }),
};
const TEMPLATE: Case = { fill: fillTemplate, headerRow: 0, tab: 'Nhập liệu' };

function headersOf(sheet: Sheet, row: number): readonly string[] {
  return sheet.cellsOf(row, 0, sheet.columnCount).map(displayValue);
}

function deleteColumn(sheet: Sheet, row: number, column: string): void {
  const place = headersOf(sheet, row).findIndex((header) => findColumn(header) === column);
  expect(place).toBeGreaterThanOrEqual(0);
  sheet.deleteColumns(place, 1);
}

it.each<readonly [string, Case, readonly string[]]>([
  ['both, on the template', TEMPLATE, ['rowId', 'mark']],
  ['the ids, on the template', TEMPLATE, ['rowId']],
  ['both, beside a list', ADOPTED, ['rowId', 'mark']],
  ['the marks, beside a list', ADOPTED, ['mark']],
  ['both, beside a list in almost our words', ALMOST, ['rowId', 'mark']],
  ['both and the receipts, beside a list', ADOPTED, ['rowId', 'mark', 'receipt']],
])('%s', async (_, { fill, headerRow, tab }, columns) => {
  desk = await openListDesk(fill);
  const { system, workbook, press, said } = desk;
  await press(true);
  const sheet = workbook.sheetByTitle(tab);
  if (sheet === undefined) throw new Error(`no tab ${tab}`);
  if (headerRow === 0) {
    const values = ['một', 'hai', 'ba'].map((word) => [
      `Cải tiến công đoạn số ${word}`,
      'Tiết kiệm',
      '',
      'Tổ A',
      '2010',
    ]);
    await system.act(UNIT, { kind: 'paste', sheetId: sheet.sheetId, row: 1, column: 3, values });
  }
  await system.advance(10);
  const records = await system.table.readRecords(UNIT);
  expect(records.filter(({ state }) => state === 'active')).toHaveLength(3);

  for (const column of columns) deleteColumn(sheet, headerRow, column);
  await system.advance(10);
  const banner = headersOf(sheet, headerRow).find((header) => header.startsWith(RECEIPT));
  const lostReceipts = columns.includes('receipt');
  if (!lostReceipts) {
    expect(banner).toContain('thiếu cột ẩn «');
    expect(banner).toContain('Hãy chọn «Kích hoạt»');
    expect(banner).not.toContain('Tên sáng kiến');
  }
  expect(await system.table.readRecords(UNIT)).toEqual(records);

  expect(await press(true)).toEqual([]);
  expect(said()).toMatch(/^Đã kích hoạt/);
  await system.advance(15);
  const headers = headersOf(sheet, headerRow);
  expect(headers).toContain(RECEIPT);
  const hidden = headers.filter((__, column) => sheet.isColumnHidden(column));
  expect(hidden.map((header) => findColumn(header)).sort()).toEqual(['mark', 'rowId']);
  expect(hidden.every((header) => header.includes('danh sách có sẵn'))).toBe(headerRow === 1);
  const after = await system.table.readRecords(UNIT);
  expect(after.map(({ id, version, state }) => [id, version, state])).toEqual(
    records.map(({ id, version, state }) => [id, version, state]),
  );
  const ids = headers.findIndex((header) => findColumn(header) === 'rowId');
  const onSheet = [1, 2, 3].map((row) => displayValue(sheet.cell(headerRow + row, ids)));
  expect([...onSheet].sort()).toEqual(records.map(({ id }) => id).sort());
  // And again nothing to do.
  const before = JSON.stringify(workbook.toJson().sheets);
  await press(true);
  await system.advance(10);
  expect(JSON.stringify(workbook.toJson().sheets)).toBe(before);
});
