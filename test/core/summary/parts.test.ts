/** The small rules of the summary, each at its boundaries. */
import { describe, expect, it } from 'vitest';
import { EMPTY_TALLY } from '../../../core/aggregates.ts';
import { toAsOf } from '../../../core/summary/as-of.ts';
import { cutPages } from '../../../core/summary/cut-pages.ts';
import { toShareTenths } from '../../../core/summary/largest-remainder.ts';
import type { ListRow } from '../../../core/summary/list-row.ts';
import {
  equalAggregates,
  recountRows,
  sortListRows,
  toListRow,
} from '../../../core/summary/list-row.ts';
import { addLogEntry, MAX_LOG_ENTRIES } from '../../../core/summary/log-tab.ts';
import { toMeanCell, toSumCell } from '../../../core/summary/money-states.ts';
import { momentCell, moneyCell, textCell, toCellValue } from '../../../core/summary/tab.ts';
import { decideUnitStatus } from '../../../core/summary/unit-status.ts';
import { toWarningText } from '../../../core/wording/review.ts';
import { initiative, rowId, storedRow } from '../../support/stored-rows.ts';
import { countRows } from './cast.ts';

describe('shares by largest remainder', () => {
  it('are those of the published summary, and add up to 100,0', () => {
    expect(toShareTenths([23, 5, 5, 157, 45])).toEqual([98, 21, 21, 668, 192]);
  });

  it.each([
    [
      [1, 1, 1],
      [334, 333, 333],
    ],
    [
      [1, 0],
      [1000, 0],
    ],
    [
      [1, 1, 1, 1, 1, 1, 1],
      [143, 143, 143, 143, 143, 143, 142],
    ],
    [
      [999, 1],
      [999, 1],
    ],
    [
      [9999, 1],
      [1000, 0],
    ],
  ])('%j → %j', (counts, shares) => {
    expect(toShareTenths(counts)).toEqual(shares);
  });

  it('do not exist of nothing', () => {
    expect(toShareTenths([0, 0])).toBeUndefined();
    expect(toShareTenths([])).toBeUndefined();
  });
});

describe('a unit', () => {
  it.each([
    [false, undefined, 'missing'],
    [true, undefined, 'entering'],
    [true, 'done', 'submitted'],
    [false, 'done', 'submitted'],
    [false, 'none', 'confirmedNone'],
    [true, 'none', 'entering'],
  ] as const)('with rows %s that says %s is %s', (hasRows, statement, status) => {
    expect(decideUnitStatus(hasRows, statement)).toBe(status);
  });
});

describe('the as-of time', () => {
  it('is ISO 8601 in Vietnam time, without parts of a second', () => {
    expect(toAsOf(Date.UTC(2011, 2, 31, 1, 5, 9, 999))).toBe('2011-03-31T08:05:09+07:00');
    expect(toAsOf(Date.UTC(2010, 11, 31, 16, 59, 59))).toBe('2010-12-31T23:59:59+07:00');
    expect(toAsOf(Date.UTC(2010, 11, 31, 17))).toBe('2011-01-01T00:00:00+07:00');
    expect(toAsOf(Date.UTC(1969, 11, 31, 16, 0, 1))).toBe('1969-12-31T23:00:01+07:00');
  });
});

describe('a cell', () => {
  it('of text is cut where a spreadsheet would refuse it, never through a character', () => {
    expect(textCell('')).toEqual({ kind: 'blank' });
    expect(textCell('x'.repeat(49_000))).toEqual({ kind: 'text', text: 'x'.repeat(49_000) });
    expect(textCell('x'.repeat(49_001))).toEqual({
      kind: 'text',
      text: `${'x'.repeat(49_000)}…`,
    });
    expect(textCell(`${'x'.repeat(48_999)}😀y`)).toEqual({
      kind: 'text',
      text: `${'x'.repeat(48_999)}…`,
    });
  });

  it('of money is a number up to 2^53, and every digit above', () => {
    expect(moneyCell(9_007_199_254_740_991n)).toEqual({
      kind: 'money',
      value: 9_007_199_254_740_991,
      estimated: false,
    });
    expect(moneyCell(9_007_199_254_740_993n)).toEqual({
      kind: 'text',
      text: '9.007.199.254.740.993',
    });
    expect(moneyCell(5n, true)).toEqual({ kind: 'money', value: 5, estimated: true });
  });

  it('of a moment is a serial number of Vietnam time', () => {
    expect(momentCell(Date.UTC(2011, 2, 31, 5))).toEqual({ kind: 'moment', value: 40633.5 });
  });

  it('reads back as text, number or nothing', () => {
    expect(toCellValue({ kind: 'blank' })).toBe('');
    expect(toCellValue({ kind: 'text', text: '=1+1' })).toBe('=1+1');
    expect(toCellValue({ kind: 'percent', value: 0.668 })).toBe(0.668);
  });
});

describe('a sum and a mean', () => {
  it('exist only where something was computed', () => {
    const none = { ...EMPTY_TALLY, count: 3, notYet: 2, cannot: 1 };
    expect(toSumCell(none)).toEqual({ kind: 'text', text: 'Chưa có số liệu' });
    expect(toMeanCell(none)).toEqual({ kind: 'text', text: 'Chưa có số liệu' });
  });

  it('are 0 đồng where 0 đồng was typed', () => {
    const zero = { ...EMPTY_TALLY, count: 1, counted: 1 };
    expect(toSumCell(zero)).toEqual({ kind: 'money', value: 0, estimated: false });
    expect(toMeanCell(zero)).toEqual({ kind: 'money', value: 0, estimated: false });
  });

  it.each([
    [1n, 3, 0],
    [3n, 2, 2],
    [10n, 4, 3],
    [10n, 3, 3],
    [11n, 3, 4],
  ])('of %s đồng over %s is %s', (countedDong, counted, mean) => {
    const tally = { ...EMPTY_TALLY, count: counted, counted, countedDong };
    expect(toMeanCell(tally)).toEqual({ kind: 'money', value: mean, estimated: false });
  });
});

function listRow(number: number, changes: Parameters<typeof initiative>[0] = {}): ListRow {
  const row = toListRow(storedRow(rowId('BT028', number), { initiative: initiative(changes) }));
  if (row === undefined) throw new Error('deleted');
  return row;
}

describe('a row of the list', () => {
  it('keeps the authors as typed and not as read', () => {
    const row = storedRow(rowId('BT028', 1), {
      cells: { authors: 'Tổ Cơ điện (60%); Tổ Vận hành (40%)' },
    });
    const listed = toListRow(row);
    expect(listed?.authors).toBe('Tổ Cơ điện (60%); Tổ Vận hành (40%)');
    expect(listed?.initiative).not.toHaveProperty('authors');
  });

  it.each([
    [{}, ''],
    [{ authors: 12 }, '12'],
    [{ authors: { serial: 40000 } }, '40000'],
  ])('whose authors are typed as %j shows %j', (cells, shown) => {
    expect(toListRow(storedRow(rowId('BT028', 1), { cells }))?.authors).toBe(shown);
  });

  it('is there when held, and not when deleted', () => {
    const held = storedRow(rowId('BT028', 1), { state: 'held', holdId: 'H1' });
    expect(toListRow(held)?.state).toBe('held');
    expect(toListRow({ ...held, state: 'deleted' })).toBeUndefined();
  });

  it('stands by year, undated last, then by id', () => {
    const { year: _, ...undated } = initiative({ place: 'undated', appliedOn: '' });
    const rows = [
      listRow(4, { year: 2010 }),
      { ...listRow(1), initiative: undated },
      listRow(3, { year: 2008 }),
      listRow(2, { year: 2010 }),
      listRow(2, { year: 2010 }),
    ];
    expect(sortListRows(rows).map(({ id }) => id.slice(-1))).toEqual(['3', '2', '2', '4', '1']);
  });
});

describe('the recount of rows', () => {
  const rows = [listRow(1), listRow(2, { benefit: { kind: 'cannot' } })];
  const stored = [
    storedRow(rowId('BT028', 2), { initiative: initiative({ benefit: { kind: 'cannot' } }) }),
    storedRow(rowId('BT028', 1)),
  ];

  it('equals the sums kept one change at a time, in whatever order', () => {
    expect(equalAggregates(recountRows(rows), countRows(stored))).toBe(true);
    const outside = [...rows, listRow(3, { place: 'outside', year: 2007 })];
    expect(recountRows(outside).outOfPeriod).toBe(1);
  });

  it('differs when one đồng, one state or one row differs', () => {
    const sums = countRows(stored);
    const differing = [
      [
        listRow(1, { benefit: { kind: 'counted', dong: 1_250_000_001, estimated: false } }),
        rows[1],
      ],
      [listRow(1, { benefit: { kind: 'counted', dong: 1_250_000_000, estimated: true } }), rows[1]],
      [rows[0], listRow(2, { benefit: { kind: 'notYet' } })],
      [rows[0]],
      [...rows, listRow(3, { place: 'outside' })],
    ];
    for (const changed of differing) {
      const counted = recountRows(changed.filter((row) => row !== undefined));
      expect(equalAggregates(counted, sums)).toBe(false);
    }
  });
});

describe('pages', () => {
  const rows = [1, 2, 3].map((number) => listRow(number));
  const bytes = Buffer.byteLength(JSON.stringify(rows[0]));

  it('hold all rows in their order, as JSON', () => {
    const pages = cutPages(rows, 2 * bytes + 4);
    expect(pages).toHaveLength(2);
    expect(pages.flatMap((page) => JSON.parse(page))).toEqual(rows);
    for (const page of pages) expect(Buffer.byteLength(page)).toBeLessThanOrEqual(2 * bytes + 4);
  });

  it('take one row less when it is one byte too much', () => {
    expect(cutPages(rows, 2 * bytes + 3).map((page) => JSON.parse(page).length)).toEqual([1, 1, 1]);
  });

  it('are few for many rows, and none for none', () => {
    expect(cutPages(rows)).toHaveLength(1);
    expect(cutPages([])).toEqual([]);
  });
});

describe('the log', () => {
  it('puts the newest first and forgets the oldest', () => {
    const entry = (number: number) => ({ number, asOf: 0, total: 0, changedUnits: 0 });
    const most = MAX_LOG_ENTRIES;
    const full = Array.from({ length: most }, (_, index) => entry(most - index));
    const log = addLogEntry(full, entry(most + 1));
    expect(log).toHaveLength(most);
    expect([log[0]?.number, log.at(-1)?.number]).toEqual([most + 1, 2]);
  });
});

describe('a warning', () => {
  it('is said in words, and by its code where there are none', () => {
    expect(toWarningText('W_TRIAL')).toBe('Đang áp dụng thử, chưa ghi ngày');
    expect(toWarningText('W_SOMETHING_NEW')).toBe('W_SOMETHING_NEW');
  });
});
