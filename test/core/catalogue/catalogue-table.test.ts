/** The tab as cells: found by its headers, and built so that it reads as what stands in force. */
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../core/catalogue/catalogue.ts';
import { NO_CATALOGUE } from '../../../core/catalogue/catalogue.ts';
import { toCatalogueDigest } from '../../../core/catalogue/catalogue-digest.ts';
import { listCatalogueKeys, parseCatalogueKey } from '../../../core/catalogue/catalogue-key.ts';
import { formatCatalogueMark, parseCatalogueMark } from '../../../core/catalogue/catalogue-mark.ts';
import { readCatalogueTable } from '../../../core/catalogue/catalogue-table.ts';
import type { CatalogueValue } from '../../../core/catalogue/catalogue-value.ts';
import { readCatalogueValue } from '../../../core/catalogue/catalogue-value.ts';
import { toInitialValues } from '../../../core/catalogue/initial-values.ts';
import { listOpenedLines } from '../../../core/catalogue/open-catalogue.ts';
import { withCatalogue } from '../../../core/catalogue/with-catalogue.ts';
import type { Programme } from '../../../core/programme.ts';
import { CATALOGUE_HEADERS, formatCatalogueMessage } from '../../../core/wording/catalogue.ts';
import { testProgramme } from '../../support/test-programme.ts';
import { key } from './catalogue-lines.ts';

const HEADER = Object.values(CATALOGUE_HEADERS);

describe('the table', () => {
  it('is found below other rows, with columns moved and own ones between', () => {
    const { mark, receipt, item, unit, value } = CATALOGUE_HEADERS;
    const table = readCatalogueTable([
      ['Danh mục năm 2011', '', '', '', '', ''],
      [value.toUpperCase(), 'Người nhập', ` ${item}  `, unit, `${receipt} – TẠM DỪNG: …`, mark],
      ['1 tỷ', 'An', 'Hạn nộp', '', '', ''],
      [false, '', '', '', '', ''],
    ]);
    expect(table).toMatchObject({
      kind: 'readable',
      headerRowNumber: 2,
      places: { value: 0, item: 2, unit: 3, receipt: 4, mark: 5 },
      rows: [
        { rowNumber: 3, item: 'Hạn nộp', value: '1 tỷ', isBlank: false },
        { rowNumber: 4, isBlank: true },
      ],
    });
  });

  it.each([
    [
      'a header that is missing',
      HEADER.map((text) => (text === 'Mục' ? 'Mục lục' : text)),
      ['item'],
    ],
    ['a header that is there twice', [...HEADER, 'Giá trị'], ['value']],
    ['no header at all', ['', 7, ''], ['mark', 'receipt', 'item', 'unit', 'value']],
  ])('is stopped by %s', (_, header, problems) => {
    expect(readCatalogueTable([header])).toEqual({ kind: 'stopped', headerRowNumber: 1, problems });
    expect(readCatalogueTable([])).toMatchObject({ kind: 'stopped', headerRowNumber: 1 });
  });
});

describe('a mark', () => {
  const mark = {
    state: '!',
    key: key('revenue.BT061'),
    version: 40,
    atSeconds: 1_301_500_000,
    hash: 'aB3-_56789',
  } as const;

  it('is read as it was written', () => {
    expect(parseCatalogueMark(formatCatalogueMark(mark))).toEqual(mark);
  });

  it.each(['', 'x', '2!14.ljkxtc.aB3-_56789.deadline', '1!14.ljkxtc.aB3-_56789.nothing'])(
    '%j is none',
    (text) => {
      expect(parseCatalogueMark(text)).toBeUndefined();
    },
  );
});

describe('a key', () => {
  it.each([
    '',
    'deadlines',
    'deadline.BT001',
    'revenue',
    'revenue.',
    'revenue.bt001',
    'revenue.BT001.x',
    'toString',
    '__proto__',
  ])('%j is none', (text) => expect(parseCatalogueKey(text)).toBeUndefined());

  it('is known by what it was made of', () => {
    const keys = listCatalogueKeys(['BT001', 'BT002']);
    expect(keys).toHaveLength(14);
    expect(keys.filter((one) => parseCatalogueKey(one) === undefined)).toEqual([]);
  });
});

it('a digest does not depend on the order of lines, but on everything they say', () => {
  const one = { key: key('deadline'), cell: '1' };
  const other = { key: key('revenue.BT001'), cell: '1' };
  const digest = toCatalogueDigest({ lines: [one, other], unread: [key('model.BT001')] });
  expect(digest).toMatch(/^[A-Za-z0-9_-]{20}$/);
  expect(toCatalogueDigest({ lines: [other, one], unread: [key('model.BT001')] })).toBe(digest);
  const others = [
    { lines: [one, { ...other, cell: 1 }], unread: [key('model.BT001')] },
    { lines: [one, other], unread: [] },
    { lines: [one], unread: [key('revenue.BT001'), key('model.BT001')] },
  ];
  expect(others.map(toCatalogueDigest)).not.toContain(digest);
});

const programme: Programme = {
  ...testProgramme(),
  targets: {
    previous: {
      period: '2005-2007',
      total: 1_180,
      counted: 50,
      totalDong: 9_000_000_001,
      byCategory: { TK: 0 },
    },
    revenues: [
      { unit: 'BT061', dong: 500 },
      { unit: 'BT028', dong: 72_060_800_000 },
    ],
    modelUnits: ['BT061'],
  },
};

const stored = (values: { readonly [key: string]: CatalogueValue | null }): Catalogue => ({
  ...NO_CATALOGUE,
  entries: Object.entries(values).map(([text, value]) => ({
    key: key(text),
    version: 1,
    at: 1,
    value,
  })),
});

describe('a new tab', () => {
  it('shows values that read as themselves', () => {
    const lines = listOpenedLines(programme, NO_CATALOGUE);
    const read = lines.flatMap(({ key: own, cell }) => {
      const parts = parseCatalogueKey(own);
      const reading = parts === undefined ? undefined : readCatalogueValue(parts.item, cell);
      return reading?.kind === 'value' ? [[own, reading.value] as const] : [];
    });
    expect(new Map(read)).toEqual(toInitialValues(programme));
    expect(lines).toHaveLength(10 + 2 * programme.units.length);
    expect(lines.filter(({ unitName }) => unitName === 'Báo Đồng Khởi')).toHaveLength(2);
  });

  it('shows what was accepted, also of a unit outside the period', () => {
    const [first, ...units] = programme.units;
    if (first === undefined) throw new Error('no unit');
    const closed = { ...first, validTo: '2007-12-31' };
    const catalogue = stored({ [`revenue.${first.code}`]: 3e9, deadline: null });
    const lines = listOpenedLines({ ...programme, units: [closed, ...units] }, catalogue);
    expect(lines.find(({ key: own }) => own === 'deadline')?.cell).toBe('');
    expect(lines.at(-1)).toEqual({
      key: `revenue.${first.code}`,
      unitName: first.name,
      cell: '3.000.000.000',
    });
  });
});

describe('a programme with the accepted values', () => {
  it('is itself before anything was accepted', () => {
    expect(withCatalogue(programme, undefined)).toBe(programme);
    expect(withCatalogue(programme, NO_CATALOGUE)).toBe(programme);
  });

  it('says the same when the same was accepted, in the order of codes', () => {
    const values = Object.fromEntries(toInitialValues(programme));
    const { targets, ...rest } = withCatalogue(programme, stored(values));
    const { targets: own, ...others } = programme;
    expect(rest).toEqual(others);
    expect(targets).toEqual({ ...own, revenues: [...(own?.revenues ?? [])].reverse() });
  });

  it('has what was changed and lacks what was withdrawn, and what belongs to no unit of it', () => {
    const catalogue = stored({
      deadline: '2011-04-15',
      previousTK: null,
      'revenue.BT061': null,
      'revenue.BT999': 5e9,
      'model.BT061': null,
      'model.BT059': true,
    });
    expect(withCatalogue(programme, catalogue)).toMatchObject({
      deadline: '2011-04-15',
      targets: {
        previous: { period: '2005-2007', total: 1_180, counted: 50, totalDong: 9_000_000_001 },
        revenues: [{ unit: 'BT028', dong: 72_060_800_000 }],
        modelUnits: ['BT059'],
      },
    });
    const without = withCatalogue(programme, catalogue);
    expect(without.targets?.previous).not.toHaveProperty('byCategory');
    expect(withCatalogue(programme, stored({ deadline: null }))).not.toHaveProperty('deadline');
  });

  it.each(['previousPeriod', 'previousTotal', 'previousCounted', 'previousDong'])(
    'compares with nothing while %s is not known',
    (item) => {
      const { targets } = withCatalogue(programme, stored({ [item]: null }));
      expect(targets).not.toHaveProperty('previous');
      expect(targets?.modelUnits).toEqual(['BT061']);
    },
  );
});

describe('a message', () => {
  it.each([
    [
      { code: 'E_TICK', values: { v: '{o}{r}' } },
      'không hiểu “{o}{r}”. Vui lòng đánh dấu, ghi x, hoặc để trống.',
    ],
    [{ code: 'E_NEGATIVE', values: {} }, 'số tiền không được âm.'],
    [{ code: 'E_LARGE', values: {} }, 'số quá lớn (trên 100.000 tỷ đồng).'],
    [{ code: 'of a later server', values: {} }, 'máy chủ không nhận giá trị này.'],
  ])('%j says %s', (message, expected) => {
    expect(formatCatalogueMessage(message)).toBe(expected);
  });
});
