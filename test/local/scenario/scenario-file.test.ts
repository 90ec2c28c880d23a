/** What a line of a scenario may say, and what is said of one that may not. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkReferences } from '../../../local/scenario/check-references.ts';
import { parseScenario } from '../../../local/scenario/scenario-file.ts';
import type { Line } from './scenario-lines.ts';
import { SETUP, toScenario } from './scenario-lines.ts';

const ROOT = join(import.meta.dirname, '../../..');
const CONTRACT_DIR = join(ROOT, 'test/scenarios');

function readUnitCodes(): ReadonlySet<string> {
  const text = readFileSync(join(ROOT, 'programmes/ben-tre/units.csv'), 'utf8');
  return new Set(text.split('\n').flatMap((line) => line.match(/^BT\d{3}/) ?? []));
}

function reasonOf(line: unknown): string {
  const file = parseScenario(`${JSON.stringify(SETUP)}\n\n${JSON.stringify(line)}`);
  if (file.kind === 'scenario') return 'accepted';
  expect(file.lineNumber).toBe(3);
  return file.reason;
}

const type = { do: 'type', in: 'BT028', row: 2, col: 'Giải', value: 'Nhất' };
const paste = { do: 'paste', in: 'BT028', row: 2, values: [['a']] };
const clear = { do: 'clear', in: 'BT028', row: 2, count: 1 };
const copyRows = { do: 'copyRows', in: 'BT028', from: 2, count: 1, to: 5, part: 'row' };
const sort = { do: 'sort', in: 'BT028', range: 'all', col: 'Giải', order: 'asc' };
const cell = { in: 'BT028', row: 2, col: 'Giải' };
const titled = { unit: 'BT028', title: 'Cân nguyên liệu' };

describe('a line of the contract', () => {
  const lines: readonly Line[] = [
    { do: 'open', in: 'BT028' },
    type,
    paste,
    { ...paste, col: 'Giải', values: [['a', ''], [], ['b']] },
    { do: 'pasteCsv', file: 'rows.csv' },
    clear,
    { ...clear, cols: ['Giải', 'Ghi chú'] },
    { do: 'insertRows', in: 'BT028', row: 1, count: 3 },
    { do: 'deleteRows', in: 'BT028', row: 2, count: 3 },
    sort,
    copyRows,
    { ...copyRows, do: 'cutRows', part: 'visible' },
    { do: 'undo', in: 'BT028' },
    { do: 'renameTab', in: 'BT028' },
    { do: 'duplicateTab', in: 'BT028', to: 'Bản hai' },
    { do: 'renameHeader', in: 'BT028', col: 'Giải', to: '' },
    { do: 'moveColumn', in: 'BT028', col: 'Giải', before: 'Ghi chú' },
    { do: 'insertColumn', in: 'BT028', before: 'Giải' },
    { do: 'insertColumn', in: 'BT028', before: 'Giải', header: 'Của tôi' },
    { do: 'copyFile', in: 'BT028', as: 'bản sao' },
    { do: 'apiWrite', in: 'BT028', row: 2, col: 'Giải', values: [['Nhất']] },
    { do: 'menu', in: 'BT028', item: 'Nhận gợi ý' },
    { do: 'advance', minutes: 0.5 },
    { do: 'fault', at: 'trigger', kind: 'killAfterCalls', n: 0 },
    { do: 'fault', at: 'table', kind: 'conflict', count: 2 },
    { do: 'fault', at: 'sheets', kind: 'throttle', minutes: 5 },
    { do: 'together', actions: [type, paste, { do: 'open', in: 'BT001' }] },
    { do: 'request', as: 'BT028', body: null, tamper: 'time' },
    { do: 'request', as: 'BT028', tamper: 'withdrawn' },
    { do: 'rotateKey', unit: 'BT028' },
    { do: 'rotateKey', unit: 'committee', overlapMinutes: 0 },
    { do: 'revokeKey', unit: 'BT028' },
    { do: 'mark' },
    { do: 'expect', records: { unit: 'BT028', held: 0 } },
    { do: 'expect', record: titled, noRecord: titled, sameRecordAsMarked: titled },
    { do: 'expect', record: { ...titled, version: 1, benefit: 'CHUA_TINH_DUOC', date: '' } },
    { do: 'expect', history: { ...titled, versions: 1 }, versionsUnchanged: true },
    { do: 'expect', receipt: { in: 'BT028', row: 2, state: 'none' } },
    { do: 'expect', cell: { ...cell, is: '' } },
    { do: 'expect', cell: { ...cell, is: 0, contains: 'x' } },
    { do: 'expect', summary: { missingUnits: [], byYear: { '2008': 0, '': 1 } } },
    { do: 'expect', tab: { in: 'committee', name: 'Danh sách', contains: [] } },
    { do: 'expect', mail: { count: 0 }, response: { status: 200 }, calls: { fetch: 0 } },
  ];

  it.each(lines.map((line) => [JSON.stringify(line), line] as const))('%s is taken', (_, line) => {
    expect(reasonOf(line)).toBe('accepted');
  });
});

describe('a malformed line', () => {
  it.each([
    [[], 'the line must be an object, not []'],
    [null, 'the line must be an object, not null'],
    [{}, /^«do» is missing: it must be one of setup, open, /],
    [{ do: 'typ' }, /^«do» must be one of setup, open, .*, not "typ"$/],
    [{ ...type, row: 0 }, 'type: «row» must be at least 1, not 0'],
    [{ ...type, row: 1.5 }, 'type: «row» must be a whole number, not 1.5'],
    [{ ...type, row: '2' }, 'type: «row» must be a number, not "2"'],
    [{ ...type, value: 5 }, 'type: «value» must be text in quotes, not 5'],
    [{ ...type, col: ' ' }, 'type: «col» must not be empty'],
    [{ ...type, in: '' }, 'type: «in» must not be empty'],
    [{ ...type, value: undefined }, 'type: «value» is missing: it must be text in quotes'],
    [{ ...type, cell: 1 }, /^type: «cell» has no meaning here; the fields are do, in, row, col/],
    [{ ...paste, values: [] }, 'paste: «values» holds no cell'],
    [{ ...paste, values: [[], []] }, 'paste: «values» holds no cell'],
    [{ ...paste, values: [['a', 7], [8]] }, /^paste: «values.1.2» must be text .*\(and 1 more\)$/],
    [{ ...clear, count: 0 }, 'clear: «count» must be at least 1, not 0'],
    [{ ...clear, cols: [] }, 'clear: «cols» must not be empty'],
    [{ ...sort, order: 'up' }, 'sort: «order» must be one of asc, desc, not "up"'],
    [{ ...copyRows, part: 'all' }, /«part» must be one of row, visible/],
    [{ do: 'menu', in: 'BT028', item: 'Đồng bộ' }, /^menu: «item» must be one of Kích hoạt, /],
    [{ do: 'advance', minutes: 0 }, 'advance: «minutes» must be more than 0, not 0'],
    [{ do: 'together', actions: [] }, 'together: «actions» must not be empty'],
    [
      { do: 'together', actions: [type, { do: 'advance', minutes: 1 }] },
      /^together: «actions.2.do» must be one of open, type, .*menu, not "advance"$/,
    ],
    [
      { do: 'together', actions: [{ ...type, colour: 1 }] },
      'together: «actions.1.colour» has no meaning here; the fields are do, in, row, col, value',
    ],
    [{ do: 'request', as: 'BT028', tamper: 'all' }, /«tamper» must be one of signature, body/],
    [SETUP, 'setup stands on line 1 already'],
  ])('%j is refused', (line, reason) => {
    expect(reasonOf(line)).toMatch(typeof reason === 'string' ? toPattern(reason) : reason);
  });

  it('is refused when it is no JSON', () => {
    const file = parseScenario(`${JSON.stringify(SETUP)}\n// so\n{"do":"mark"`);
    expect(file).toMatchObject({ kind: 'malformed', lineNumber: 3 });
    expect(file.kind === 'malformed' && file.reason).toMatch(/^not JSON: /);
  });

  it.each([
    ['{"do":"mark","do":"mark"}', 'do'],
    ['{"do":"expect","records":{"unit":"BT028","active":1},"records":{"unit":"BT1"}}', 'records'],
    ['{"do":"expect","record":{"unit":"BT028","title":"a\\"title\\":","\\u0075nit":"x"}}', 'unit'],
  ])('is refused when a key stands twice: %s', (line, key) => {
    const file = parseScenario(`${JSON.stringify(SETUP)}\n${line}`);
    const reason = `«${key}» stands twice: only one would count`;
    expect(file).toEqual({ kind: 'malformed', lineNumber: 2, reason });
  });

  it('may name a key once in each of several objects', () => {
    const line = { do: 'together', actions: [{ ...type, value: '"in":' }, type] };
    expect(reasonOf(line)).toBe('accepted');
  });
});

describe('a fault', () => {
  it.each([
    ['ingest', 'conflict', {}, /^fault: conflict is no fault of ingest, which knows down, /],
    ['table', 'delay', {}, /^fault: delay is no fault of table/],
    ['sheets', 'dropEvent', {}, /^fault: dropEvent is no fault of sheets/],
    ['trigger', 'down', {}, /^fault: down is no fault of trigger, which knows dropEvent/],
    ['trigger', 'killAfterCalls', { count: 1 }, /^fault: n goes with killAfterCalls/],
    ['trigger', 'dropEvent', { n: 1 }, /^fault: n goes with killAfterCalls/],
    ['ingest', 'down', { count: 1, minutes: 1 }, /^fault: has a count or minutes, not both$/],
    ['mail', 'delay', {}, /^fault: delay is no fault of mail, which knows down, /],
    ['mail', 'killAfterCalls', { count: 1 }, /^fault: n goes with killAfterCalls/],
  ])('at %s of kind %s %j is refused', (at, kind, fields, reason) => {
    expect(reasonOf({ do: 'fault', at, kind, ...fields })).toMatch(reason);
  });
});

describe('an expectation', () => {
  it.each([
    [{}, /^expect: asserts nothing: give records or record or /],
    [{ records: { unit: 'BT028' } }, /«records» asserts nothing: give active or deleted or held$/],
    [{ records: { unit: 'BT028', activ: 1 } }, /«records.activ» has no meaning here; .* held$/],
    [{ records: { active: 1 } }, /«records.unit» is missing/],
    [{ record: { unit: 'BT028' } }, /«record.title» is missing/],
    [{ record: { ...titled, benefit: 'nhiều' } }, /«record.benefit» must be a number of đồng/],
    [{ history: titled }, /«history.versions» is missing/],
    [{ history: { ...titled, versions: 0 } }, /«history.versions» must be at least 1/],
    [{ versionsUnchanged: false }, /«versionsUnchanged» must be true, not false/],
    [{ receipt: { in: 'BT028', row: 2, state: 'ok' } }, /«receipt.state» must be one of saved/],
    [{ cell }, /«cell» asserts nothing: give is or contains$/],
    [{ cell: { ...cell, contains: '' } }, /«cell.contains» must not be empty/],
    [{ cell: { ...cell, is: null } }, /«cell.is» must be text, a number, true or false/],
    [{ summary: {} }, /«summary» asserts nothing$/],
    [{ summary: { byUnit: {} } }, /«summary.byUnit» asserts nothing$/],
    [{ summary: { benefit: {} } }, /«summary.benefit» asserts nothing$/],
    [{ summary: { totals: 1 } }, /«summary.totals» has no meaning here; the fields are asOf/],
    [{ summary: { byCategory: { TKK: 1 } } }, /«summary.byCategory.TKK» has no meaning here/],
    [{ summary: { byYear: { '08': 1 } } }, /«summary.byYear» has keys other than years$/],
    [{ tab: { in: 'committee', name: 'Danh sách' } }, /«tab.contains» is missing/],
    [{ tab: { in: 'committee', name: 'Danh sách', contains: [''] } }, /«tab.contains.1»/],
    [{ response: { code: 'stale' } }, /«response.status» is missing/],
    [{ calls: {} }, /«calls» asserts nothing: give fetch or sheet$/],
    [{ cells: {} }, /^expect: «cells» has no meaning here; the fields are do, records, /],
  ])('%j is refused', (forms, reason) => {
    expect(reasonOf({ do: 'expect', ...forms })).toMatch(reason);
  });
});

describe('the first line', () => {
  const now = '2011-03-31T08:00:00+07:00';

  it.each([now, '2011-03-31T01:00:00Z', '2011-03-31T08:00+07:00', '2011-03-31T01:00:00.5Z'])(
    'may start the clock at %s',
    (start) => {
      expect(parseScenario(JSON.stringify({ ...SETUP, now: start })).kind).toBe('scenario');
    },
  );

  it.each([
    '2011-03-31T08:00:00',
    '2011-03-31',
    '31/03/2011',
    '2011-02-30T08:00:00Z',
    '2011-03-31T24:00:00Z',
    '2011-03-31T08:00:00+99:00',
    'Thu, 31 Mar 2011 08:00:00 GMT',
  ])('may not start the clock at %s, which the zone of the machine would decide', (start) => {
    expect(parseScenario(JSON.stringify({ ...SETUP, now: start }))).toMatchObject({
      kind: 'malformed',
      lineNumber: 1,
      reason: `setup: «now» must be a time with its offset from UTC, as ${now}, not "${start}"`,
    });
  });

  it.each([
    ['', 1, 'the first step must be setup, but the file has no step'],
    ['\n// so\n', 1, 'the first step must be setup, but the file has no step'],
    ['\n{"do":"mark"}', 2, 'the first step must be setup, but this is mark'],
    [
      JSON.stringify({ ...SETUP, programme: '../package' }),
      1,
      'setup: «programme» must be a folder of programmes/, not "../package"',
    ],
    [JSON.stringify({ ...SETUP, seed: 1.5 }), 1, 'setup: «seed» must be a whole number, not 1.5'],
  ])('of %j is refused', (text, lineNumber, reason) => {
    expect(parseScenario(text)).toEqual({ kind: 'malformed', lineNumber, reason });
  });
});

it('takes a file with a byte order mark and Windows line ends', () => {
  const file = parseScenario(`\ufeff${JSON.stringify(SETUP)}\r\n\r\n{"do":"mark"}\r\n`);
  expect(file).toMatchObject({ steps: [{ lineNumber: 3, step: { do: 'mark' } }] });
});

describe('the scenario files of the contract', () => {
  const unitCodes = readUnitCodes();
  const names = readdirSync(CONTRACT_DIR).filter((name) => name.endsWith('.jsonl'));

  it('are many', () => {
    expect(names.length).toBeGreaterThan(60);
    expect(unitCodes.size).toBeGreaterThan(60);
  });

  it.each(names)('%s is well formed', (name) => {
    const path = join(CONTRACT_DIR, name);
    const file = parseScenario(readFileSync(path, 'utf8'));
    if (file.kind === 'malformed') expect.fail(`line ${file.lineNumber}: ${file.reason}`);
    const surroundings = { programme: 'ben-tre', unitCodes, dir: dirname(path) };
    expect(checkReferences(file, surroundings)).toBeUndefined();
  });
});

it('numbers the steps by their lines', () => {
  expect(toScenario(type, paste).steps.map(({ lineNumber }) => lineNumber)).toEqual([2, 3]);
});

function toPattern(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}
