// The golden tables, the program that runs them, and what it says when something is wrong.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCases, runCases } from '../../scripts/golden-cases.ts';

describe.each([
  ['money', 'test/fixtures/cases/money.csv'],
  ['dates', 'test/fixtures/cases/dates.csv'],
  ['text', 'test/fixtures/cases/text.csv'],
  ['money', 'test/fixtures/cases/money-by-rule.csv'],
  ['dates', 'test/fixtures/cases/dates-by-rule.csv'],
  ['text', 'test/fixtures/cases/text-by-rule.csv'],
] as const)('the table %s in %s', (table, path) => {
  const file = readCases(table, readFileSync(path, 'utf8'));

  it('agrees with the rules on every line', () => {
    expect(file).toMatchObject({ kind: 'cases' });
    const cases = file.kind === 'cases' ? file.cases : [];
    expect(cases.length).toBeGreaterThan(60);
    expect(runCases(table, cases)).toEqual([]);
  });
});

describe('a table', () => {
  it('keeps its inputs to the character and its lines by their number in the file', () => {
    const content =
      '\ufeffinput,kind,value,code,field,rule\n"a\r\nb",ok,"a\nb",,mo_ta,\n\n"\ufeff x  y sáng",ok,x y sáng,N_INVISIBLE,tieu_de,\n';
    const file = readCases('text', content);
    expect(file).toMatchObject({
      kind: 'cases',
      cases: [
        { line: 2, input: 'a\r\nb', variant: 'mo_ta' },
        { input: '\ufeff x  y sáng', variant: 'tieu_de' },
      ],
    });
    expect(runCases('text', file.kind === 'cases' ? file.cases : [])).toEqual([]);
  });

  it('may hold every kind of cell', () => {
    const content = `input,kind,value,code,cell_type,rule
1250000,ok,1250000,,number,
40313,error,,E_DATE,date,
5,error,,E_FORMULA,formula,
TRUE,error,,E_WORDS,boolean,
không tính được,ok,KHONG_TINH_DUOC,,text,
,warn,CHUA_TINH_DUOC,W_EMPTY,text,
`;
    const money = readCases('money', content);
    expect(runCases('money', money.kind === 'cases' ? money.cases : [])).toEqual([]);
    const dates = readCases(
      'dates',
      'input,kind,value,code,cell_type\n40313,ok,2010-05-15,,date\n5,error,,E_FORMULA,formula\n2010,ok,2010,,number\n',
    );
    expect(runCases('dates', dates.kind === 'cases' ? dates.cases : [])).toEqual([]);
  });

  it('shows what differs', () => {
    const file = readCases('money', 'input,kind,value,code,cell_type\n1.250,ok,1250,,text\n');
    expect(runCases('money', file.kind === 'cases' ? file.cases : [])).toEqual([
      { line: 2, input: '"1.250"', expected: 'ok "1250"', got: 'error "" E_NO_UNIT' },
    ]);
  });

  it('fails a line of an unknown kind and runs the others', () => {
    const content = 'input,kind,value,code,cell_type\na,ok,,,picture\n100000,ok,100000,,text\n';
    const file = readCases('money', content);
    expect(runCases('money', file.kind === 'cases' ? file.cases : [])).toEqual([
      { line: 2, input: '"a"', expected: 'ok ""', got: 'unknown "picture"' },
    ]);
  });

  it.each([
    ['', 'the file is empty'],
    ['input,kind,value,code\na,ok,,\n', 'line 1: the column «cell_type» is missing'],
    [
      'input,kind,value,code,cell_type\na,good,,,text\n',
      'line 2: kind «good» is not ok, warn or error',
    ],
    ['input,kind,value,code,cell_type\na,ok,,,number\n', 'line 2: «a» is not a number'],
    ['input,kind,value,code,cell_type\na,ok\n', 'Invalid Record Length'],
    ['input,kind,value,code,cell_type\n"a,ok,,,text\n', 'Quote Not Closed'],
  ])('%j is refused: %s', (content, reason) => {
    const file = readCases('money', content);
    expect(file.kind === 'malformed' ? file.reason : '').toContain(reason);
  });
});

describe('the program', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cases-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const run = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(
      'node_modules/.bin/tsx',
      ['scripts/cases.ts', ...args],
      {
        encoding: 'utf8',
      },
    );
    return { status, stdout, stderr };
  };

  it('prints each wrong line and the count, and exits 1', () => {
    const file = join(folder, 'wrong.csv');
    writeFileSync(
      file,
      'input,kind,value,code,cell_type\n1 tỷ,ok,1000000000,,text\n1.250,ok,1,,text\n',
    );
    expect(run('money', file)).toEqual({
      status: 1,
      stdout: `${file}:3: "1.250": expected ok "1", got error "" E_NO_UNIT\n1 passed, 1 failed\n`,
      stderr: '',
    });
  });

  it('exits 0 when all agree', () => {
    expect(run('dates', 'test/fixtures/cases/dates.csv')).toEqual({
      status: 0,
      stdout: '69 passed, 0 failed\n',
      stderr: '',
    });
  });

  it('exits 2 with one clear line on bad arguments, a missing or a malformed file', () => {
    expect(run('coins', 'x.csv')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^usage: .*\n$/),
    });
    expect(run('money')).toMatchObject({ status: 2 });
    expect(run('money', join(folder, 'none.csv'))).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^cases: cannot read .*ENOENT.*\n$/),
    });
    const file = join(folder, 'malformed.csv');
    writeFileSync(file, 'a,b\n1,2\n');
    expect(run('text', file)).toMatchObject({
      status: 2,
      stderr: `cases: ${file}: line 1: the column «input» is missing\n`,
    });
  });
});
