/** «Nhận gợi ý» where the scenario language has no words: a selection, a list of people's own. */
import { afterEach, expect, it } from 'vitest';
import { MENU } from '../../core/wording/sheet.ts';
import { displayValue } from '../../local/google/workbook/display-value.ts';
import type { Rect } from '../../local/google/workbook/rect.ts';
import type { Workbook } from '../../local/google/workbook/workbook.ts';
import type { ListDesk } from './list-desk.ts';
import { fillList, openListDesk, UNIT } from './list-desk.ts';

let desk: ListDesk | undefined;
afterEach(async () => {
  await desk?.system.stop();
  desk = undefined;
});

const HEADER = ['TT', 'Tên giải pháp', 'Tác giả', 'Thời điểm áp dụng', 'Nhóm sáng kiến', 'Ghi chú'];
const REST = ['Tổ Cơ điện', '2010', 'Tiết kiệm', '&#49;/2010'];
const NOTE = 5;

function fill(workbook: Workbook): void {
  const titles = [
    '- CẢI TIẾN MÁY ÉP MÍA',
    'SẤY BÃ BẰNG KHÓI',
    '+ CẢI TIẾN MÁY BƠM',
    'CẢI TIẾN LÒ SẤY',
  ];
  const rows = titles.map((title, index) => [index + 1, title, ...REST]);
  fillList(workbook, { merges: [], rows: [HEADER, ...rows] });
}

async function open(): Promise<{
  titles: () => readonly string[];
  take: (range?: Rect) => Promise<void>;
}> {
  desk = await openListDesk(fill);
  const { system, workbook, press } = desk;
  await press(true);
  const [sheet] = workbook.sheets;
  const user = system.registry.find(UNIT)?.user ?? '';
  if (sheet === undefined) throw new Error('no tab');
  return {
    titles: () => [1, 2, 3, 4].map((row) => displayValue(sheet.cell(row, 1))),
    async take(range) {
      const selection = range === undefined ? {} : { selection: { sheetId: sheet.sheetId, range } };
      const label = MENU.acceptSuggestions;
      const log = await system.host.menu(workbook.spreadsheetId, { user, label, ...selection });
      await system.settle();
      expect(log.outcome).toBe('completed');
    },
  };
}

it('keeps texts texts in cells that would take them for something else', async () => {
  const { titles, take } = await open();
  await take();
  expect(titles()).toEqual([
    '- Cải tiến máy ép mía',
    'Sấy bã bằng khói',
    '+ Cải tiến máy bơm',
    'Cải tiến lò sấy',
  ]);
  const contents = [1, 2, 3, 4].map((row) => desk?.workbook.sheets[0]?.cell(row, 1).content);
  expect(contents).toEqual(titles().map((value) => ({ value })));
  const note = desk?.workbook.sheets[0]?.cell(1, NOTE).content;
  expect(note).toEqual({ value: '1/2010' });
  expect(desk?.said()).toContain('trong cả bảng');
  const records = (await desk?.system.table.readRecords(UNIT)) ?? [];
  expect(records.map(({ state }) => state)).toEqual(records.map(() => 'active'));
});

it('takes those of selected rows only, and of all where one cell is selected', async () => {
  const { titles, take } = await open();
  await take({ row: 3, column: 0, rows: 2, columns: 1 });
  expect(titles().map((title) => title === title.toUpperCase())).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(desk?.said()).toMatch(/^Đã nhận 4 gợi ý ở các dòng đang chọn\./);
  await take({ row: 4, column: 0, rows: 1, columns: 6 });
  expect(desk?.said()).toMatch(/^Không có gợi ý nào để nhận ở các dòng đang chọn\./);
  await take({ row: 4, column: 1, rows: 1, columns: 1 });
  expect(titles()[0]).toBe('- Cải tiến máy ép mía');
  expect(desk?.said()).toMatch(/^Đã nhận 4 gợi ý trong cả bảng\./);
});
