/** «Danh mục» deleted, with merged cells, or with its memory lost: what was accepted stays. */
import * as v from 'valibot';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { COMMITTEE_UNIT } from '../../../core/messages/committee-unit.ts';
import { SheetMemory } from '../../../core/messages/sheet-memory.ts';
import { displayValue } from '../../../local/google/workbook/display-value.ts';
import { findColumnIndex, findEntryTab } from '../../../local/scenario/find-entry-tab.ts';
import type { UnitDesk } from './unit-desk.ts';
import { openUnitDesk } from './unit-desk.ts';

const PROPERTY = 'so-sang-kien';
/** Revenues of three units. */
const FIRST_ROW = 72;

let desk: UnitDesk;
beforeEach(async () => {
  desk = await openUnitDesk();
  await desk.system.open(COMMITTEE_UNIT);
  await typeValues(FIRST_ROW, ['50 tỷ', '60 tỷ', '70 tỷ']);
});
afterEach(() => desk.system.stop());

function committee() {
  const spreadsheet = desk.system.registry.find(COMMITTEE_UNIT);
  if (spreadsheet === undefined) throw new Error('the committee has no spreadsheet');
  return { ...spreadsheet, sheet: findEntryTab(spreadsheet.workbook) };
}

async function typeValues(row: number, values: readonly string[]): Promise<void> {
  const { sheet } = committee();
  await desk.system.act(COMMITTEE_UNIT, {
    kind: 'paste',
    sheetId: sheet.sheetId,
    row: row - 1,
    column: findColumnIndex(sheet, 'Giá trị'),
    values: values.map((value) => [value]),
    skipHiddenColumns: true,
  });
}

function cell(row: number, header: string): string {
  const { sheet } = committee();
  return displayValue(sheet.cell(row - 1, findColumnIndex(sheet, header)));
}

const receipts = () => [0, 1, 2].map((offset) => cell(FIRST_ROW + offset, 'Kết quả kiểm tra'));

it('a new tab in place of a deleted one shows what was accepted', async () => {
  const { workbook, sheet, spreadsheetId, user } = committee();
  workbook.addSheet({ title: 'Ghi chép' });
  workbook.deleteSheet(sheet.sheetId);
  const removed = [{ kind: 'change', changeType: 'REMOVE_GRID' }] as const;
  await desk.system.host.dispatch(spreadsheetId, user, removed);
  expect(desk.toasts().at(-1)).toMatch(/^TẠM DỪNG: không còn trang «Danh mục»/);
  await desk.system.advance(10);
  await desk.system.menu(COMMITTEE_UNIT, 'Kích hoạt');
  expect(cell(FIRST_ROW, 'Giá trị')).toBe('50.000.000.000');
  for (const receipt of receipts()) expect(receipt).toMatch(/^Đã ghi nhận lần 1 lúc /);
});

it('values hidden by merged cells are refused, and stay', async () => {
  const { sheet } = committee();
  const column = findColumnIndex(sheet, 'Giá trị');
  sheet.merge({ row: FIRST_ROW - 1, column, rows: 3, columns: 1 });
  await desk.system.advance(10);
  const [first, second] = receipts();
  expect(first).toMatch(/^Đã ghi nhận lần 1 lúc /);
  expect(second).toMatch(/^Chưa ghi: ô gộp/);
  expect(second).toMatch(/Bản đã ghi nhận lần 1 lúc .* vẫn được tính\.$/);
  sheet.unmerge({ row: FIRST_ROW - 1, column, rows: 3, columns: 1 });
  await typeValues(FIRST_ROW + 1, ['60 tỷ', '70 tỷ']);
  for (const receipt of receipts()) expect(receipt).toMatch(/^Đã ghi nhận lần 1 lúc /);
});

it.each([0, 999])('goes on after its sequence was set to %i', async (after) => {
  const { host } = desk.system;
  const { spreadsheetId } = committee();
  const text = host.properties(spreadsheetId, 'script')[PROPERTY] ?? '';
  const memory = v.parse(SheetMemory, JSON.parse(text));
  host.setProperty(spreadsheetId, PROPERTY, JSON.stringify({ ...memory, after }));
  await typeValues(FIRST_ROW, ['51 tỷ']);
  expect(receipts()[0]).toMatch(/^Đã ghi nhận lần 2 lúc /);
  const calls = { ...host.calls };
  await desk.system.advance(5);
  // One of the unit, one of the committee.
  expect(host.calls.fetch - calls.fetch).toBe(2);
});

it('protects what tells lines apart, by a warning', () => {
  const { protectedRanges } = committee().sheet;
  expect(
    protectedRanges.map(({ rect, warningOnly }) => [rect?.row, rect?.column, warningOnly]),
  ).toEqual([
    [0, 0, true],
    [1, 1, true],
  ]);
});
