/** S17: merged cells are warned of, kept in mind, and nothing is filled down from them. */
import { afterAll, expect, it } from 'vitest';
import { findColumnIndex } from '../../../local/scenario/find-entry-tab.ts';
import type { UnitDesk } from './unit-desk.ts';
import { openUnitDesk, toRow, UNIT } from './unit-desk.ts';

let desk: UnitDesk | undefined;
afterAll(() => desk?.system.stop());

const MERGED = /^Đã ghi nhận lần 2 .*\nLưu ý: .*gộp ô/;

it('warns of merged cells as long as they are merged, and fills nothing down', async () => {
  desk = await openUnitDesk();
  const { system } = desk;
  await desk.paste(2, [toRow('Cân nguyên liệu tự động'), toRow('Cải tiến máy ép mía đường')]);
  const sheet = desk.sheet();
  const across = { row: 1, column: findColumnIndex(sheet, 'Lợi ích khác'), rows: 1, columns: 2 };
  sheet.merge(across);
  await desk.paste(2, [toRow('Cân nguyên liệu tự động', '2 triệu')]);
  expect(desk.receipt(2)).toMatch(MERGED);
  const warned = desk.receipt(2);
  await system.advance(10);
  expect(desk.receipt(2)).toBe(warned);

  const down = { row: 1, column: findColumnIndex(sheet, 'Nhóm sáng kiến'), rows: 2, columns: 1 };
  sheet.merge(down);
  await system.advance(10);
  expect(desk.receipt(3)).toMatch(/^Còn thiếu: Nhóm sáng kiến\./);
  expect(desk.receipt(2)).toBe(warned);
  expect(await desk.records()).toEqual(['active 2', 'active 1']);

  sheet.unmerge(across);
  sheet.unmerge(down);
  await system.menu(UNIT, 'Đồng bộ ngay');
  expect(desk.receipt(2)).toMatch(/^Đã ghi nhận lần 2 lúc [\d: /]+$/);
});
