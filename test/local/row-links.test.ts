/** A link in «Danh sách» leads to the row itself, also once rows were sorted or inserted. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TYPED_COLUMNS } from '../../core/columns.ts';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import { createVirtualClock } from '../../local/clock.ts';
import type { Sheet } from '../../local/google/workbook/sheet.ts';
import { type LocalSystem, startSystem } from '../../local/system.ts';
import { build } from '../../scripts/build.ts';

const UNIT = 'BT028';
const TITLES = ['Lò sấy cơm dừa hai tầng', 'Ép mía không rơi bã', 'Sổ trực ban điện tử'];
const FIRST_COLUMN = 3;
let system: LocalSystem;

beforeAll(async () => {
  await build({ print: () => undefined });
  system = await startSystem({
    programmeCode: 'ben-tre',
    clock: createVirtualClock(Date.parse('2011-03-31T08:03:30+07:00')),
    seed: 1,
  });
  await system.open(COMMITTEE_UNIT);
  const values = TITLES.map((title) => {
    const cells = { title, category: 'Tiết kiệm', authors: 'Tập thể Khoa Nội (100%)' };
    const typed: Record<string, string> = { ...cells, appliedOn: '15/05/2010', benefit: 'x' };
    return TYPED_COLUMNS.map((column) => typed[column] ?? '');
  });
  await system.act(UNIT, { kind: 'paste', sheetId: 0, row: 1, column: FIRST_COLUMN, values });
  await system.advance(10);
});
afterAll(() => system.stop());

function workbookOf(key: string) {
  const found = system.registry.find(key);
  if (found === undefined) throw new Error(`no spreadsheet ${key}`);
  return found;
}

function rowsOf(sheet: Sheet | undefined): readonly number[] {
  return Array.from({ length: sheet?.rowCount ?? 0 }, (_, row) => row);
}

/** By the title in «Danh sách»: what stands in the title column of the row its link selects. */
function follow(): ReadonlyMap<unknown, unknown> {
  const list = workbookOf(COMMITTEE_UNIT).workbook.sheetByTitle('Danh sách');
  const { spreadsheetId, workbook } = workbookOf(UNIT);
  const found = rowsOf(list).flatMap((row) => {
    const link = list?.cell(row, 1).hyperlink;
    if (link === undefined) return [];
    const [, id, sheetId, from, to] =
      /\/d\/([^/]+)\/edit#gid=(\d+)&range=(\d+):(\d+)$/.exec(link) ?? [];
    expect([id, from]).toEqual([spreadsheetId, to]);
    const title = workbook.requireSheet(Number(sheetId)).cell(Number(from) - 1, FIRST_COLUMN);
    return [[list?.cell(row, 4).content?.value, title.content?.value] as const];
  });
  return new Map(found);
}

const EACH_ITS_OWN = new Map(TITLES.map((title) => [title, title]));

it('leads to its own row', () => {
  expect(follow()).toEqual(EACH_ITS_OWN);
});

it.each([
  ['sorted', { kind: 'sort', sheetId: 0, range: 'all', column: FIRST_COLUMN, order: 'desc' }],
  [
    'sorted without the hidden columns',
    { kind: 'sort', sheetId: 0, range: 'visible', column: FIRST_COLUMN, order: 'asc' },
  ],
  ['pushed down', { kind: 'insertRows', sheetId: 0, row: 1, count: 4 }],
] as const)('leads there again after the next publication when rows were %s', async (_, action) => {
  await system.act(UNIT, action);
  await system.advance(10);
  expect(follow()).toEqual(EACH_ITS_OWN);
});
