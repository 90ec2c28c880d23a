/** What an index says of records it does not name, and of rows it names differently. */
import { describe, expect, it } from 'vitest';
import type { RowOutcome } from '../../../core/messages/sync-reply.ts';
import type { SyncRequest } from '../../../core/messages/sync-request.ts';
import type { MissingDecision } from '../../../core/sync/decide-missing.ts';
import { decideMissing } from '../../../core/sync/decide-missing.ts';
import type { RowWrite, StoredRow } from '../../../core/sync/stored-row.ts';
import type { UnitHead } from '../../../core/unit-head.ts';
import { createHead } from '../../../core/unit-head.ts';
import { rowId, storedRow } from '../../support/stored-rows.ts';
import { syncRequest } from '../../support/sync-request.ts';

const HOUR_MS = 3_600_000;
const NOW = 361_000 * HOUR_MS;

type Case = {
  readonly rows: readonly StoredRow[];
  /** Numbers of the rows the sheet still has, as it last knew them. */
  readonly present?: readonly number[];
  readonly index?: NonNullable<SyncRequest['index']>;
  readonly claims?: readonly string[];
  readonly confirm?: string;
  readonly head?: Partial<UnitHead>;
  readonly outcomes?: readonly RowOutcome[];
  readonly rowWrites?: readonly RowWrite[];
};

function decide(one: Case): MissingDecision {
  const { rows, present = [], confirm, outcomes = [], rowWrites = [] } = one;
  const held = rows.filter((row) => row.state === 'held');
  const stored = new Map(rows.map((row) => [row.id as string, row]));
  const index =
    one.index ??
    present.map((number): [string, string | null] => [
      id(number),
      stored.get(id(number))?.fingerprint ?? null,
    ]);
  return decideMissing({
    request: syncRequest({
      ...(confirm === undefined ? {} : { confirm }),
      ...(one.claims === undefined ? {} : { claims: [...one.claims] }),
    }),
    head: {
      ...createHead('BT028', 'sheet', 1),
      seq: 4,
      active: rows.filter((row) => row.state === 'active').length,
      ...(held.length === 0 ? {} : { hold: { id: 'H3', count: held.length } }),
      ...one.head,
    },
    stored,
    index,
    rowWrites,
    outcomes,
    now: NOW,
  });
}

function id(number: number): StoredRow['id'] {
  return rowId('BT028', number);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function active(...numbers: readonly number[]): StoredRow[] {
  return numbers.map((number) => storedRow(id(number), { version: 2 }));
}

function held(...numbers: readonly number[]): StoredRow[] {
  return active(...numbers).map((row) => ({ ...row, state: 'held', holdId: 'H3' }));
}

function states(writes: readonly RowWrite[]): [string, string, number, string | undefined][] {
  return writes.map(({ row, history }) => [row.id, row.state, row.version, history?.kind]);
}

describe('a record no row stands for', () => {
  it('is deleted with a version, its cells kept in history', () => {
    const rows = active(1, 2);
    const { writes, hold, answer } = decide({ rows, present: [2] });
    const [first] = rows;
    expect(writes).toEqual([
      {
        row: { ...first, state: 'deleted', version: 3, at: NOW },
        history: { id: id(1), version: 3, kind: 'delete', at: NOW, cells: first?.cells },
      },
    ]);
    expect(hold).toBeUndefined();
    expect(answer).toEqual({
      index: false,
      missing: [{ id: id(1), kind: 'deleted' }],
      resend: [],
      accepted: [],
    });
  });

  it('is left alone when it is deleted already', () => {
    const rows = active(1).map((row): StoredRow => ({ ...row, state: 'deleted' }));
    expect(decide({ rows }).writes).toEqual([]);
    expect(decide({ rows }).answer.missing).toEqual([]);
  });

  it('is not missing while its row is there, valid or not', () => {
    const rows = active(1, 2);
    const index: [string, string | null][] = [
      [id(1), rows[0]?.fingerprint ?? null],
      [id(2), null],
    ];
    expect(decide({ rows, index }).writes).toEqual([]);
  });

  it('is not missing when a row of the request was taken for it', () => {
    const outcomes: RowOutcome[] = [
      { kind: 'moved', id: id(9), as: id(1), version: 2, at: 5 },
      { kind: 'rejected', id: id(2), messages: [] },
    ];
    expect(decide({ rows: active(1, 2), outcomes }).writes).toEqual([]);
  });
});

describe('many records missing at once', () => {
  it.each<[string, number, number, 'deleted' | 'held']>([
    ['9 of 9', 9, 9, 'deleted'],
    ['10 of 10', 10, 10, 'held'],
    ['10 of 49', 10, 49, 'held'],
    ['10 of 50', 10, 50, 'deleted'],
    ['11 of 50', 11, 50, 'held'],
  ])('%s are %s', (_, missing, count, state) => {
    const rows = active(...range(1, count));
    const { writes, hold, answer } = decide({ rows, present: range(missing + 1, count) });
    expect(writes).toHaveLength(missing);
    expect(new Set(writes.map(({ row }) => row.state))).toEqual(new Set([state]));
    expect(answer.missing).toHaveLength(missing);
    expect(new Set(answer.missing.map(({ kind }) => kind))).toEqual(new Set([state]));
    expect(hold).toEqual(state === 'held' ? { id: 'H5', count: missing } : undefined);
  });

  it('take no version while they are held', () => {
    const { writes } = decide({ rows: active(...range(1, 10)) });
    expect(writes[0]?.row).toMatchObject({ id: id(1), state: 'held', holdId: 'H5', version: 2 });
    expect(writes.every(({ history }) => history === undefined)).toBe(true);
  });

  it('are counted together with those of the last day', () => {
    const recentDeletions = [{ at: NOW - 3 * HOUR_MS, count: 9 }];
    const rows = active(...range(1, 30));
    const one = { rows, present: range(2, 30) };
    expect(states(decide({ ...one, head: { recentDeletions } }).writes)).toEqual([
      [id(1), 'held', 2, undefined],
    ]);
    expect(states(decide(one).writes)).toEqual([[id(1), 'deleted', 3, 'delete']]);
  });
});

describe('while there is a hold', () => {
  const rows = [...held(...range(1, 12)), ...active(...range(13, 60))];
  const rest = range(13, 60);

  it('held records stay held and are told of, without a write', () => {
    const { writes, hold, answer } = decide({ rows, present: rest });
    expect(writes).toEqual([]);
    expect(hold).toEqual({ id: 'H3', count: 12 });
    expect(answer.missing).toEqual(
      range(1, 12).map((number) => ({ id: id(number), kind: 'held' })),
    );
  });

  it('held records count neither as missing nor in the base', () => {
    const nine = decide({ rows, present: range(22, 60) });
    expect(states(nine.writes).map(([, state]) => state)).toEqual(Array(9).fill('deleted'));
    const ten = decide({ rows, present: range(23, 60) });
    expect(states(ten.writes).map(([, state]) => state)).toEqual(Array(10).fill('held'));
    expect(ten.hold).toEqual({ id: 'H3', count: 22 });
    expect(new Set(ten.writes.map(({ row }) => row.holdId))).toEqual(new Set(['H3']));
  });

  it('rows that come back are released without a version', () => {
    const { writes, hold, answer } = decide({ rows, present: [1, 2, ...rest] });
    expect(states(writes)).toEqual([
      [id(1), 'active', 2, undefined],
      [id(2), 'active', 2, undefined],
    ]);
    expect(writes[0]?.row).not.toHaveProperty('holdId');
    expect(hold).toEqual({ id: 'H3', count: 10 });
    expect(answer.missing).toHaveLength(10);
  });

  it('is over once all of them are back', () => {
    expect(decide({ rows, present: range(1, 60) }).hold).toBeUndefined();
  });

  it('confirming deletes what is still absent of it, and releases what is back', () => {
    const { writes, hold, answer } = decide({ rows, present: [1, ...rest], confirm: 'H3' });
    expect(states(writes)).toEqual([
      [id(1), 'active', 2, undefined],
      ...range(2, 12).map((number) => [id(number), 'deleted', 3, 'delete']),
    ]);
    expect(writes.at(-1)?.row).not.toHaveProperty('holdId');
    expect(hold).toBeUndefined();
    expect(answer.missing.map(({ kind }) => kind)).toEqual(Array(11).fill('deleted'));
  });

  it('confirming another hold deletes nothing', () => {
    const { writes, hold } = decide({ rows, present: rest, confirm: 'H2' });
    expect(writes).toEqual([]);
    expect(hold).toEqual({ id: 'H3', count: 12 });
  });

  it('confirming it does not confirm what went missing since', () => {
    const { writes, hold } = decide({ rows, present: range(24, 60), confirm: 'H3' });
    const counts = states(writes).map(([, state]) => state);
    expect(counts.filter((state) => state === 'deleted')).toHaveLength(12);
    expect(counts.filter((state) => state === 'held')).toHaveLength(11);
    expect(hold).toEqual({ id: 'H3', count: 11 });
  });

  it('a row the request itself released is released once', () => {
    const [first] = held(1);
    const { holdId: _, ...released } = first as StoredRow;
    const { writes, hold } = decide({
      rows,
      present: [1, ...rest],
      rowWrites: [{ row: { ...released, state: 'active' } }],
      outcomes: [{ kind: 'unchanged', id: id(1), version: 2, at: 5 }],
    });
    expect(writes).toEqual([]);
    expect(hold).toEqual({ id: 'H3', count: 11 });
  });
});

describe('a row the index names', () => {
  const [row] = active(1) as [StoredRow];
  const other = 'AAAAAAAAAAAAAAAA';
  it.each<[string, Partial<StoredRow> | undefined, string | null, boolean]>([
    ['as it is stored', {}, row.fingerprint, false],
    ['as it is stored, held', { state: 'held', holdId: 'H3' }, row.fingerprint, false],
    ['with other content', {}, other, true],
    ['that is not stored', undefined, other, true],
    ['that is deleted', { state: 'deleted' }, row.fingerprint, true],
    ['as not valid', {}, null, false],
    ['as not valid and not stored', undefined, null, false],
  ])('%s is wanted again or not', (_, changes, fingerprint, wanted) => {
    const rows = changes === undefined ? [] : [{ ...row, ...changes }];
    const { answer } = decide({ rows, index: [[id(1), fingerprint]] });
    expect(answer.resend).toEqual(wanted ? [id(1)] : []);
  });

  it.each<[string, RowOutcome]>([
    ['answered', { kind: 'saved', id: id(1), version: 3, at: NOW }],
    ['moved away', { kind: 'moved', id: id(1), as: id(7), version: 3, at: NOW }],
  ])('that was just %s is not wanted again', (_, outcome) => {
    const { answer } = decide({ rows: [], index: [[id(1), other]], outcomes: [outcome] });
    expect(answer.resend).toEqual([]);
  });

  it.each<[string, Partial<StoredRow> | undefined, boolean]>([
    ['active', {}, true],
    ['held', { state: 'held', holdId: 'H3' }, true],
    ['not stored', undefined, false],
  ])('as not valid is told which version counts: %s', (_, changes, told) => {
    const rows = changes === undefined ? [] : [{ ...row, ...changes }];
    const { answer } = decide({ rows, index: [[id(1), null]] });
    const { version, at, fingerprint } = row;
    expect(answer.accepted).toEqual(told ? [{ id: id(1), version, at, fingerprint }] : []);
  });

  it('as not valid after it was deleted counts again with what was accepted last', () => {
    const { writes, answer } = decide({
      rows: [{ ...row, state: 'deleted', version: 4 }],
      index: [[id(1), null]],
      claims: [id(1)],
    });
    const revived = { ...row, state: 'active', version: 5, at: NOW };
    const { version, at, cells, fingerprint } = revived;
    const history = { id: id(1), version, kind: 'revive', at, cells };
    expect(writes).toEqual([{ row: revived, history }]);
    expect(answer).toMatchObject({ resend: [], missing: [] });
    expect(answer.accepted).toEqual([{ id: id(1), version, at, fingerprint }]);
  });

  it('as not valid after it was emptied and deleted counts with nothing', () => {
    const { writes, answer } = decide({
      rows: [{ ...row, state: 'deleted', version: 4 }],
      index: [[id(1), null]],
    });
    expect(writes).toEqual([]);
    expect(answer).toMatchObject({ accepted: [], resend: [], missing: [] });
  });

  it('as not valid and just answered is told once', () => {
    const outcomes: RowOutcome[] = [{ kind: 'rejected', id: id(1), version: 2, messages: [] }];
    expect(decide({ rows: [row], index: [[id(1), null]], outcomes }).answer.accepted).toEqual([]);
  });
});
