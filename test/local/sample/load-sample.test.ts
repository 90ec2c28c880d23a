import { expect, test } from 'vitest';
import { ENTRY_COLUMNS, TYPED_COLUMNS } from '../../../core/columns.ts';
import { COLUMN_HEADERS } from '../../../core/wording/columns.ts';
import { performUserAction } from '../../../local/google/people/user-action.ts';
import type { Sheet } from '../../../local/google/workbook/sheet.ts';
import {
  type LoadedUnit,
  loadSample,
  type SampleSystem,
} from '../../../local/sample/load-sample.ts';
import { createSpreadsheetRegistry } from '../../../local/spreadsheet-registry.ts';
import { PROGRAMME } from '../workbench/sample-source.ts';

const CSV = [
  ['unit_code', ...TYPED_COLUMNS.map((column) => `"${COLUMN_HEADERS[column]}"`)],
  ['BT028', 'một', ...TYPED_COLUMNS.slice(1).map(() => '1.250')],
  ['BT028', 'hai', ...TYPED_COLUMNS.slice(1).map(() => '')],
  ['BT002', 'ba', ...TYPED_COLUMNS.slice(1).map(() => '')],
  ['BT028', 'hai', ...TYPED_COLUMNS.slice(1).map(() => '')],
]
  .map((row) => row.join(','))
  .join('\n');

/** Units whose activation was cut off have no entry tab until «Kích hoạt» is pressed. */
function newSystem({ answersAfterSyncs = 0 } = {}) {
  const registry = createSpreadsheetRegistry(1);
  const pressed: string[] = [];
  let syncs = 0;

  function activate(sheet: Sheet): void {
    if (sheet.contentExtent().rows > 0) return;
    sheet.setCells(
      0,
      0,
      ENTRY_COLUMNS.map((column) => ({ content: { value: COLUMN_HEADERS[column] } })),
    );
    sheet.setLines('columns', { at: 0, count: 2 }, { hidden: true });
    const body = { row: 1, column: 0, rows: 20, columns: ENTRY_COLUMNS.length };
    const format = { numberFormat: { type: 'TEXT', pattern: '@' } } as const;
    sheet.updateRect(body, (cell) => ({ ...cell, format }));
  }

  function answer(sheet: Sheet): void {
    const text = syncs >= answersAfterSyncs ? 'Đã ghi nhận lần 1 lúc 08:00' : 'Đang chờ gửi';
    const { rows } = sheet.contentExtent();
    for (let row = 1; row < rows; row += 1) sheet.updateCell(row, 2, { content: { value: text } });
  }

  const sheetOf = (key: string): Sheet => {
    const sheet = registry.find(key)?.workbook.sheets[0];
    if (sheet === undefined) throw new Error(`${key} is not open`);
    return sheet;
  };
  const system: SampleSystem = {
    programme: PROGRAMME,
    registry,
    async open(key) {
      const known = registry.find(key);
      if (known !== undefined) return known;
      const made = registry.create(key, key);
      activate(sheetOf(key));
      return made;
    },
    async act(key, action) {
      performUserAction(await system.open(key), action);
      answer(sheetOf(key));
    },
    async menu(key, label) {
      pressed.push(`${key} ${label}`);
      if (label === 'Kích hoạt') activate(sheetOf(key));
      else {
        syncs += 1;
        answer(sheetOf(key));
      }
    },
  };
  const titlesOf = (key: string): readonly unknown[] => {
    const sheet = sheetOf(key);
    return Array.from({ length: sheet.contentExtent().rows }, (_, row) => sheet.cell(row, 3))
      .slice(1)
      .map(({ content }) => content?.value);
  };
  return { system, registry, pressed, titlesOf, sheetOf };
}

function load(system: SampleSystem, options: { doneUnits?: string[]; stopAfter?: number } = {}) {
  const loaded: LoadedUnit[] = [];
  const begun: number[] = [];
  const done = loadSample({
    system,
    csvText: CSV,
    doneUnits: new Set(options.doneUnits),
    onBegin: (count) => begun.push(count),
    onUnit: (unit) => loaded.push(unit),
    shouldStop: () => loaded.length >= (options.stopAfter ?? 99),
  });
  return done.then(() => ({ loaded, begun }));
}

test('opens each unit and pastes its rows under the title, equal rows included', async () => {
  const { system, titlesOf, sheetOf, pressed } = newSystem();
  const { loaded, begun } = await load(system);
  expect(begun).toEqual([2]);
  expect(
    loaded.map(({ unit, name, pastedRowCount, receipts }) => [
      unit,
      name,
      pastedRowCount,
      receipts.saved,
    ]),
  ).toEqual([
    ['BT028', 'Bệnh viện đa khoa', 3, 3],
    ['BT002', 'Sở Y tế', 1, 1],
  ]);
  expect(titlesOf('BT028')).toEqual(['một', 'hai', 'hai']);
  expect(sheetOf('BT028').cell(1, 10).content?.value).toBe('1.250');
  expect(pressed).toEqual([]);
});

test('a load that was cut off goes on: what is there is not pasted again', async () => {
  const { system, titlesOf, pressed } = newSystem();
  const first = await load(system, { stopAfter: 1 });
  expect(first.loaded.map(({ unit }) => unit)).toEqual(['BT028']);
  // The end came before the unit was noted as done.
  const second = await load(system);
  expect(second.loaded.map(({ unit, pastedRowCount }) => [unit, pastedRowCount])).toEqual([
    ['BT028', 0],
    ['BT002', 1],
  ]);
  expect(titlesOf('BT028')).toEqual(['một', 'hai', 'hai']);
  expect(pressed).toEqual(['BT028 Kích hoạt']);
});

test('a unit whose activation was cut off is activated, one cut off in the middle is filled up', async () => {
  const { system, registry, titlesOf, sheetOf } = newSystem();
  registry.create('BT002', 'BT002');
  await system.open('BT028');
  const rows = [['hai', ...TYPED_COLUMNS.slice(1).map(() => '')]];
  await system.act('BT028', { kind: 'paste', sheetId: 0, row: 1, column: 3, values: rows });
  const { loaded } = await load(system);
  expect(loaded.map(({ unit, pastedRowCount }) => [unit, pastedRowCount])).toEqual([
    ['BT028', 2],
    ['BT002', 1],
  ]);
  expect(titlesOf('BT028')).toEqual(['hai', 'một', 'hai']);
  expect(sheetOf('BT002').cell(0, 3).content?.value).toBe('Tên sáng kiến');
});

test('units done before are left to their people', async () => {
  const { system, registry } = newSystem();
  const some = await load(system, { doneUnits: ['BT028'] });
  expect([some.begun, some.loaded.map(({ unit }) => unit)]).toEqual([[1], ['BT002']]);
  const none = await load(system, { doneUnits: ['BT028', 'BT002'] });
  expect(none).toEqual({ begun: [], loaded: [] });
  expect(registry.find('BT028')).toBeUndefined();
});

test.each([
  [1, 1, 0],
  [3, 3, 0],
  [4, 3, 3],
])(
  'a server that answers at try %i is asked %i times',
  async (answersAfterSyncs, asked, waiting) => {
    const { system, pressed } = newSystem({ answersAfterSyncs });
    const { loaded } = await load(system, { stopAfter: 1 });
    expect(pressed).toEqual(Array.from({ length: asked }, () => 'BT028 Đồng bộ ngay'));
    expect(loaded[0]?.receipts.waiting).toBe(waiting);
  },
);
