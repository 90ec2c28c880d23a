/** What «Cập nhật ngay» answers, and what it mends: the answer is true of what stands there. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { COMMITTEE_UNIT } from '../../../core/messages/committee-unit.ts';
import type { Workbook } from '../../../local/google/workbook/workbook.ts';
import type { UnitDesk } from './unit-desk.ts';
import { openUnitDesk } from './unit-desk.ts';

let desk: UnitDesk;
beforeEach(async () => {
  desk = await openUnitDesk();
  await desk.system.open(COMMITTEE_UNIT);
  await desk.system.advance(10);
});
afterEach(() => desk.system.stop());

function workbook(): Workbook {
  const spreadsheet = desk.system.registry.find(COMMITTEE_UNIT);
  if (spreadsheet === undefined) throw new Error('the committee has no spreadsheet');
  return spreadsheet.workbook;
}

async function press(): Promise<string | undefined> {
  await desk.system.menu(COMMITTEE_UNIT, 'Cập nhật ngay');
  return desk.toasts().at(-1);
}

it('says that nothing changed where nothing did, and mends what was typed over', async () => {
  await press();
  expect(await press()).toMatch(
    /^Số liệu không thay đổi từ lần công bố \d\d:\d\d \d\d\/\d\d\/\d{4};/,
  );
  const overview = workbook().sheetByTitle('Tổng hợp chung');
  const total = overview?.cell(6, 1).content;
  expect(total?.value).toBe(0);
  overview?.setCell(6, 1, { content: { value: 999 } });
  const years = workbook().sheetByTitle('Theo năm');
  workbook().deleteSheet(years?.sheetId ?? -1);
  expect(await press()).toBe('Bảng tổng hợp đã được cập nhật.');
  expect(workbook().sheetByTitle('Tổng hợp chung')?.cell(6, 1).content).toEqual(total);
  expect(workbook().sheetByTitle('Theo năm')).toBeDefined();
  expect(await press()).toMatch(/^Số liệu không thay đổi/);
});
