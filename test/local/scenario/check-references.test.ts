/** Names that neither the programme nor an earlier line gave are refused before anything runs. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TYPED_COLUMNS } from '../../../core/columns.ts';
import { COLUMN_HEADERS } from '../../../core/wording/columns.ts';
import { checkReferences } from '../../../local/scenario/check-references.ts';
import { testProgramme } from '../../support/test-programme.ts';
import type { Line } from './scenario-lines.ts';
import { toScenario } from './scenario-lines.ts';

const programme = testProgramme();
const unitCodes = new Set(programme.units.map(({ code }) => code));
const dir = mkdtempSync(join(tmpdir(), 'so-sang-kien-references-'));
const HEADER = ['unit_code', ...TYPED_COLUMNS.map((column) => `"${COLUMN_HEADERS[column]}"`)];

beforeAll(() => {
  const write = (name: string, lines: readonly string[]) =>
    writeFileSync(join(dir, name), lines.map((line) => `${line}\n`).join(''));
  const toRow = (unit: string) => [unit, ...TYPED_COLUMNS.map(() => 'x')].join(',');
  write('rows.csv', [HEADER.join(','), toRow('BT028'), toRow('BT061')]);
  write('foreign.csv', [HEADER.join(','), toRow('BT028'), toRow('BT999')]);
  write('short.csv', ['unit_code,Giải', 'BT028,Nhất']);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** «3: what is wrong», or undefined. */
function check(...lines: readonly Line[]): string | undefined {
  const found = checkReferences(toScenario(...lines), { programme: 'ben-tre', unitCodes, dir });
  return found === undefined ? undefined : `${found.lineNumber}: ${found.reason}`;
}

const open = { do: 'open', in: 'BT028' };
const copy = { do: 'copyFile', in: 'BT028', as: 'bản sao' };
const typeIn = (key: string) => ({ do: 'type', in: key, row: 2, col: 'Giải', value: 'Nhất' });
const titled = (unit: string) => ({ unit, title: 'Cân nguyên liệu' });
const UNKNOWN = 'no unit is called «BT999» (see programmes/ben-tre/units.csv)';

describe('the spreadsheet of an action', () => {
  it('may be a unit, the committee or a copy made before', () => {
    expect(check(typeIn('BT028'), typeIn('committee'), copy, typeIn('bản sao'))).toBeUndefined();
    expect(check({ do: 'together', actions: [copy, typeIn('bản sao')] })).toBeUndefined();
  });

  it.each([
    [[open, typeIn('BT999')], `3: type: ${UNKNOWN}, and no copy made before this line`],
    [[typeIn('bt028')], /^2: type: no unit is called «bt028» /],
    [[{ do: 'together', actions: [open, typeIn('BT999')] }], `2: together: ${UNKNOWN}, and no`],
    [
      [typeIn('bản sao'), open, copy],
      '2: type: «bản sao» is copied only on line 4: copy it before',
    ],
    [[{ ...copy, in: 'BT999' }], `2: copyFile: ${UNKNOWN}`],
    [[{ do: 'rotateKey', unit: 'BT999' }], `2: rotateKey: ${UNKNOWN}`],
    [[{ do: 'revokeKey', unit: 'BT999' }], `2: revokeKey: ${UNKNOWN}`],
  ])('%j is refused where it is not there', (lines, reason) => {
    expect(check(...lines)).toEqual(
      typeof reason === 'string' ? expect.stringContaining(reason) : expect.stringMatching(reason),
    );
  });
});

describe('the alias of a copy', () => {
  it.each([
    [[{ ...copy, as: 'BT061' }], '2: copyFile: «BT061» names a spreadsheet already'],
    [[{ ...copy, as: 'committee' }], '2: copyFile: «committee» names a spreadsheet already'],
    [[copy, open, copy], '4: copyFile: «bản sao» is the alias of an earlier copy'],
    [[{ do: 'together', actions: [copy, copy] }], '2: together: «bản sao» is the alias of an'],
  ])('%j must be free', (lines, reason) => {
    expect(check(...lines)).toContain(reason);
  });
});

describe('a menu item', () => {
  const press = (key: string, item: string) => ({ do: 'menu', in: key, item });

  it('is found where it is', () => {
    const items = ['Kích hoạt', 'Đồng bộ ngay', 'Xác nhận xóa', 'Đã nộp đủ', 'Nhận gợi ý'];
    expect(check(...items.map((item) => press('BT028', item)))).toBeUndefined();
    for (const item of ['Cập nhật ngay', 'Kích hoạt', 'Xác nhận xóa']) {
      expect(check(press('committee', item))).toBeUndefined();
    }
  });

  it('is refused in the spreadsheet that does not have it', () => {
    expect(check(press('BT028', 'Cập nhật ngay'))).toBe(
      '2: menu: «BT028» has no menu item «Cập nhật ngay», only the committee has it',
    );
    expect(check(open, press('committee', 'Đồng bộ ngay'))).toBe(
      '3: menu: «committee» has no menu item «Đồng bộ ngay», only units have it',
    );
  });
});

describe('a pasted file', () => {
  const paste = (file: string, key?: string) => ({ do: 'pasteCsv', file, in: key });

  it('is found beside the scenario', () => {
    expect(check(paste('rows.csv'), paste('rows.csv', 'BT061'))).toBeUndefined();
  });

  it.each([
    [paste('none.csv'), '2: pasteCsv: «none.csv» cannot be read: there is no file '],
    [paste('foreign.csv'), `2: pasteCsv: «foreign.csv»: ${UNKNOWN}`],
    [paste('short.csv'), '2: pasteCsv: «short.csv»: column «Tên sáng kiến» is missing'],
    [paste('rows.csv', 'BT059'), '«rows.csv» has no row of BT059, only of BT028, BT061'],
    [paste('rows.csv', 'BT999'), UNKNOWN],
    [paste('rows.csv', 'committee'), 'no unit is called «committee»'],
  ])('%j is refused', (line, reason) => {
    expect(check(line)).toContain(reason);
  });
});

describe('a request', () => {
  it('is signed as a unit, also one that the programme does not have', () => {
    const as = (unit: string) => ({ do: 'request', as: unit });
    expect(check(as('BT028'), as('BT999'), as('committee'))).toBeUndefined();
    expect(check(copy, as('bản sao'))).toBe(
      '3: request: «bản sao» has no key: give a unit code of ben-tre',
    );
    expect(check(as('bt028'))).toContain('«bt028» has no key');
  });
});

describe('an expectation', () => {
  it.each([
    { records: { unit: 'BT999', active: 0 } },
    { record: titled('BT999') },
    { noRecord: titled('BT999') },
    { history: { ...titled('BT999'), versions: 1 } },
    { summary: { byUnit: { BT999: 1 } } },
    { summary: { missingUnits: ['BT028', 'BT999'] } },
    { receipt: { in: 'BT999', row: 2, state: 'none' } },
    { cell: { in: 'BT999', row: 2, col: 'Giải', is: '' } },
    { tab: { in: 'BT999', name: 'Nhập liệu', contains: [] } },
  ])('%j names no unit of the programme', (forms) => {
    expect(check(open, { do: 'expect', ...forms })).toContain(`3: expect: ${UNKNOWN}`);
  });

  it('speaks only of a spreadsheet in which something was done', () => {
    const seen = { do: 'expect', receipt: { in: 'BT061', row: 2, state: 'none' } };
    expect(check(open, seen)).toContain('3: expect: «BT061» is not open yet');
    expect(check(typeIn('BT061'), seen)).toBeUndefined();
    expect(check({ do: 'pasteCsv', file: 'rows.csv' }, seen)).toBeUndefined();
    expect(check({ do: 'pasteCsv', file: 'rows.csv', in: 'BT028' }, seen)).toContain('not open');
    const tab = { in: 'committee', name: 'Danh sách', contains: [] };
    expect(check({ do: 'expect', tab })).toBeUndefined();
  });

  it.each([
    [{ response: { status: 200 } }, 'response: no request was made before this line'],
    [{ sameRecordAsMarked: titled('BT028') }, 'there is no mark before this line'],
  ])('%j can never hold', (forms, reason) => {
    expect(check(open, { do: 'expect', ...forms })).toContain(`3: expect: `);
    expect(check(open, { do: 'expect', ...forms })).toContain(reason);
  });

  it('may speak of a request and a mark made before', () => {
    const forms = { response: { status: 200 }, sameRecordAsMarked: titled('BT028') };
    const before = [{ do: 'request', as: 'BT028' }, { do: 'mark' }];
    expect(check(...before, { do: 'expect', ...forms })).toBeUndefined();
  });
});
