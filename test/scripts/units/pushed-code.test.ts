/** What was pushed is what runs: a spreadsheet with the script the stand-in holds for it. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TYPED_COLUMNS } from '../../../core/columns.ts';
import { MENU } from '../../../core/wording/sheet.ts';
import { createVirtualClock } from '../../../local/clock.ts';
import { toNewBinding } from '../../../local/google/apps-script-api/to-new-binding.ts';
import { type LocalSystem, startSystem } from '../../../local/system.ts';
import { build } from '../../../scripts/build.ts';
import { readVersion } from '../../../scripts/units/script-content.ts';
import { type FleetWorld, openFleetWorld } from './fleet-world.ts';

const UNIT = 'BT028';
const NEXT = 'ffffffffffff';
const FIRST_COLUMN = 3;
const DIST = resolve(import.meta.dirname, '../../../dist/appsscript');

let world: FleetWorld;
let system: LocalSystem;

beforeAll(async () => {
  await build({ print: () => undefined });
  system = await startSystem({
    programmeCode: 'ben-tre',
    clock: createVirtualClock(Date.parse('2011-03-31T08:00:00+07:00')),
    seed: 1,
    bundle: { code: 'function onOpen() {}', manifest: { timeZone: 'Asia/Ho_Chi_Minh' } },
  });
  const { spreadsheetId } = system.create(UNIT);
  // As at Google: what is put into the script is what its spreadsheet runs from then on.
  world = await openFleetWorld({
    units: [UNIT],
    onContent: (project) => void system.host.bind(spreadsheetId, toNewBinding(project)),
  });
});

afterAll(async () => {
  await world.stop();
  await system.stop();
});

it('activates and saves rows with the code that the real clasp pushed, each version in turn', async () => {
  await expect(system.open(UNIT)).rejects.toThrow(/no menu item/);
  expect((await world.run(['push'])).code).toBe(0);
  const version = readVersion(world.projectOf(UNIT));
  await system.menu(UNIT, MENU.activate);
  await type(1, 'Lò sấy cơm dừa hai tầng');
  expect(await readState()).toEqual({ bundle: version, titles: ['Lò sấy cơm dừa hai tầng'] });

  const code = readFileSync(join(DIST, 'Code.js'), 'utf8').replaceAll(version, NEXT);
  const manifest = readFileSync(join(DIST, 'appsscript.json'), 'utf8');
  const bundle = world.bundle(NEXT, { 'Code.js': code, 'appsscript.json': manifest });
  expect((await world.run(['push', '--bundle', bundle])).code).toBe(0);
  await type(2, 'Ép mía không rơi bã');
  expect(await readState()).toEqual({
    bundle: NEXT,
    titles: ['Lò sấy cơm dừa hai tầng', 'Ép mía không rơi bã'],
  });
});

async function type(row: number, title: string): Promise<void> {
  const cells = { title, category: 'Tiết kiệm', authors: 'Tập thể Khoa Nội (100%)' };
  const typed: Record<string, string> = { ...cells, appliedOn: '15/05/2010', benefit: 'x' };
  const values = [TYPED_COLUMNS.map((column) => typed[column] ?? '')];
  await system.act(UNIT, { kind: 'paste', sheetId: 0, row, column: FIRST_COLUMN, values });
  await system.advance(10);
}

async function readState() {
  const { contact } = await system.table.readUnit(UNIT);
  const records = await system.table.readRecords(UNIT);
  return {
    bundle: contact?.bundle,
    titles: records.map(({ cells }) => cells.title).sort(),
  };
}
