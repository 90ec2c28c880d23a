/** How a decision is cut into transactions, and what the head is after each of them. */
import { describe, expect, it } from 'vitest';
import { addToAggregates, EMPTY_AGGREGATES } from '../../../core/aggregates.ts';
import type { TypedCells } from '../../../core/columns.ts';
import { addToSet, EMPTY_SET } from '../../../core/sync/fingerprint.ts';
import type { Slice } from '../../../core/sync/plan-slices.ts';
import {
  cutSlices,
  MAX_SLICE_BYTES,
  MAX_SLICE_ROWS,
  planSlices,
} from '../../../core/sync/plan-slices.ts';
import type { RowWrite, StoredRow } from '../../../core/sync/stored-row.ts';
import type { UnitHead } from '../../../core/unit-head.ts';
import { createHead } from '../../../core/unit-head.ts';
import { initiative, rowId, storedRow, validCells } from '../../support/stored-rows.ts';

const NOW = 361_000 * 3_600_000;
const HEAD: UnitHead = {
  ...createHead('BT028', 'sheet', 1),
  seq: 7,
  token: 'before',
  version: 20,
};

function plan(
  writes: readonly RowWrite[],
  more: { head?: UnitHead; stored?: readonly StoredRow[] } = {},
) {
  return planSlices({
    decision: {
      kind: 'decided',
      outcomes: [],
      writes,
      answer: { index: false, missing: [], resend: [], accepted: [] },
    },
    head: more.head ?? HEAD,
    stored: new Map((more.stored ?? []).map((row) => [row.id, row])),
    token: 'ours',
    keyVersion: 3,
    now: NOW,
  });
}

function createRows(count: number, cells?: TypedCells): RowWrite[] {
  return Array.from({ length: count }, (_, index) => {
    const id = rowId('BT028', index + 1);
    return { row: cells === undefined ? storedRow(id) : storedRow(id, { cells }) };
  });
}

function sizes(slices: readonly Slice[]): number[] {
  return slices.map(({ writes }) => writes.length);
}

describe('the cut', () => {
  it('of nothing is nothing', () => {
    expect(plan([])).toEqual([]);
  });

  it.each([
    [1, [1]],
    [MAX_SLICE_ROWS, [49]],
    [MAX_SLICE_ROWS + 1, [49, 1]],
    [500, [49, 49, 49, 49, 49, 49, 49, 49, 49, 49, 10]],
  ])('of %i rows', (count, expected) => {
    expect(sizes(plan(createRows(count)))).toEqual(expected);
  });

  it('stays below the bytes a transaction takes, and keeps the order', () => {
    // The largest row there may be: 32 KB of typed text, counted three times at three bytes each.
    const writes = createRows(30, validCells({ note: 'a'.repeat(32_000) }));
    const slices = plan(writes);
    expect(slices.flatMap((slice) => slice.writes)).toEqual(writes);
    const largest = Math.floor(MAX_SLICE_BYTES / (9 * 32_000 + 2_000));
    for (const size of sizes(slices)) expect(size).toBeLessThanOrEqual(largest);
    expect(sizes(slices)).toEqual([12, 12, 6]);
  });

  it('counts a cell that is no text too', () => {
    expect(sizes(plan(createRows(1, validCells({ note: 5, benefit: 12 }))))).toEqual([1]);
  });
});

describe('the head after each slice', () => {
  const slices = plan(createRows(100));

  it('moves the sequence once, with the first, and the version with each', () => {
    expect(slices.map(({ head }) => [head.seq, head.token, head.version])).toEqual([
      [8, 'ours', 21],
      [8, 'ours', 22],
      [8, 'ours', 23],
    ]);
  });

  it('is what the next slice expects', () => {
    expect(slices.map(({ expected }) => expected)).toEqual([
      { seq: 7, token: 'before', version: 20 },
      { seq: 8, token: 'ours', version: 21 },
      { seq: 8, token: 'ours', version: 22 },
    ]);
  });

  it('counts the rows written so far, no more', () => {
    expect(slices.map(({ head }) => [head.active, head.set.n])).toEqual([
      [49, 49],
      [98, 98],
      [100, 100],
    ]);
    expect(slices[1]?.head.aggregates.tallies['2010|CTKT']?.count).toBe(98);
  });

  it('says who changed it and when', () => {
    expect(slices[0]?.head).toMatchObject({
      unit: 'BT028',
      spreadsheetId: 'sheet',
      keyVersion: 3,
      changedAt: NOW,
      markVersion: 1,
    });
  });
});

describe('what a write does to the figures', () => {
  const id = rowId('BT028', 1);
  const active = storedRow(id);
  const held: StoredRow = { ...active, state: 'held', holdId: 'H1' };
  const deleted: StoredRow = { ...active, state: 'deleted', version: 2 };
  const edited = storedRow(id, {
    version: 2,
    cells: validCells({ title: 'Khác' }),
    initiative: initiative({ category: 'TK' }),
  });

  type Figures = {
    readonly active: number;
    readonly counted: readonly StoredRow[];
    readonly inSet: readonly StoredRow[];
  };
  const withRow = (row: StoredRow): Figures =>
    row.state === 'deleted'
      ? { active: 0, counted: [], inSet: [] }
      : row.state === 'held'
        ? { active: 0, counted: [row], inSet: [] }
        : { active: 1, counted: [row], inSet: [row] };
  const toHead = ({ active: count, counted, inSet }: Figures): UnitHead => ({
    ...HEAD,
    active: count,
    set: inSet.reduce((set, row) => addToSet(set, row.id, row.fingerprint), EMPTY_SET),
    aggregates: counted.reduce(
      (sums, row) => addToAggregates(sums, row.initiative),
      EMPTY_AGGREGATES,
    ),
  });

  it.each<[string, StoredRow | undefined, StoredRow]>([
    ['create', undefined, active],
    ['edit', active, edited],
    ['delete', active, deleted],
    ['revive', deleted, active],
    ['hold', active, held],
    ['release', held, active],
    ['edit of a held row', held, edited],
    ['delete of a held row', held, deleted],
  ])('%s', (_, before, after) => {
    const none: Figures = { active: 0, counted: [], inSet: [] };
    const head = toHead(before === undefined ? none : withRow(before));
    const stored = before === undefined ? [] : [before];
    const [slice] = plan([{ row: after }], { head, stored });
    const { active: count, set, aggregates } = toHead(withRow(after));
    expect(slice?.head).toMatchObject({ active: count, set, aggregates });
  });
});

describe('a hold in several slices', () => {
  const rows = createRows(100).map(({ row }) => row);
  const toHeld = (row: StoredRow): RowWrite => ({ row: { ...row, state: 'held', holdId: 'H8' } });

  it('is open from its first slice on, so that a run that stops between loses none of it', () => {
    const slices = plan(rows.map(toHeld), { stored: rows });
    expect(slices.map(({ head }) => head.hold)).toEqual([
      { id: 'H8', count: 49 },
      { id: 'H8', count: 98 },
      { id: 'H8', count: 100 },
    ]);
    expect(slices.at(-1)?.head.recentDeletions).toEqual([]);
  });

  it('is closed with the last row that leaves it, by release or by deletion', () => {
    const held = rows.map((row) => toHeld(row).row);
    const head = { ...HEAD, hold: { id: 'H8', count: 100 } };
    const writes = held.map((row, index): RowWrite => {
      const { holdId: _, ...rest } = row;
      return { row: { ...rest, state: index % 2 === 0 ? 'active' : 'deleted' } };
    });
    const slices = plan(writes, { head, stored: held });
    expect(slices.map((slice) => slice.head.hold)).toEqual([
      { id: 'H8', count: 51 },
      { id: 'H8', count: 2 },
      undefined,
    ]);
    // Deletions an editor confirmed do not count towards the next hold.
    expect(slices.at(-1)?.head.recentDeletions).toEqual([]);
  });

  it('keeps its id when more rows join it', () => {
    const head = { ...HEAD, hold: { id: 'H3', count: 12 } };
    const [slice] = plan(rows.slice(0, 10).map(toHeld), { head, stored: rows });
    expect(slice?.head.hold).toEqual({ id: 'H3', count: 22 });
  });
});

it('remembers deletions with the slice that makes them', () => {
  const rows = createRows(60).map(({ row }) => row);
  const writes = rows.map((row): RowWrite => ({ row: { ...row, state: 'deleted', version: 2 } }));
  const slices = plan(writes, { stored: rows });
  expect(slices.map(({ head }) => head.recentDeletions)).toEqual([
    [{ at: NOW, count: 49 }],
    [{ at: NOW, count: 60 }],
  ]);
});

it('forgets deletions of rows that come back', () => {
  const rows = createRows(3).map(({ row }): StoredRow => ({ ...row, state: 'deleted', at: NOW }));
  const head = { ...HEAD, recentDeletions: [{ at: NOW, count: 4 }] };
  const writes = rows.map((row): RowWrite => ({ row: { ...row, state: 'active', version: 3 } }));
  expect(plan(writes, { head, stored: rows }).at(-1)?.head.recentDeletions).toEqual([
    { at: NOW, count: 1 },
  ]);
});

describe('slices one by one', () => {
  function cut(count: number) {
    const asked: number[] = [];
    function* write(): Generator<RowWrite, string, undefined> {
      for (const [index, row] of createRows(count).entries()) {
        asked.push(index);
        yield row;
      }
      return 'the end';
    }
    const basis = { head: HEAD, stored: new Map(), token: 'ours', keyVersion: 3, now: NOW };
    return { asked, slices: cutSlices(write(), basis) };
  }

  it('are handed out before the first write of the next is asked for', () => {
    const { asked, slices } = cut(MAX_SLICE_ROWS + 2);
    expect(slices.next().done).toBe(false);
    expect(asked).toHaveLength(MAX_SLICE_ROWS);
    expect(slices.next().done).toBe(false);
    expect(asked).toHaveLength(MAX_SLICE_ROWS + 2);
  });

  it.each([0, 1, MAX_SLICE_ROWS, MAX_SLICE_ROWS + 1])('of %i writes end as these end', (count) => {
    const { slices } = cut(count);
    let step = slices.next();
    let seen = 0;
    while (step.done !== true) {
      seen += step.value.writes.length;
      step = slices.next();
    }
    expect([seen, step.value]).toEqual([count, 'the end']);
  });
});
