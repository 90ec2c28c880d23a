// Names of units as lists write them.
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { readUnit } from '../../core/units.ts';

const lines: readonly { code: string; name: string; aliases: string }[] = parse(
  readFileSync('programmes/ben-tre/units.csv'),
  { columns: true },
);
const UNITS = lines.map(({ code, name, aliases }) => ({
  code,
  name,
  aliases: aliases.split(';').filter(Boolean),
}));

it.each([
  ['Sở Y tế', 'BT002', ''],
  ['BT002', 'BT002', ''],
  [' sở  y tế ', 'BT002', ''],
  ['Sở Văn hoá, Thể thao và Du lịch', 'BT003', ''],
  ['SYT', 'BT002', 'W_UNIT_ALIAS'],
  ['Sở VHTTDL', 'BT003', 'W_UNIT_ALIAS'],
  ['Sở VH-TT-DL', 'BT003', 'W_UNIT_ALIAS'],
  ['BV Nguyễn Đình Chiểu', 'BT028', 'W_UNIT_ALIAS'],
  ['bv nguyen dinh chieu', 'BT028', 'W_UNIT_ALIAS'],
  ['So Y te', 'BT002', 'W_UNIT_ALIAS'],
  ['Dien luc Ben Tre', 'BT060', 'W_UNIT_ALIAS'],
  ['Sở Thủy sản', '', 'E_UNIT'],
  ['', '', 'E_UNIT'],
  ['...', '', 'E_UNIT'],
])('%j', (typed, code, message) => {
  const verdict = readUnit(typed, UNITS);
  expect([
    verdict.kind === 'error' ? '' : verdict.value,
    verdict.kind === 'ok' ? '' : verdict.code,
  ]).toEqual([code, message]);
});

it('knows every unit by its name, and by each alias that is only its own', () => {
  for (const { code, name, aliases } of UNITS) {
    expect(readUnit(name, UNITS)).toEqual({ kind: 'ok', value: code });
    for (const alias of aliases) expect(readUnit(alias, UNITS)).toMatchObject({ value: code });
  }
});

it('refuses a name that fits two units', () => {
  const units = [
    { code: 'A1', name: 'Phòng Một', aliases: ['PGD'] },
    { code: 'B1', name: 'Phòng Hai', aliases: ['PGD'] },
  ];
  expect(readUnit('pgd', units)).toMatchObject({
    code: 'E_UNIT',
    findings: [{ values: { v: 'pgd' } }],
  });
  expect(readUnit('phong mot', units)).toMatchObject({
    value: 'A1',
    findings: [{ values: { v: 'phong mot', 'đơn vị': 'Phòng Một' } }],
  });
});
