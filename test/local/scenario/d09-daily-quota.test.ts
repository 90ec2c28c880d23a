/** D9: with the day's fetches used up receipts say so, and the next day goes on by itself. */
import { afterAll, expect, it } from 'vitest';
import type { UnitDesk } from './unit-desk.ts';
import { openUnitDesk, toRow, UNIT } from './unit-desk.ts';

let desk: UnitDesk | undefined;
afterAll(() => desk?.system.stop());

it('waits for tomorrow and then sends what waited', async () => {
  // Google's day begins at midnight in California: 14:00 in Vietnam in summer.
  desk = await openUnitDesk({ now: '2011-03-31T13:30:00+07:00', limits: { fetchesPerDay: 2 } });
  const { system } = desk;
  await desk.paste(2, [toRow('Cân nguyên liệu tự động')]);
  expect(desk.receipt(2)).toMatch(/^Đã ghi nhận lần 1/);
  await desk.paste(2, [toRow('Cân nguyên liệu tự động', '2 triệu')]);
  expect(desk.receipt(2)).toMatch(/^Đang chờ gửi: đã hết lượt gửi trong ngày/);
  expect(desk.receipt(2)).toContain('lần 1 lúc');
  await system.menu(UNIT, 'Đồng bộ ngay');
  expect(desk.toasts().at(-1)).toContain('hết lượt gửi trong ngày');
  await system.advance(20);
  expect(await desk.records()).toEqual(['active 1']);
  await system.advance(20);
  expect(desk.receipt(2)).toMatch(/^Đã ghi nhận lần 2/);
  expect(await desk.records()).toEqual(['active 2']);
});
