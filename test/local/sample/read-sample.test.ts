import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { TYPED_COLUMNS } from '../../../core/columns.ts';
import { COLUMN_HEADERS } from '../../../core/wording/columns.ts';
import { readSampleRows, SampleError } from '../../../local/sample/read-sample.ts';

const HEADERS = TYPED_COLUMNS.map((column) => COLUMN_HEADERS[column]);

function toCsv(rows: readonly (readonly string[])[]): string {
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  return rows.map((row) => row.map(quote).join(',')).join('\n');
}

test('the province has 241 rows of 16 units in the order of the file', () => {
  const path = resolve(import.meta.dirname, '../../../programmes/ben-tre/sample/rows.csv');
  const rows = readSampleRows(readFileSync(path, 'utf8'));
  expect([...rows.keys()].slice(0, 4)).toEqual(['BT061', 'BT062', 'BT060', 'BT028']);
  expect(rows.size).toBe(16);
  expect([...rows.values()].flat()).toHaveLength(241);
  expect(rows.get('BT061')?.[0]?.slice(0, 5)).toEqual([
    'Cơ giới hóa cấp phát công cụ sửa chữa',
    'Hợp lý hóa sản xuất',
    'Văn hóa, xã hội',
    'Tập thể Phòng Tổ chức - Hành chính (100%)',
    '20/10/2009',
  ]);
});

test('values stand in the order of the entry columns, whatever the order in the file', () => {
  const values = HEADERS.map((_, index) => ` giá trị ${index}\n`);
  const csv = toCsv([
    [...[...HEADERS].reverse(), 'cột lạ', 'unit_code'],
    [...[...values].reverse(), 'bỏ qua', 'BT001'],
  ]);
  // A byte order mark from a spreadsheet program, header texts as people may have touched them.
  const touched = `\uFEFF${csv.replace('Tên sáng kiến', ' TÊN  sáng kiến')}`;
  expect(readSampleRows(touched).get('BT001')).toEqual([values]);
});

test('rows of a unit are gathered wherever they stand', () => {
  const row = (unit: string, title: string) => [unit, title, ...HEADERS.slice(1).map(() => '')];
  const csv = toCsv([
    ['unit_code', ...HEADERS],
    row('BT002', 'một'),
    row('BT001', 'hai'),
    row(' BT002', 'ba'),
  ]);
  const rows = readSampleRows(csv);
  expect([...rows].map(([unit, lines]) => [unit, ...lines.map(([title]) => title)])).toEqual([
    ['BT002', 'một', 'ba'],
    ['BT001', 'hai'],
  ]);
});

test.each([
  ['an empty file', '', 'the file is empty'],
  ['no unit column', toCsv([HEADERS]), 'column «unit_code» is missing'],
  [
    'a misspelt header',
    toCsv([['unit_code', ...HEADERS.map((name) => name.replace('Lĩnh vực', 'Linh vuc'))]]),
    'column «Lĩnh vực áp dụng» is missing',
  ],
  ['a header twice', toCsv([['unit_code', ...HEADERS, 'Giải']]), 'column «Giải» is there twice'],
  [
    'a row without unit',
    toCsv([
      ['unit_code', ...HEADERS],
      ['', ...HEADERS.map(() => 'x')],
    ]),
    'a row has no «unit_code»',
  ],
])('%s is refused', (_, csv, message) => {
  expect(() => readSampleRows(csv)).toThrow(new SampleError(message));
});

test('a row of another length is refused with its line', () => {
  const csv = `${toCsv([['unit_code', ...HEADERS]])}\nBT001,một mình`;
  expect(() => readSampleRows(csv)).toThrow(/line 2/);
});
