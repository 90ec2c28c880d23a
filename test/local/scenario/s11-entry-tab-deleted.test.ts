/** S11: the entry tab is deleted: nothing is, and undo, a duplicate or a new tab starts entry again. */
import { afterEach, expect, it } from 'vitest';
import type { UnitDesk } from './unit-desk.ts';
import { openUnitDesk, toRow, UNIT } from './unit-desk.ts';

let desk: UnitDesk | undefined;
afterEach(async () => {
  await desk?.system.stop();
  desk = undefined;
});

const REMOVED = [{ kind: 'change', changeType: 'REMOVE_GRID' }] as const;

async function openAndDelete(duplicate: boolean): Promise<UnitDesk> {
  const opened = await openUnitDesk();
  desk = opened;
  await opened.paste(2, [toRow('Cân nguyên liệu tự động'), toRow('Sổ theo dõi vật tư điện')]);
  const { workbook, spreadsheetId, user } = opened.system.registry.find(UNIT) ?? fail();
  const entry = opened.sheet();
  if (duplicate) {
    await opened.system.act(UNIT, { kind: 'duplicateTab', sheetId: entry.sheetId, to: 'Dự phòng' });
  } else workbook.addSheet({ title: 'Ghi chép' });
  workbook.deleteSheet(entry.sheetId);
  await opened.system.host.dispatch(spreadsheetId, user, REMOVED);
  return opened;
}

function fail(): never {
  throw new Error(`${UNIT} is not open`);
}

it('says so at once and deletes nothing', async () => {
  const { system, records, toasts } = await openAndDelete(false);
  expect(toasts().at(-1)).toMatch(/^TẠM DỪNG: không còn trang nhập liệu/);
  await system.advance(15);
  expect(await records()).toEqual(['active 1', 'active 1']);
  await system.menu(UNIT, 'Đồng bộ ngay');
  expect(toasts().at(-1)).toMatch(/^TẠM DỪNG: không còn trang nhập liệu/);
  expect(await records()).toEqual(['active 1', 'active 1']);
});

it('takes a duplicate of the tab for entry when «Kích hoạt» is pressed', async () => {
  const { system, records, receipt } = await openAndDelete(true);
  await system.menu(UNIT, 'Kích hoạt');
  await system.advance(10);
  expect(await records()).toEqual(['active 1', 'active 1']);
  expect(receipt(2)).toMatch(/^Đã ghi nhận lần 1/);
});

it('gives rows pasted into a new tab their records back', async () => {
  const opened = await openAndDelete(false);
  await opened.system.menu(UNIT, 'Kích hoạt');
  await opened.paste(2, [toRow('Cân nguyên liệu tự động'), toRow('Sổ theo dõi vật tư điện')]);
  await opened.system.advance(10);
  const stored = await opened.system.table.readRecords(UNIT);
  expect(stored.map(({ state }) => state)).toEqual(['active', 'active']);
});
