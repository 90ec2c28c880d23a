/** What becomes of the rows a request carries, by what the table holds of them. */
import { describe, expect, it } from 'vitest';
import { addToAggregates, EMPTY_AGGREGATES } from '../../../core/aggregates.ts';
import type { TypedCells } from '../../../core/columns.ts';
import { MAX_ROW_BYTES } from '../../../core/messages/sync-limits.ts';
import type { SyncRequest } from '../../../core/messages/sync-request.ts';
import type { SyncDecision } from '../../../core/sync/decide-sync.ts';
import { decideSync, planReads } from '../../../core/sync/decide-sync.ts';
import {
  addToSet,
  EMPTY_SET,
  toColumnHashes,
  toFingerprint,
} from '../../../core/sync/fingerprint.ts';
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import type { UnitHead } from '../../../core/unit-head.ts';
import { createHead } from '../../../core/unit-head.ts';
import { rowId, storedRow, validCells } from '../../support/stored-rows.ts';
import { syncRequest } from '../../support/sync-request.ts';

const NOW = 1_300_000_000_000;
const RULES = { period: { from: '2008-01-01', to: '2010-12-31' }, today: '2011-03-31' };
const [A, B, C] = [1, 2, 3].map((number) => rowId('BT028', number)) as [
  StoredRow['id'],
  StoredRow['id'],
  StoredRow['id'],
];
const TYPED = validCells({ title: 'Quy trình phân loại người bệnh' });
const EDITED = validCells({ title: 'Quy trình phân loại người bệnh tại khoa Khám' });
const UNDATED = validCells({ appliedOn: '' });

function hashOf(cells: TypedCells): string {
  return toFingerprint(toColumnHashes(cells));
}

function stored(id: StoredRow['id'], changes: Partial<StoredRow> = {}): StoredRow {
  return storedRow(id, { cells: TYPED, ...changes });
}

/** A head in step with the rows. */
function toHead(rows: readonly StoredRow[]): UnitHead {
  const active = rows.filter((row) => row.state === 'active');
  const held = rows.filter((row) => row.state === 'held');
  return {
    ...createHead('BT028', 'spreadsheet-of-BT028', 1),
    seq: 4,
    token: 'before',
    version: 9,
    active: active.length,
    set: active.reduce((set, row) => addToSet(set, row.id, row.fingerprint), EMPTY_SET),
    aggregates: [...active, ...held].reduce(
      (sums, row) => addToAggregates(sums, row.initiative),
      EMPTY_AGGREGATES,
    ),
    ...(held.length === 0 ? {} : { hold: { id: 'H3', count: held.length } }),
  };
}

/** What a sheet claims to hold once its rows are accepted. */
function claim(...rows: readonly (readonly [id: string, cells: TypedCells])[]) {
  return rows.reduce((set, [id, cells]) => addToSet(set, id, hashOf(cells)), EMPTY_SET);
}

function decide(rows: readonly StoredRow[], request: Partial<SyncRequest>): SyncDecision {
  return decideSync({
    request: syncRequest({ after: 4, ...request }),
    head: toHead(rows),
    stored: new Map(rows.map((row) => [row.id, row])),
    rules: RULES,
    now: NOW,
  });
}

function decided(rows: readonly StoredRow[], request: Partial<SyncRequest>) {
  const decision = decide(rows, request);
  if (decision.kind !== 'decided') throw new Error(`it is ${decision.kind}`);
  return decision;
}

describe('the sequence', () => {
  it.each([
    [3, 'stale'],
    [4, 'decided'],
    [5, 'stale'],
  ])('after %i of 4: %s', (after, kind) => {
    expect(decide([], { after }).kind).toBe(kind);
  });
});

describe('one row', () => {
  it('that is new becomes version 1', () => {
    const { outcomes, writes, answer } = decided([], {
      rows: [{ id: A, cells: TYPED }],
      set: claim([A, TYPED]),
    });
    expect(outcomes).toEqual([{ kind: 'saved', id: A, version: 1, at: NOW }]);
    expect(writes).toHaveLength(1);
    expect(writes[0]?.row).toMatchObject({
      id: A,
      version: 1,
      state: 'active',
      cells: TYPED,
      fingerprint: hashOf(TYPED),
      at: NOW,
    });
    expect(writes[0]?.row.initiative.title).toBe('Quy trình phân loại người bệnh');
    expect(writes[0]?.history).toEqual({
      id: A,
      version: 1,
      kind: 'create',
      at: NOW,
      cells: TYPED,
    });
    expect(answer).toEqual({ index: false, missing: [], resend: [], accepted: [] });
  });

  it('that equals what is stored changes nothing', () => {
    const row = stored(A, { version: 3 });
    const { outcomes, writes, answer } = decided([row], {
      rows: [{ id: A, cells: TYPED }],
      set: claim([A, TYPED]),
    });
    expect(outcomes).toEqual([{ kind: 'unchanged', id: A, version: 3, at: row.at }]);
    expect(writes).toEqual([]);
    expect(answer.index).toBe(false);
  });

  it.each<[string, Partial<StoredRow>, 'edit' | 'revive', TypedCells]>([
    ['edited', {}, 'edit', EDITED],
    ['edited while held', { state: 'held', holdId: 'H3' }, 'edit', EDITED],
    ['back with other content', { state: 'deleted' }, 'revive', EDITED],
    ['back as it was', { state: 'deleted' }, 'revive', TYPED],
  ])('that is %s becomes the next version', (_, state, kind, cells) => {
    const { outcomes, writes } = decided([stored(A, { version: 3, ...state })], {
      rows: [{ id: A, cells }],
      set: claim([A, cells]),
    });
    expect(outcomes).toEqual([{ kind: 'saved', id: A, version: 4, at: NOW }]);
    expect(writes).toHaveLength(1);
    expect(writes[0]?.row).toMatchObject({ version: 4, state: 'active', at: NOW });
    expect(writes[0]?.row).not.toHaveProperty('holdId');
    expect(writes[0]?.history).toEqual({ id: A, version: 4, kind, at: NOW, cells });
  });

  it('that was held and comes back as it was is released without a version', () => {
    const row = stored(A, { version: 3, state: 'held', holdId: 'H3' });
    const other = stored(B, { state: 'held', holdId: 'H3' });
    const { outcomes, writes, answer } = decided([row, other], {
      rows: [{ id: A, cells: TYPED }],
      set: claim([A, TYPED]),
    });
    const { holdId: _, ...released } = row;
    expect(outcomes).toEqual([{ kind: 'unchanged', id: A, version: 3, at: row.at }]);
    expect(writes).toEqual([{ row: { ...released, state: 'active' } }]);
    expect(answer).toMatchObject({ index: false, hold: { id: 'H3', count: 1 } });
  });

  it('that closes the hold leaves none to tell of', () => {
    const row = stored(A, { state: 'held', holdId: 'H3' });
    const { answer } = decided([row], { rows: [{ id: A, cells: TYPED }], set: claim([A, TYPED]) });
    expect(answer).not.toHaveProperty('hold');
  });

  it('keeps a column it does not carry and empties one it carries empty', () => {
    const row = stored(A, { cells: { ...TYPED, note: 'giữ', decision: '12/QĐ' } });
    const { writes } = decided([row], { rows: [{ id: A, cells: { decision: '' } }] });
    expect(writes[0]?.row.cells).toEqual({ ...TYPED, note: 'giữ', decision: '' });
  });

  it('records the warnings it was accepted with', () => {
    const cells = validCells({ benefit: '' });
    const { writes } = decided([], { rows: [{ id: A, cells }], set: claim([A, cells]) });
    expect(writes[0]?.row.warnings).toEqual(['W_EMPTY']);
    expect(writes[0]?.row.initiative.benefit).toEqual({ kind: 'notYet' });
  });
});

describe('one row that is not valid', () => {
  it('is refused with its reason, writes nothing and takes no version', () => {
    const { outcomes, writes, answer } = decided([], {
      rows: [{ id: A, cells: UNDATED }],
      set: claim([A, UNDATED]),
    });
    expect(outcomes).toHaveLength(1);
    expect(outcomes[0]).toMatchObject({ kind: 'rejected', id: A });
    expect(outcomes[0]).not.toHaveProperty('version');
    expect(outcomes[0]?.kind === 'rejected' && outcomes[0].messages[0]).toMatchObject({
      code: 'E_REQUIRED',
      column: 'appliedOn',
    });
    expect(writes).toEqual([]);
    expect(answer.index).toBe(false);
  });

  it.each<[string, Partial<StoredRow>, boolean]>([
    ['active', {}, true],
    ['held', { state: 'held', holdId: 'H3' }, true],
    ['deleted', { state: 'deleted' }, false],
  ])('keeps what is %s, and says which version counts', (_, state, counts) => {
    const { outcomes, writes, answer } = decided([stored(A, { version: 3, ...state })], {
      rows: [{ id: A, cells: UNDATED }],
      set: claim([A, UNDATED]),
    });
    expect(outcomes[0]).toMatchObject(
      counts ? { kind: 'rejected', id: A, version: 3 } : { kind: 'rejected', id: A },
    );
    expect('version' in (outcomes[0] ?? {})).toBe(counts);
    expect(writes).toEqual([]);
    expect(answer.index).toBe(false);
  });

  it('is blank: refused without a message', () => {
    const { outcomes } = decided([], { rows: [{ id: A, cells: { title: ' ' } }] });
    expect(outcomes).toEqual([{ kind: 'rejected', id: A, messages: [] }]);
  });

  it('among good ones holds none of them up', () => {
    const rows = Array.from({ length: 500 }, (_, index) => ({
      id: rowId('BT028', index),
      cells: index === 250 ? UNDATED : TYPED,
    }));
    const { outcomes, writes } = decided([], { rows });
    expect(outcomes.filter(({ kind }) => kind === 'saved')).toHaveLength(499);
    expect(outcomes[250]).toMatchObject({ kind: 'rejected' });
    expect(writes.map(({ row }) => row.id)).not.toContain(rowId('BT028', 250));
  });

  it('is too long only together with what is kept, both sides of the bound', () => {
    const kept = { ...TYPED, description: 'a'.repeat(20_000) };
    const room = MAX_ROW_BYTES - Buffer.byteLength(JSON.stringify({ ...kept, note: '' }));
    const send = (length: number) =>
      decided([stored(A, { cells: kept })], {
        rows: [{ id: A, cells: { note: 'a'.repeat(length) } }],
      }).outcomes[0];
    expect(send(room)).toMatchObject({ kind: 'saved', version: 2 });
    expect(send(room + 1)).toMatchObject({
      kind: 'rejected',
      version: 1,
      messages: [{ code: 'E_TOO_LONG' }],
    });
  });
});

describe('equal rows', () => {
  it('are not refused here: the sheet judges duplicates', () => {
    const { outcomes } = decided([], {
      rows: [
        { id: A, cells: TYPED },
        { id: B, cells: TYPED },
      ],
      set: claim([A, TYPED], [B, TYPED]),
    });
    expect(outcomes.map(({ kind }) => kind)).toEqual(['saved', 'saved']);
  });
});

describe('a claim that differs from the head', () => {
  const row = stored(A);
  it('asks for the index', () => {
    expect(decided([row], { set: EMPTY_SET }).answer.index).toBe(true);
    expect(decided([row], { set: claim([A, TYPED]) }).answer.index).toBe(false);
  });

  it('saves edits of known rows all the same', () => {
    const amended = { ...TYPED, benefit: '3 triệu' };
    const { outcomes, answer } = decided([row, stored(B)], {
      rows: [{ id: A, cells: amended }],
      set: claim([A, amended]),
    });
    expect(outcomes[0]?.kind).toBe('saved');
    expect(answer.index).toBe(true);
  });

  it('saves no new title before the index came, since another row may have taken the id', () => {
    const request = { rows: [{ id: A, cells: EDITED }], set: claim([A, EDITED]) };
    expect(decide([row, stored(B)], request)).toEqual({ kind: 'askIndex' });
  });

  it('saves nothing new before the index came, since the row may have moved', () => {
    expect(decide([row], { rows: [{ id: B, cells: TYPED }], set: claim([B, TYPED]) })).toEqual({
      kind: 'askIndex',
    });
  });

  it('saves new rows where the table has none that could have moved', () => {
    const { outcomes, answer } = decided([], { rows: [{ id: B, cells: TYPED }], set: EMPTY_SET });
    expect(outcomes[0]?.kind).toBe('saved');
    expect(answer.index).toBe(true);
  });
});

describe('a new id with the content of an absent record', () => {
  const send = (rows: readonly StoredRow[], ids: readonly StoredRow['id'][] = [C]) =>
    decided(rows, {
      rows: ids.map((id) => ({ id, cells: TYPED })),
      set: EMPTY_SET,
      index: ids.map((id) => [id, null]),
    });

  it('is that record when it is active: no version, no write', () => {
    const row = stored(A, { version: 3 });
    const { outcomes, writes, answer } = send([row]);
    expect(outcomes).toEqual([{ kind: 'moved', id: C, as: A, version: 3, at: row.at }]);
    expect(writes).toEqual([]);
    expect(answer).toMatchObject({ missing: [], resend: [], accepted: [] });
  });

  it('is that record when it is held: released', () => {
    const row = stored(A, { version: 3, state: 'held', holdId: 'H3' });
    const { outcomes, writes, answer } = send([row]);
    expect(outcomes).toEqual([{ kind: 'moved', id: C, as: A, version: 3, at: row.at }]);
    expect(writes.map(({ row: { state, version }, history }) => [state, version, history])).toEqual(
      [['active', 3, undefined]],
    );
    expect(answer).not.toHaveProperty('hold');
  });

  it('is that record when it is deleted: revived with a version', () => {
    const { outcomes, writes } = send([stored(A, { version: 3, state: 'deleted' })]);
    expect(outcomes).toEqual([{ kind: 'moved', id: C, as: A, version: 4, at: NOW }]);
    expect(writes[0]?.row).toMatchObject({ id: A, version: 4, state: 'active', at: NOW });
    expect(writes[0]?.history).toMatchObject({ id: A, version: 4, kind: 'revive' });
  });

  it('takes an active record before a held one, a held before a deleted', () => {
    const rows = [
      stored(rowId('BT028', 11), { state: 'deleted' }),
      stored(rowId('BT028', 12), { state: 'held', holdId: 'H3' }),
      stored(rowId('BT028', 13)),
    ];
    const ids = [21, 22, 23, 24].map((number) => rowId('BT028', number));
    const { outcomes } = send(rows, ids);
    expect(outcomes.map((one) => (one.kind === 'moved' ? one.as : one.kind))).toEqual([
      rowId('BT028', 13),
      rowId('BT028', 12),
      rowId('BT028', 11),
      'saved',
    ]);
  });

  it('is new while the record’s own row is in the index or in the request', () => {
    const indexed = decided([stored(A)], {
      rows: [{ id: C, cells: TYPED }],
      index: [
        [A, hashOf(TYPED)],
        [C, null],
      ],
    });
    expect(indexed.outcomes).toEqual([{ kind: 'saved', id: C, version: 1, at: NOW }]);
    const sent = decided([stored(A)], {
      rows: [
        { id: A, cells: EDITED },
        { id: C, cells: TYPED },
      ],
      index: [],
    });
    expect(sent.outcomes.map(({ kind }) => kind)).toEqual(['saved', 'saved']);
  });

  it('is new when the content differs', () => {
    const { outcomes } = decided([stored(A, { cells: EDITED })], {
      rows: [{ id: C, cells: TYPED }],
      index: [[C, null]],
    });
    expect(outcomes).toEqual([{ kind: 'saved', id: C, version: 1, at: NOW }]);
  });

  it('without an index may still be a held record, which is surely absent', () => {
    const held = stored(A, { state: 'held', holdId: 'H3' });
    const { outcomes, answer } = decided([held, stored(B, { cells: EDITED })], {
      rows: [{ id: C, cells: TYPED }],
      set: claim([B, EDITED], [C, TYPED]),
    });
    expect(outcomes).toEqual([{ kind: 'moved', id: C, as: A, version: 1, at: held.at }]);
    expect(answer.index).toBe(false);
  });
});

describe('a new id with the title of a record that is missing just now', () => {
  const amended = validCells({ title: TYPED.title ?? '', benefit: '3 triệu' });
  const send = (
    rows: readonly StoredRow[],
    sent: readonly (readonly [StoredRow['id'], TypedCells])[] = [[C, amended]],
  ) =>
    decided(rows, {
      rows: sent.map(([id, cells]) => ({ id, cells })),
      set: EMPTY_SET,
      index: sent.map(([id]) => [id, null]),
    });

  it.each(['active', 'held'] as const)('is an edit of that record: %s', (state) => {
    const record = stored(A, { version: 3, state, ...(state === 'held' ? { holdId: 'H3' } : {}) });
    const { outcomes, writes, answer } = send([record]);
    expect(outcomes).toEqual([{ kind: 'moved', id: C, as: A, version: 4, at: NOW }]);
    expect(writes).toHaveLength(1);
    expect(writes[0]?.row).toMatchObject({ id: A, version: 4, state: 'active', cells: amended });
    expect(writes[0]?.row).not.toHaveProperty('holdId');
    expect(writes[0]?.history).toMatchObject({ id: A, version: 4, kind: 'edit', cells: amended });
    expect(answer).toMatchObject({ missing: [], resend: [] });
  });

  it('is that record also under an id left behind by one that is gone', () => {
    const gone = stored(B, { version: 2, cells: EDITED });
    const { outcomes, writes, answer } = send([stored(A), gone], [[B, amended]]);
    expect(outcomes).toEqual([{ kind: 'moved', id: B, as: A, version: 2, at: NOW }]);
    expect(writes.map(({ row: { id, state, version } }) => [id, state, version])).toEqual([
      [A, 'active', 2],
      [B, 'deleted', 3],
    ]);
    expect(answer.missing).toEqual([{ id: B, kind: 'deleted' }]);
  });

  it('stays under its id while the title is the same there', () => {
    const { outcomes } = send([stored(A), stored(B)], [[B, amended]]);
    expect(outcomes).toMatchObject([{ kind: 'saved', id: B }]);
  });

  it('is new where that record was deleted before', () => {
    const { outcomes } = send([stored(A, { version: 3, state: 'deleted' })]);
    expect(outcomes).toEqual([{ kind: 'saved', id: C, version: 1, at: NOW }]);
  });

  it('leaves the record to the row that has its very content', () => {
    const { outcomes } = send(
      [stored(A, { version: 3 })],
      [
        [B, amended],
        [C, TYPED],
      ],
    );
    expect(outcomes.map((one) => (one.kind === 'moved' ? one.as : one.kind))).toEqual(['saved', A]);
  });

  it('is the one of several that agrees with it in most cells', () => {
    const far = stored(A, { cells: validCells({ title: TYPED.title ?? '', field: 'Khác' }) });
    const { outcomes } = send([far, stored(B)]);
    expect(outcomes).toMatchObject([{ kind: 'moved', as: B }]);
  });

  it('is new where the record has more than the sheet has columns for', () => {
    const { note: _, ...withoutNote } = amended;
    const record = stored(A, { cells: validCells({ title: TYPED.title ?? '', note: 'x' }) });
    const { outcomes } = send([record], [[C, withoutNote]]);
    expect(outcomes).toEqual([{ kind: 'saved', id: C, version: 1, at: NOW }]);
  });
});

describe('the rows a decision needs', () => {
  const rows = [{ id: A, cells: TYPED }];
  const held = { ...toHead([]), hold: { id: 'H3', count: 12 } };
  it.each<[string, Partial<SyncRequest>, UnitHead, 'all' | 'byId']>([
    ['rows alone', { rows }, toHead([]), 'byId'],
    ['an index', { rows, index: [] }, toHead([]), 'all'],
    ['a confirmation', { confirm: 'H3' }, held, 'all'],
    ['new rows while there is a hold', { rows }, held, 'all'],
    ['nothing while there is a hold', {}, held, 'byId'],
  ])('%s', (_, request, head, kind) => {
    expect(planReads(syncRequest(request), head).kind).toBe(kind);
  });

  it('are those of the request', () => {
    expect(planReads(syncRequest({ rows }), toHead([]))).toEqual({ kind: 'byId', ids: [A] });
  });
});
