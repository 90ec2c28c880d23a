/** D7: what the sheet stored about its sequence is lost or reset; it finds back by itself. */
import { afterAll, expect, it } from 'vitest';
import type { UnitDesk } from './unit-desk.ts';
import { openUnitDesk, toRow, UNIT } from './unit-desk.ts';

const PROPERTY = 'so-sang-kien';

let desk: UnitDesk | undefined;
afterAll(() => desk?.system.stop());

it.each([0, 999])('goes on after its sequence was set to %i', async (after) => {
  desk ??= await openUnitDesk();
  const { system } = desk;
  const id = system.registry.find(UNIT)?.spreadsheetId ?? '';
  await desk.paste(2, [toRow('Cân nguyên liệu tự động'), toRow('Sổ theo dõi vật tư điện')]);
  const memory = JSON.parse(system.host.properties(id, 'script')[PROPERTY] ?? '');
  const before = await desk.records();
  system.host.setProperty(id, PROPERTY, JSON.stringify({ ...memory, after }));
  await system.advance(10);
  expect(await desk.records()).toEqual(before);

  await desk.paste(2, [toRow('Cân nguyên liệu tự động', `${after + 1} triệu`)]);
  const version = after === 0 ? 2 : 4;
  expect(desk.receipt(2)).toContain(`lần ${version} lúc`);
  const calls = { ...system.host.calls };
  await system.advance(5);
  expect(system.host.calls.fetch - calls.fetch).toBe(1);
});
