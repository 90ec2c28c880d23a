/** A request decided step by step: what is known before the first row is read, and what is not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TypedCells } from '../../../core/columns.ts';
import type { RowOutcome } from '../../../core/messages/sync-reply.ts';
import type { SyncRequest } from '../../../core/messages/sync-request.ts';
import { decideIdle, isIdle } from '../../../core/sync/decide-idle.ts';
import type { SyncInput } from '../../../core/sync/decide-sync.ts';
import { decideSync, readSent, stepSync } from '../../../core/sync/decide-sync.ts';
import type { SetDigest } from '../../../core/sync/fingerprint.ts';
import {
  addToSet,
  EMPTY_SET,
  equalSets,
  removeFromSet,
  toColumnHashes,
  toFingerprint,
} from '../../../core/sync/fingerprint.ts';
import type { RowWrite, StoredRow } from '../../../core/sync/stored-row.ts';
import { createHead } from '../../../core/unit-head.ts';
import { rowId, storedRow, validCells } from '../../support/stored-rows.ts';
import { syncRequest } from '../../support/sync-request.ts';

const RULES = { period: { from: '2008-01-01', to: '2010-12-31' }, today: '2011-03-31' };

/** Some valid, some not, some with fewer columns than a record may have. */
const CONTENTS: readonly TypedCells[] = [
  validCells({ title: 'Quy trình phân loại người bệnh' }),
  validCells({ title: 'Quy trình phân loại người bệnh tại khoa Khám' }),
  validCells({ title: 'Máy gieo hạt đậu', note: 'giữ lại' }),
  validCells({ title: 'Máy gieo hạt đậu', appliedOn: '' }),
  validCells({ title: 'Tủ sấy cơm dừa', benefit: 'mười triệu rưỡi gì đó' }),
  {},
];
const STATES = ['active', 'held', 'deleted'] as const;

type Plan = {
  readonly stored: readonly (readonly [content: number, state: number])[];
  readonly sent: readonly (readonly [id: number, content: number])[];
  /** Undefined for all that counts and all that is sent. */
  readonly claims: readonly (readonly [id: number, content: number])[] | undefined;
};

const plan: fc.Arbitrary<Plan> = fc.record({
  stored: fc.array(fc.tuple(fc.nat(5), fc.nat(2)), { maxLength: 4 }),
  sent: fc.uniqueArray(fc.tuple(fc.nat(6), fc.nat(5)), { maxLength: 4, selector: ([id]) => id }),
  claims: fc.option(
    fc.uniqueArray(fc.tuple(fc.nat(6), fc.nat(5)), { maxLength: 6, selector: ([id]) => id }),
    { nil: undefined },
  ),
});

function contentOf(number: number): TypedCells {
  return CONTENTS[number] ?? {};
}

function toInput({ stored: kept, sent, claims }: Plan): SyncInput {
  const records = kept.map(([content, state], index) =>
    storedRow(rowId('BT028', index), {
      cells: contentOf(content),
      state: STATES[state] ?? 'active',
      ...(STATES[state] === 'held' ? { holdId: 'H3' } : {}),
    }),
  );
  const heldCount = records.filter(({ state }) => state === 'held').length;
  const head = {
    ...createHead('BT028', 'spreadsheet-of-BT028', 1),
    set: records
      .filter(({ state }) => state === 'active')
      .reduce((set, row) => addToSet(set, row.id, row.fingerprint), EMPTY_SET),
    ...(heldCount === 0 ? {} : { hold: { id: 'H3', count: heldCount } }),
  };
  const stored = new Map(records.map((row) => [row.id, row]));
  const rows = sent.map(([id, content]) => ({
    id: rowId('BT028', id),
    cells: contentOf(content),
  }));
  const onSheet = new Map<string, TypedCells>([
    ...records.filter(({ state }) => state === 'active').map((row) => [row.id, row.cells] as const),
    ...rows.map(({ id, cells }) => [id, { ...stored.get(id)?.cells, ...cells }] as const),
  ]);
  const claimed = claims?.map(([id, content]) => [rowId('BT028', id), contentOf(content)] as const);
  const set = [...(claimed ?? onSheet)].reduce(
    (sum, [id, cells]) => addToSet(sum, id, hashOf(cells)),
    EMPTY_SET,
  );
  const request = syncRequest({ after: 0, rows, set });
  return { request, head, stored, rules: RULES, now: 9 };
}

function hashOf(cells: TypedCells): string {
  return toFingerprint(toColumnHashes(cells));
}

/** What a sheet claims once it has heard these outcomes: its definition, row by row. */
function correctClaim(
  request: SyncRequest,
  outcomes: readonly RowOutcome[],
  stored: ReadonlyMap<string, StoredRow>,
): SetDigest {
  let claimed: SetDigest = request.set;
  request.rows.forEach((row, position) => {
    const outcome = outcomes[position];
    if (outcome === undefined || outcome.kind === 'saved' || outcome.kind === 'unchanged') return;
    const own = stored.get(row.id);
    const fingerprint = hashOf({ ...own?.cells, ...row.cells });
    claimed = removeFromSet(claimed, row.id, fingerprint);
    if (outcome.kind === 'moved') claimed = addToSet(claimed, outcome.as, fingerprint);
    else if (own?.state === 'active') claimed = addToSet(claimed, own.id, own.fingerprint);
  });
  return claimed;
}

/** The head's set once these writes are done. */
function applyToSet({ head, stored }: SyncInput, writes: readonly RowWrite[]): SetDigest {
  let set: SetDigest = head.set;
  for (const { row } of writes) {
    const before = stored.get(row.id);
    if (before?.state === 'active') set = removeFromSet(set, before.id, before.fingerprint);
    if (row.state === 'active') set = addToSet(set, row.id, row.fingerprint);
  }
  return set;
}

describe('whether the sheet holds what the table will hold', () => {
  it('is the same told before the rows are read and counted from what became of them', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(plan, (one) => {
        const input = toInput(one);
        const decision = decideSync(input);
        if (decision.kind !== 'decided') return;
        const { outcomes, writes, answer } = decision;
        const claimed = correctClaim(input.request, outcomes, input.stored);
        const agrees = equalSets(claimed, applyToSet(input, writes));
        expect(answer.index).toBe(!agrees);
        for (const { kind } of outcomes) seen.add(`${kind} ${agrees}`);
      }),
      { numRuns: 2_000, seed: 7 },
    );
    expect([...seen].sort()).toEqual(
      ['moved', 'rejected', 'saved', 'unchanged'].flatMap((kind) => [
        `${kind} false`,
        `${kind} true`,
      ]),
    );
  });

  it('decides first: a row that cannot be read is not reached where an index is asked for', () => {
    const input = toInput({ stored: [[0, 0]], sent: [[5, 1]], claims: [] });
    const unreadable = {
      ...RULES,
      get period(): never {
        throw new Error('a row was read');
      },
    };
    expect(decideSync({ ...input, rules: unreadable })).toEqual({ kind: 'askIndex' });
  });
});

describe('a row read ahead', () => {
  it('is read but once, and decided as any other', () => {
    const input = toInput({
      stored: [],
      sent: [
        [1, 0],
        [2, 3],
      ],
      claims: [],
    });
    const readAhead = readSent(input.request.rows, RULES);
    const unreadable = {
      ...RULES,
      get period(): never {
        throw new Error('it was read again');
      },
    };
    expect(decideSync({ ...input, readAhead, rules: unreadable })).toEqual(decideSync(input));
  });

  it('is read anew where the record keeps what the sheet did not send', () => {
    const kept = toInput({ stored: [[2, 0]], sent: [], claims: [] });
    const { note: _, ...rest } = contentOf(2);
    const sent = [{ id: rowId('BT028', 0), cells: { ...rest, decision: '12/QĐ' } }];
    const input = { ...kept, request: { ...kept.request, rows: sent } };
    const decision = decideSync({ ...input, readAhead: readSent(sent, RULES) });
    expect(decision).toEqual(decideSync(input));
    expect(decision).toMatchObject({ writes: [{ row: { initiative: { note: 'giữ lại' } } }] });
  });
});

it('each write is handed out before the next row is read', () => {
  const input = toInput({
    stored: [],
    sent: [
      [1, 0],
      [2, 1],
    ],
    claims: [],
  });
  const [first, second] = input.request.rows;
  const readAhead = readSent(first === undefined ? [] : [first], RULES);
  const unreadable = {
    ...RULES,
    get period(): never {
      throw new Error('the second was read');
    },
  };
  const steps = stepSync({ ...input, readAhead, rules: unreadable });
  expect(steps.next()).toMatchObject({ done: false, value: { row: { id: first?.id } } });
  expect(second).toBeDefined();
  expect(() => steps.next()).toThrow('the second was read');
});

describe('a request that brings nothing', () => {
  it('is decided as any other, without what reads rows', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(plan, fc.nat(1), (one, after) => {
        const { request, ...input } = toInput({ ...one, sent: [] });
        const idle = { ...request, after };
        expect(isIdle(idle)).toBe(true);
        const decision = decideIdle(idle, input.head);
        expect(decision).toEqual(decideSync({ ...input, request: idle }));
        seen.add(decision.kind === 'decided' ? `decided ${decision.answer.index}` : decision.kind);
      }),
      { numRuns: 300, seed: 7 },
    );
    expect([...seen].sort()).toEqual(['decided false', 'decided true', 'stale']);
  });

  it('has neither rows nor an index', () => {
    const [row] = toInput({ stored: [], sent: [[1, 0]], claims: [] }).request.rows;
    expect(isIdle(syncRequest({ rows: row === undefined ? [] : [row] }))).toBe(false);
    expect(isIdle(syncRequest({ index: [] }))).toBe(false);
  });
});
