/** «Kích hoạt» in a spreadsheet that already holds a list of initiatives, the whole way. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ReceiptState } from '../../core/wording/receipts.ts';
import { parseReceiptState } from '../../core/wording/receipts.ts';
import { displayValue } from '../../local/google/workbook/display-value.ts';
import type { Sheet } from '../../local/google/workbook/sheet.ts';
import type { Workbook } from '../../local/google/workbook/workbook.ts';
import type { ListDesk, ListFixture } from './list-desk.ts';
import { fillList, openListDesk, readCells, shownAt, UNIT } from './list-desk.ts';

type Fixture = ListFixture & {
  readonly headerRow: number;
  readonly firstRow: number;
  readonly outcomes: readonly string[];
};

const SMALL: ListFixture = {
  merges: [{ row: 0, column: 0, rows: 1, columns: 4 }],
  rows: [
    ['DANH SÁCH SÁNG KIẾN', null, null, null],
    ['TT', 'Tên giải pháp', 'Thời điểm áp dụng', 'Ghi chú'],
    [1, 'Cải tiến máy ép mía đường', 'tháng 5/2010', null],
    [2, 'Cân nguyên liệu tự động', 'quý I/2009', null],
  ],
};
const SMALL_HEADER = 2;

const PATH = join(import.meta.dirname, '../fixtures/existing-list/hospital-list.json');
const LIST: Fixture = JSON.parse(readFileSync(PATH, 'utf8'));
const WIDTH = LIST.rows[0]?.length ?? 0;
const HEIGHT = LIST.rows.length;

let desk: ListDesk | undefined;
afterEach(async () => {
  await desk?.system.stop();
  desk = undefined;
});

async function open(fill: (workbook: Workbook) => void): Promise<ListDesk> {
  desk = await openListDesk(fill);
  return desk;
}

function firstSheet(workbook: Workbook): Sheet {
  const [sheet] = workbook.sheets;
  if (sheet === undefined) throw new Error('no tab');
  return sheet;
}

/** «saved» or «rejected E_LIST», by the receipt and the codes in its note. */
function outcomeOf(sheet: Sheet, rowNumber: number): string {
  const receipt = shownAt(sheet, rowNumber, LIST.headerRow, 'Kết quả kiểm tra');
  const state: ReceiptState | undefined = parseReceiptState(receipt);
  const headers = sheet.cellsOf(LIST.headerRow - 1, 0, sheet.columnCount).map(displayValue);
  const cell = sheet.cell(rowNumber - 1, headers.indexOf('Kết quả kiểm tra'));
  if (state === 'incomplete') return 'incomplete E_REQUIRED';
  return state === 'rejected' ? `rejected ${/\bE_\w+/.exec(cell.note ?? '')?.[0]}` : `${state}`;
}

describe('a list people already have', () => {
  it('is shown as understood, taken in as it stands, and taken once', async () => {
    const { workbook, press, said, system } = await open((book) => {
      const sheet = fillList(book, LIST);
      sheet.updateCell(11, 10, { note: 'Chưa hỏi lại các khoa' });
      sheet.updateCell(31, 9, { note: 'Xem sổ kế toán' });
      book.addSheet({ title: 'Ghi chép' });
    });
    const sheet = firstSheet(workbook);
    const before = readCells(sheet, { height: HEIGHT, width: WIDTH });
    const merges = sheet.merges;

    const questions = await press(true);
    expect(questions).toHaveLength(1);
    expect(questions[0]).toContain('trang «DS 2008-2010»: tiêu đề ở dòng 6, 31 dòng sáng kiến');
    expect(questions[0]).toContain('Cột B «Họ và tên tác giả/đồng tác giả» → Tác giả (tỷ lệ %)');
    expect(questions[0]).toContain('Cột J «Hiệu quả (giá trị làm lợi)» → Giá trị làm lợi');
    expect(questions[0]).toContain('Cột S «Kết quả kiểm tra»');
    expect(questions[0]).toContain('Cột C «Chức vụ»');
    expect(questions[0]).toContain('Cột N «Kết quả»: chưa rõ có phải');
    expect(questions[0]).toContain('Dòng 39 «Tổng cộng»');

    const after = readCells(sheet, { height: HEIGHT, width: WIDTH });
    const contents = (rows: typeof before) => rows.map((row) => row.map(({ content }) => content));
    expect(contents(after)).toEqual(contents(before));
    // The blank row above the signatures is one that people may type into.
    const formats = (rows: typeof before) =>
      rows.map((row, index) => (index === 39 ? [] : row.map(({ format }) => format?.numberFormat)));
    expect(formats(after)).toEqual(formats(before));
    expect(sheet.merges).toEqual(merges);
    expect(workbook.sheets.map(({ title }) => title)).toEqual(['DS 2008-2010', 'Ghi chép']);
    // People's own notes stay, below what there is to say about the cell.
    expect(after[11]?.[10]?.note).toBe('Chưa hỏi lại các khoa');
    expect(after[31]?.[9]?.note).toBe(
      'Ô J32: chưa ghi giá trị làm lợi, tạm coi là “Chưa tính được”.\nXem sổ kế toán',
    );
    // The scores' own colour beside the warned cell too.
    expect(after[31]?.map(({ format }) => format?.background).slice(8, 12)).toEqual([
      '#fff2cc',
      '#fce8b2',
      '#ffffff',
      '#fff2cc',
    ]);

    const outcomes = LIST.outcomes.map((_, index) => outcomeOf(sheet, LIST.firstRow + index));
    expect(outcomes).toEqual(LIST.outcomes);
    const saved = LIST.outcomes.filter((outcome) => outcome === 'saved').length;
    const records = await system.table.readRecords(UNIT);
    expect(records.filter(({ state }) => state === 'active')).toHaveLength(saved);
    const lamp = records.find(({ initiative }) => initiative.title.startsWith('Nôi chiếu đèn'));
    expect(lamp?.initiative).toMatchObject({
      benefit: { kind: 'counted', dong: 19_000_000 },
      appliedOn: '2010-08-09',
    });
    for (const rowNumber of [7, 39, 40, 41, 42]) {
      expect(shownAt(sheet, rowNumber, LIST.headerRow, 'Kết quả kiểm tra')).toBe('');
    }
    expect(said()).toContain('Đã kích hoạt');
    expect(said()).toContain('mọi dòng vẫn được tính cho');

    const revision = JSON.stringify(readCells(sheet, { height: 60, width: sheet.columnCount }));
    expect(await press(true)).toEqual([]);
    await system.advance(15);
    expect(JSON.stringify(readCells(sheet, { height: 60, width: sheet.columnCount }))).toBe(
      revision,
    );
    expect(await system.table.readRecords(UNIT)).toEqual(records);
  });

  it('is left exactly as it was when the person says no', async () => {
    const { workbook, press, system } = await open((book) => fillList(book, LIST));
    const before = JSON.stringify(workbook.toJson());
    expect(await press(false)).toHaveLength(1);
    expect(JSON.stringify(workbook.toJson())).toBe(before);
    expect(system.host.triggers(workbook.spreadsheetId)).toEqual([]);
    expect(system.host.properties(workbook.spreadsheetId)).toEqual({});
    // Nothing was decided: the next press asks again.
    expect(await press(true)).toHaveLength(1);
  });

  it('is left alone when it was changed while the question stood open', async () => {
    const { workbook, press, said, system } = await open((book) => fillList(book, SMALL));
    const sheet = firstSheet(workbook);
    await press(true, () => sheet.insertColumns(1, 1));
    expect(said()).toMatch(/^Danh sách vừa được sửa/);
    expect(sheet.cell(1, 5)).toEqual({});
    expect(system.host.properties(workbook.spreadsheetId)).toEqual({});
  });

  it('without required columns gets them, and its rows say what is missing until filled', async () => {
    const { workbook, press, system } = await open((book) => fillList(book, SMALL));
    const sheet = firstSheet(workbook);
    const [question] = await press(true);
    expect(question).toMatch(/«Nhóm sáng kiến» – bắt buộc, cần điền/);
    const receipt = (row: number) => shownAt(sheet, row, SMALL_HEADER, 'Kết quả kiểm tra');
    expect(receipt(3)).toBe('Còn thiếu: Nhóm sáng kiến, Tác giả (tỷ lệ %).');
    const headers = sheet.cellsOf(1, 0, sheet.columnCount).map(displayValue);
    const type = (header: string, row: number, value: string) =>
      system.act(UNIT, {
        kind: 'type',
        sheetId: sheet.sheetId,
        row: row - 1,
        column: headers.indexOf(header),
        value,
      });
    await type('Nhóm sáng kiến', 3, 'Hợp lý hóa sản xuất');
    await type('Tác giả (tỷ lệ %)', 3, 'Tổ Cơ điện');
    expect(receipt(3)).toMatch(/^Đã ghi nhận lần 1/);
    expect(receipt(4)).toMatch(/^Còn thiếu/);
    // A row below the list: what is typed there stays text, and lists drop down.
    await type('Tên giải pháp', 5, 'Sổ theo dõi vật tư điện');
    await type('Thời điểm áp dụng', 5, '15/05/2010');
    const typed = sheet.cell(4, headers.indexOf('Thời điểm áp dụng'));
    expect(typed.content).toEqual({ value: '15/05/2010' });
    expect(receipt(5)).toBe('Còn thiếu: Nhóm sáng kiến, Tác giả (tỷ lệ %).');
    expect(sheet.cell(4, headers.indexOf('Giải')).validation?.values).toContain('Nhất');
    expect(sheet.cell(2, headers.indexOf('Nhóm sáng kiến')).validation?.strict).toBe(false);
    expect(headers.filter((_, column) => sheet.isColumnHidden(column))).toEqual([
      'Mã dòng (danh sách có sẵn)',
      'Dấu (danh sách có sẵn)',
    ]);
  });

  it('keeps its records when it is sorted and when a header is reworded', async () => {
    const { workbook, press, system } = await open((book) => fillList(book, LIST));
    const sheet = firstSheet(workbook);
    await press(true);
    const versions = async () =>
      (await system.table.readRecords(UNIT)).map(({ id, version, state }) =>
        [id, version, state].join(' '),
      );
    const before = await versions();
    sheet.updateCell(5, 4, { content: { value: 'TÊN SÁNG KIẾN, GIẢI PHÁP' } });
    await system.act(UNIT, {
      kind: 'sort',
      sheetId: sheet.sheetId,
      range: 'visible',
      column: 11,
      order: 'desc',
      headerRows: LIST.firstRow - 1,
    });
    await system.advance(10);
    expect(await versions()).toEqual(before);
    sheet.updateCell(5, 4, { content: { value: 'Cột của chúng tôi' } });
    await system.advance(10);
    expect(shownAt(sheet, LIST.headerRow, LIST.headerRow, 'Kết quả kiểm tra')).toContain(
      'thiếu cột «Tên sáng kiến»',
    );
    expect(await versions()).toEqual(before);
  });

  it('makes room where people call a column of their own as we call ours', async () => {
    const rows = [
      ['Tên sáng kiến', 'Tác giả', 'Ngày áp dụng', 'Kết quả kiểm tra', 'Ghi chú', 'Ghi chú'],
      ['Cải tiến máy ép mía đường', 'Tổ Cơ điện', 'tháng 5/2010', 'đã xem', 'một', 'hai'],
    ];
    const { workbook, press } = await open((book) => fillList(book, { merges: [], rows }));
    const sheet = firstSheet(workbook);
    const [question] = await press(true);
    expect(question).toContain('Cột D «Kết quả kiểm tra» → «Cột riêng: Kết quả kiểm tra»');
    expect(sheet.cellsOf(0, 0, 6).map(displayValue)).toEqual([
      'Tên sáng kiến',
      'Tác giả',
      'Ngày áp dụng',
      'Cột riêng: Kết quả kiểm tra',
      'Ghi chú',
      'Cột riêng: Ghi chú',
    ]);
    expect(sheet.cell(0, 3).note).toBe('Tên cột trước khi kích hoạt: Kết quả kiểm tra');
    expect(sheet.cellsOf(1, 0, 6).map(displayValue)).toEqual(rows[1]);
    expect(shownAt(sheet, 2, 1, 'Kết quả kiểm tra')).toBe('Còn thiếu: Nhóm sáng kiến.');
  });

  it('gives way to a blank tab «Nhập liệu», which becomes the template', async () => {
    const { workbook, press } = await open((book) => {
      fillList(book, SMALL);
      book.addSheet({ title: 'Nhập liệu' });
    });
    const before = JSON.stringify(workbook.toJson().sheets[0]);
    expect(await press(true)).toEqual([]);
    expect(JSON.stringify(workbook.toJson().sheets[0])).toBe(before);
    const entry = workbook.sheetByTitle('Nhập liệu');
    expect(entry === undefined ? '' : displayValue(entry.cell(0, 3))).toBe('Tên sáng kiến');
  });

  it('is the best of several tabs, and the others are named', async () => {
    const { workbook, press } = await open((book) => {
      fillList(book, SMALL);
      const other = book.addSheet({ title: 'Năm 2010' });
      for (const [row, cells] of LIST.rows.entries()) {
        other.setCells(
          row,
          0,
          cells.map((value) => (typeof value === 'string' ? { content: { value } } : {})),
        );
      }
    });
    const before = JSON.stringify(workbook.toJson().sheets[0]);
    const [question] = await press(true);
    expect(question).toContain('trang «Năm 2010»');
    expect(question).toContain('Trang khác cũng có danh sách: «DS 2008-2010»');
    expect(JSON.stringify(workbook.toJson().sheets[0])).toBe(before);
  });

  it('of something else is not touched: the template’s tab is made beside it', async () => {
    const rows = [
      ['Tên sáng kiến', 'Lĩnh vực', 'Ghi chú'],
      ['Cải tiến máy ép mía đường', 'Khác', ''],
    ];
    const { workbook, press } = await open((book) => fillList(book, { merges: [], rows }));
    const before = JSON.stringify(workbook.toJson().sheets[0]);
    expect(await press(true)).toEqual([]);
    expect(
      JSON.stringify(workbook.toJson().sheets.find(({ title }) => title === 'DS 2008-2010')),
    ).toBe(before);
    expect(workbook.sheets.map(({ title }) => title)).toContain('Nhập liệu');
  });
});
