/** What a signed body may be: sizes, shapes, ids, and the order in which they are judged. */
import { describe, expect, it } from 'vitest';
import {
  MAX_BODY_BYTES,
  MAX_INDEX_ENTRIES,
  MAX_ROW_BYTES,
  MAX_ROWS,
} from '../../../core/messages/sync-limits.ts';
import { MAX_DEPTH } from '../../../lambdas/http/parse-json.ts';
import {
  parseSyncRequest,
  refuseOtherSpreadsheet,
} from '../../../lambdas/http/parse-sync-request.ts';
import { rowId, validCells } from '../../support/stored-rows.ts';
import { syncRequest } from '../../support/sync-request.ts';

function parse(body: unknown, spreadsheetId: string | undefined = 'spreadsheet-of-BT028') {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(toText(body), 'utf8');
  return refuseOtherSpreadsheet(parseSyncRequest({ body: bytes, unit: 'BT028' }), spreadsheetId);
}

function toText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function refusal(body: unknown): string {
  const result = parse(body);
  return result.kind === 'refused' ? `${result.code}: ${result.reason}` : 'accepted';
}

function toRows(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    id: rowId('BT028', index),
    cells: { title: 'a' },
  }));
}

/** A row whose cells are exactly so many bytes of JSON. */
function toRowOfBytes(bytes: number) {
  const empty = JSON.stringify({ note: '', title: 'ữ' });
  const length = bytes - Buffer.byteLength(empty);
  return { id: rowId('BT028', 1), cells: { note: 'a'.repeat(length), title: 'ữ' } };
}

it('gives back what was sent', () => {
  const request = syncRequest({
    rows: [
      {
        id: rowId('BT028', 1),
        cells: validCells({ benefit: 5, note: true, appliedOn: { serial: 40_313 } }),
      },
    ],
    index: [
      [rowId('BT028', 1), 'AAAAAAAAAAAAAAA-'],
      [rowId('BT028', 2), null],
    ],
    locations: { sheetId: 7, firstRow: 2, ids: [rowId('BT028', 1), '', rowId('BT028', 2)] },
    confirm: 'H4',
    statement: 'done',
    rules: 0,
  });
  expect(parse(request)).toEqual({ kind: 'request', request });
});

it('takes any spreadsheet before the first contact', () => {
  expect(parse(syncRequest({ spreadsheetId: 'new' }), undefined).kind).toBe('refused');
  const bytes = Buffer.from(JSON.stringify(syncRequest({ spreadsheetId: 'new' })));
  const parsing = parseSyncRequest({ body: bytes, unit: 'BT028' });
  expect(refuseOtherSpreadsheet(parsing, undefined).kind).toBe('request');
});

describe('sizes', () => {
  it.each<[string, () => unknown, string]>([
    ['as many rows as may be', () => syncRequest({ rows: toRows(MAX_ROWS) }), 'accepted'],
    ['one row more', () => syncRequest({ rows: toRows(MAX_ROWS + 1) }), 'too_large: rows'],
    [
      'as large a row as may be',
      () => syncRequest({ rows: [toRowOfBytes(MAX_ROW_BYTES)] }),
      'accepted',
    ],
    [
      'a byte more',
      () => syncRequest({ rows: [toRowOfBytes(MAX_ROW_BYTES + 1)] }),
      'too_large: row',
    ],
    [
      'as long an index as may be',
      () => syncRequest({ index: toIndex(MAX_INDEX_ENTRIES) }),
      'accepted',
    ],
    [
      'an entry more',
      () => syncRequest({ index: toIndex(MAX_INDEX_ENTRIES + 1) }),
      'too_large: index',
    ],
    ['as large a body as may be', () => padTo(MAX_BODY_BYTES), 'accepted'],
    ['a body of a byte more', () => padTo(MAX_BODY_BYTES + 1), 'too_large: body'],
    ['too large and of a wrong shape', () => ({ rows: toRows(MAX_ROWS + 1) }), 'too_large: rows'],
    [
      'many things that are no rows',
      () => ({ rows: Array(MAX_ROWS + 1).fill(0) }),
      'too_large: rows',
    ],
    [
      'a cell beyond any size',
      () => ({ rows: [{ cells: { title: 'a'.repeat(40_000) } }] }),
      'too_large: row',
    ],
  ])('%s', (_, make, expected) => {
    expect(refusal(make())).toBe(expected);
  });

  function toIndex(length: number) {
    return Array.from({ length }, (_, index): [string, null] => [rowId('BT028', index), null]);
  }

  function padTo(bytes: number): string {
    const text = JSON.stringify(syncRequest());
    return text + ' '.repeat(bytes - text.length);
  }
});

describe('what is no request', () => {
  const withCells = (cells: string) =>
    JSON.stringify(syncRequest({ rows: [{ id: rowId('BT028', 1), cells: {} }] })).replace(
      '"cells":{}',
      `"cells":${cells}`,
    );
  it.each<[string, unknown]>([
    ['nothing', ''],
    ['no JSON', '{'],
    ['no UTF-8', new Uint8Array([123, 34, 195, 40, 34, 58, 49, 125])],
    ['null', 'null'],
    ['an array', '[]'],
    ['a number', '1'],
    ['text', '"{}"'],
    ['an empty object', {}],
    ['another version', { ...syncRequest(), v: 2 }],
    ['an unknown field', { ...syncRequest(), more: 1 }],
    ['a missing field', { ...syncRequest(), counts: undefined }],
    ['rows that are no array', { ...syncRequest(), rows: {} }],
    ['rows of numbers', { ...syncRequest(), rows: [1, 2] }],
    ['a row that is null', { ...syncRequest(), rows: [null] }],
    ['an index of objects', { ...syncRequest(), index: [{}] }],
    [
      'an index with a strange fingerprint',
      { ...syncRequest(), index: [[rowId('BT028', 1), 'x']] },
    ],
    ['a sequence that is text', { ...syncRequest(), after: '0' }],
    ['a sequence below 0', { ...syncRequest(), after: -1 }],
    ['a sequence that is no integer', { ...syncRequest(), after: 0.5 }],
    ['a unit that is a number', { ...syncRequest(), unit: 28 }],
    ['a spreadsheet that is a number', { ...syncRequest(), spreadsheetId: 1 }],
    ['a spreadsheet id without end', { ...syncRequest(), spreadsheetId: ['a'] }],
    ['a cell that is an array', withCells('{"title":[1]}')],
    ['a cell that is null', withCells('{"title":null}')],
    ['a cell that is an object', withCells('{"title":{"a":1}}')],
    ['a number too large for one', withCells('{"benefit":1e999}')],
    ['a column there is not', withCells('{"rowId":"a"}')],
    ['a cell with NUL', withCells('{"title":"a\\u0000b"}')],
    ['a cell with half a pair, first', withCells('{"title":"a\\ud83e"}')],
    ['a cell with half a pair, second', withCells('{"title":"\\udd65a"}')],
    ['__proto__ at the top', '{"__proto__":{"rows":[]}}'],
    ['__proto__ among the cells', withCells('{"__proto__":{"title":"a"}}')],
    ['__proto__ written with escapes', withCells('{"\\u005f_proto__":"a"}')],
    ['constructor among the cells', withCells('{"constructor":"a"}')],
    ['depth without end', '['.repeat(500_000)],
    ['closed depth without end', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['depth inside a cell', withCells(`{"title":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`)],
    ['a malformed row id', { ...syncRequest(), rows: [{ id: 'BT028-short', cells: {} }] }],
    ['a malformed id in the index', { ...syncRequest(), index: [['BT028-', null]] }],
    ['a row twice', { ...syncRequest(), rows: [...toRows(1), ...toRows(1)] }],
    [
      'an index entry twice',
      {
        ...syncRequest(),
        index: [
          [rowId('BT028', 1), null],
          [rowId('BT028', 1), null],
        ],
      },
    ],
  ])('is a bad request: %s', (_, body) => {
    expect(refusal(body)).toMatch(/^bad_request: /);
  });

  it('keeps a text that only looks dangerous', () => {
    for (const title of [
      '__proto__',
      '[[[[[[[[[[[[',
      '\\"{{{{{{{{{{{{',
      '🥥',
      '<script>',
      '+cmd',
    ]) {
      const request = syncRequest({ rows: [{ id: rowId('BT028', 1), cells: { title } }] });
      expect(parse(request)).toEqual({ kind: 'request', request });
    }
  });

  it('is told by its depth, both sides of the bound', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    // Neither is a request; only the deeper one is not even looked at as JSON.
    expect(refusal(nested(MAX_DEPTH))).toBe('bad_request: not an object');
    expect(refusal(nested(MAX_DEPTH + 1))).toBe('bad_request: json');
  });

  it('pollutes nothing', () => {
    refusal('{"__proto__":{"polluted":true}}');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('is described in the log without what was sent', () => {
    const body = { ...syncRequest(), 'Tổ Cơ điện': 'Tổ Cơ điện' };
    expect(refusal(body)).not.toContain('Tổ');
    const rows = [{ id: rowId('BT028', 1), cells: { title: ['Tổ Cơ điện'] } }];
    expect(refusal({ ...syncRequest(), rows })).not.toContain('Tổ');
  });
});

describe('what belongs to someone else', () => {
  it.each<[string, unknown, string]>([
    ['another unit in the body', syncRequest({ unit: 'BT061' }), 'forbidden: unit'],
    ['another spreadsheet', syncRequest({ spreadsheetId: 'a-copy' }), 'forbidden: spreadsheet'],
    [
      'another unit’s row',
      syncRequest({ rows: [{ id: rowId('BT061', 1), cells: {} }] }),
      'forbidden: row id',
    ],
    [
      'another unit’s row in the index',
      syncRequest({ index: [[rowId('BT061', 1), null]] }),
      'forbidden: row id',
    ],
    [
      'another unit’s row among the claims',
      syncRequest({ claims: [rowId('BT061', 1)] }),
      'forbidden: row id',
    ],
    [
      'another unit’s row among those on the tab',
      syncRequest({ locations: { sheetId: 0, firstRow: 2, ids: ['', rowId('BT061', 1)] } }),
      'forbidden: row id',
    ],
    [
      'a row of a unit whose code begins alike',
      syncRequest({ rows: [{ id: 'BT0281-0000000000000001', cells: {} }] }),
      'forbidden: row id',
    ],
    [
      'an id in small letters',
      syncRequest({ rows: [{ id: 'bt028-0000000000000001', cells: {} }] }),
      'forbidden: row id',
    ],
    [
      'another unit, and too many rows',
      { ...syncRequest({ unit: 'BT061' }), rows: toRows(MAX_ROWS + 1) },
      'forbidden: unit',
    ],
  ])('is forbidden: %s', (_, body, expected) => {
    expect(refusal(body)).toBe(expected);
  });
});
