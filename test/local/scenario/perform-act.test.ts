/** Every act of a scenario in one system: what nobody could do is refused, far rows are reached. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { displayValue } from '../../../local/google/workbook/display-value.ts';
import { findColumnIndex, findEntryTab } from '../../../local/scenario/find-entry-tab.ts';
import { performAct, performTogether } from '../../../local/scenario/perform-act.ts';
import { ScenarioError } from '../../../local/scenario/scenario-error.ts';
import type { SheetAct } from '../../../local/scenario/scenario-file.ts';
import type { UnitDesk } from './unit-desk.ts';
import { openUnitDesk, toRow, toRows, UNIT } from './unit-desk.ts';

const CSV_UNIT = 'BT061';
const TITLE = 'Tên sáng kiến';
const SAMPLE = join(import.meta.dirname, '../../../programmes/ben-tre/sample/rows.csv');

let desk: UnitDesk;
const dir = mkdtempSync(join(tmpdir(), 'so-sang-kien-acts-'));

beforeAll(async () => {
  writeFileSync(join(dir, 'rows.csv'), toCsvOf(CSV_UNIT));
  desk = await openUnitDesk();
  await desk.paste(2, toRows(3));
});
afterAll(async () => {
  await desk.system.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** The header and that unit's lines of the sample. */
function toCsvOf(unit: string): string {
  const [header = '', ...lines] = readFileSync(SAMPLE, 'utf8').split('\n');
  return [header, ...lines.filter((line) => line.startsWith(unit)).slice(0, 4), ''].join('\n');
}

const perform = (act: SheetAct) => performAct({ system: desk.system, dir }, act);
const together = (...acts: SheetAct[]) => performTogether({ system: desk.system, dir }, acts);

function shown(key: string, row: number, col: string): string {
  const workbook = desk.system.registry.find(key)?.workbook;
  if (workbook === undefined) throw new Error(`${key} is not open`);
  const sheet = findEntryTab(workbook);
  return displayValue(sheet.cell(row - 1, findColumnIndex(sheet, col)));
}

const at = { in: UNIT };
const rows = (row: number, count: number) => ({ ...at, row, count });
const move = (from: number, to: number) => ({ ...at, from, count: 1, to, part: 'row' as const });

describe('what nobody could do', () => {
  it.each<[SheetAct, RegExp]>([
    [{ do: 'clear', ...rows(1001, 1) }, /^row 1001 is not there: «Nhập liệu» has 1000 rows$/],
    [{ do: 'clear', ...rows(999, 3) }, /^rows 999 to 1001 are not there/],
    [{ do: 'deleteRows', ...rows(1000, 2) }, /^rows 1000 to 1001 are not there/],
    [{ do: 'deleteRows', ...rows(1, 1000) }, /^Google refuses it: .*all the rows/],
    [{ do: 'insertRows', ...rows(1002, 1) }, /^row 1002 is not there/],
    [{ do: 'copyRows', ...move(1001, 2) }, /^row 1001 is not there/],
    [{ do: 'cutRows', ...move(5000, 2) }, /^row 5000 is not there/],
    [{ do: 'type', ...at, row: 900_000, col: TITLE, value: 'x' }, /^Google refuses it: .*limit of/],
    [{ do: 'apiWrite', ...at, row: 900_000, col: TITLE, values: [['x']] }, /^Google refuses it/],
    [{ do: 'type', ...at, row: 2000, col: 'Ghi chu', value: 'x' }, /^no column «Ghi chu» in/],
    [{ do: 'clear', ...rows(2, 1), cols: ['Giải', 'Giai'] }, /^no column «Giai» in «Nhập liệu»/],
    [{ do: 'sort', ...at, range: 'all', col: 'x', order: 'asc' }, /it has Mã dòng \| Dấu \| /],
    [{ do: 'moveColumn', ...at, col: 'Giải', before: 'x' }, /^no column «x»/],
    [{ do: 'insertColumn', ...at, before: 'x' }, /^no column «x»/],
    [
      { do: 'apiWrite', ...at, row: 2, col: 'Ghi chú', values: [Array(20).fill('x')] },
      /^20 cells do not fit: there are \d+ columns from there on$/,
    ],
    [{ do: 'renameTab', ...at, to: 'x'.repeat(101) }, /^Google refuses it: .*100 characters/],
    [{ do: 'pasteCsv', file: 'none.csv' }, /^«none.csv» cannot be read/],
    [
      { do: 'menu', ...at, item: 'Cập nhật ngay' },
      /^«BT028» has no menu item «Cập nhật ngay»: only Đồng bộ ngay, /,
    ],
  ])('%j is refused and changes nothing', async (act, reason) => {
    const { revision } = desk.workbook();
    const refused = await perform(act).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ScenarioError);
    expect(refused).toHaveProperty('message', expect.stringMatching(reason));
    expect(desk.workbook().revision).toBe(revision);
  });

  it('is refused among acts that happen together, and says which one it was', async () => {
    const clear: SheetAct = { do: 'clear', ...rows(1001, 1) };
    const type: SheetAct = { do: 'type', ...at, row: 2, col: 'Ghi chú', value: 'cùng lúc' };
    await expect(together(clear, type)).rejects.toThrow(
      new ScenarioError('clear: row 1001 is not there: «Nhập liệu» has 1000 rows'),
    );
    expect(shown(UNIT, 2, 'Ghi chú')).toBe('cùng lúc');
  });
});

describe('rows below the last one', () => {
  it('are added by whoever types there, who can take back what was typed', async () => {
    await perform({ do: 'type', ...at, row: 1003, col: TITLE, value: 'Cân nguyên liệu tự động' });
    expect(desk.sheet().rowCount).toBe(1003);
    expect(shown(UNIT, 1003, 'Kết quả kiểm tra')).toMatch(/^Còn thiếu/);
    await perform({ do: 'undo', ...at });
    expect(shown(UNIT, 1003, TITLE)).toBe('');
    expect(desk.sheet().rowCount).toBe(1003);
  });

  it('are added by a program without firing a trigger', async () => {
    const { sheet } = desk.system.host.calls;
    await perform({ do: 'apiWrite', ...at, row: 1010, col: TITLE, values: [['a'], ['b']] });
    expect(desk.sheet().rowCount).toBe(1011);
    expect(shown(UNIT, 1011, TITLE)).toBe('b');
    expect(desk.system.host.calls.sheet).toBe(sheet);
    await perform({ do: 'clear', ...rows(1010, 2) });
  });

  it('are added by a paste, of texts or of rows', async () => {
    const values = [[...toRow('Sổ theo dõi vật tư điện')]];
    await perform({ do: 'paste', ...at, row: 1020, values });
    expect(shown(UNIT, 1020, 'Kết quả kiểm tra')).toMatch(/^Đã ghi nhận/);
    await perform({ do: 'copyRows', ...move(1020, 1030) });
    expect(desk.sheet().rowCount).toBe(1030);
    expect(shown(UNIT, 1030, 'Kết quả kiểm tra')).toMatch(/^Chưa ghi/);
    await perform({ do: 'insertRows', ...rows(1031, 2) });
    expect(desk.sheet().rowCount).toBe(1032);
    await perform({ do: 'deleteRows', ...rows(1020, 13) });
    expect(desk.sheet().rowCount).toBe(1019);
  });
});

describe('a header below rows that were inserted above it', () => {
  it('is not sorted, and is the one that is renamed', async () => {
    await perform({ do: 'insertRows', ...rows(1, 1) });
    await perform({ do: 'sort', ...at, range: 'all', col: TITLE, order: 'asc' });
    expect(shown(UNIT, 2, TITLE)).toBe(TITLE);
    await perform({ do: 'renameHeader', ...at, col: 'Ghi chú', to: 'Cột riêng' });
    await perform({ do: 'insertColumn', ...at, before: 'Cột riêng', header: 'Của tôi' });
    expect(shown(UNIT, 2, 'Của tôi')).toBe('Của tôi');
    expect(shown(UNIT, 1, 'Cột riêng')).toBe('');
    await perform({ do: 'renameHeader', ...at, col: 'Cột riêng', to: 'Ghi chú' });
    await perform({ do: 'deleteRows', ...rows(1, 1) });
    expect(shown(UNIT, 1, 'Của tôi')).toBe('Của tôi');
  });
});

describe('acts together', () => {
  it('may be any, also opening, pasting a file and copying one', async () => {
    await together(
      { do: 'open', in: 'BT001' },
      { do: 'pasteCsv', file: 'rows.csv' },
      { do: 'copyFile', ...at, as: 'bản sao' },
      { do: 'type', in: 'bản sao', row: 9, col: 'Lợi ích khác', value: 'chỉ ở bản sao' },
      { do: 'menu', ...at, item: 'Đồng bộ ngay' },
      { do: 'type', ...at, row: 1100, col: 'Lợi ích khác', value: 'xa' },
      { do: 'apiWrite', ...at, row: 1102, col: 'Lợi ích khác', values: [['xa hơn']] },
    );
    const { registry, table } = desk.system;
    expect(registry.find('BT001')).toBeDefined();
    expect(await table.readRecords(CSV_UNIT)).toHaveLength(4);
    expect(shown('bản sao', 9, 'Lợi ích khác')).toBe('chỉ ở bản sao');
    expect(shown(UNIT, 9, 'Lợi ích khác')).toBe('');
    expect(shown(UNIT, 1100, 'Lợi ích khác')).toBe('xa');
    expect(shown(UNIT, 1102, 'Lợi ích khác')).toBe('xa hơn');
  });
});
