/** Whatever people do and whatever is lost: once all is quiet, sheet and server agree. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToAggregates, EMPTY_AGGREGATES } from '../../../core/aggregates.ts';
import { duplicateKey } from '../../../core/near/duplicates.ts';
import { readRow } from '../../../core/reading/read-row.ts';
import { addToSet, EMPTY_SET } from '../../../core/sync/fingerprint.ts';
import { parseReceiptState } from '../../../core/wording/receipts.ts';
import type { Deed, Typist } from './paper-deeds.ts';
import { deed, perform } from './paper-deeds.ts';
import type { PaperRow, PaperUnit, RunFault } from './paper-unit.ts';
import { createPaperUnit, deliverLate, isBlankRow, RULES, runPaper } from './paper-unit.ts';

const RUNS = Number(process.env.PLAYS ?? 300);
const SEED = Number(process.env.PLAY_SEED ?? 20101231);

const request = fc.integer({ min: 1, max: 2 });
const fault: fc.Arbitrary<RunFault> = fc.oneof(
  { weight: 7, arbitrary: fc.constant({ kind: 'none' as const }) },
  fc.record({ kind: fc.constant('loseReply' as const), request }),
  fc.record({ kind: fc.constant('delayRequest' as const), request }),
  fc.record({ kind: fc.constant('repeatRequest' as const), request }),
  fc.record({ kind: fc.constant('commitPart' as const), request, rows: fc.nat(5) }),
  fc.constant({ kind: 'dieBeforeSending' as const }),
  fc.constant({ kind: 'dieBeforeReceipts' as const }),
);

type Step = {
  readonly deeds: readonly Deed[];
  readonly meanwhile: readonly Deed[];
  readonly fault: RunFault;
  readonly confirms: boolean;
};

const step: fc.Arbitrary<Step> = fc.record({
  deeds: fc.array(deed, { minLength: 1, maxLength: 3 }),
  meanwhile: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    fc.array(deed, { minLength: 1, maxLength: 2 }),
  ),
  fault,
  confirms: fc.boolean(),
});

function play(steps: readonly Step[]): PaperUnit {
  const unit = createPaperUnit();
  const [one, other]: readonly Typist[] = [{ last: undefined }, { last: undefined }];
  for (const { deeds, meanwhile, fault, confirms } of steps) {
    for (const done of deeds) perform(unit, one as Typist, done);
    const hold = confirms ? unit.server.head.hold?.id : undefined;
    runPaper(unit, {
      fault,
      meanwhile: () => {
        // Undoing across another's insertions is Google's art, not this test's.
        (one as Typist).last = undefined;
        for (const done of meanwhile) perform(unit, other as Typist, done);
        (other as Typist).last = undefined;
      },
      ...(hold === undefined ? {} : { confirm: hold }),
    });
  }
  return unit;
}

/** Copies refused in one run may be taken in the next; after that nothing may move. */
function becomeQuiet(unit: PaperUnit): void {
  for (let quiet = 0; quiet < 4; quiet += 1) runPaper(unit);
  deliverLate(unit);
  const { seq } = unit.server.head;
  const texts = JSON.stringify(unit.rows);
  const { requests } = unit.server;
  runPaper(unit);
  expect(unit.server.head.seq).toBe(seq);
  expect(JSON.stringify(unit.rows)).toBe(texts);
  expect(unit.server.requests - requests).toBe(1);
}

function listLive(unit: PaperUnit) {
  return [...unit.server.stored.values()].filter((record) => record.state !== 'deleted');
}

function checkRow(unit: PaperUnit, row: PaperRow): void {
  const record = unit.server.stored.get(row.idText);
  const live = record?.state === 'deleted' ? undefined : record;
  const state = parseReceiptState(row.receiptText);
  if (isBlankRow(row)) {
    expect(['none', 'held']).toContain(state);
    if (state === 'held') expect(live?.state).toBe('held');
    return;
  }
  const reading = readRow(row.cells, RULES);
  const claimed = /lần (\d+)/.exec(row.receiptText)?.[1];
  expect(claimed).toBe(live === undefined ? undefined : String(live.version));
  const isDuplicate = row.receiptText.includes('trùng với dòng');
  const expected = reading.kind === 'valid' ? (isDuplicate ? 'rejected' : 'saved') : reading.kind;
  expect(state).toBe(expected);
  if (state === 'saved') expect(live?.cells).toEqual(row.cells);
}

function checkInvariants(unit: PaperUnit): void {
  const { server, rows } = unit;
  for (const row of rows) checkRow(unit, row);
  const live = listLive(unit);
  const held = live.filter((record) => record.state === 'held');
  expect(held.length).toBe(server.head.hold?.count ?? 0);

  const ids = rows.filter((row) => !isBlankRow(row) && row.idText !== '').map((row) => row.idText);
  expect(new Set(ids).size).toBe(ids.length);
  for (const record of live) if (record.state === 'active') expect(ids).toContain(record.id);

  const saved = rows.filter((row) => parseReceiptState(row.receiptText) === 'saved');
  const keys = saved.map(
    (row) => `${row.cells.appliedOn}|${duplicateKey(String(row.cells.title))}`,
  );
  expect(new Set(keys).size).toBe(keys.length);
  checkServer(unit);
}

function checkServer({ server }: PaperUnit): void {
  const versions = new Map<string, number[]>();
  for (const { id, version } of server.history) {
    versions.set(id, [...(versions.get(id) ?? []), version]);
  }
  for (const [id, list] of versions) {
    expect(list).toEqual(list.map((_, index) => index + 1));
    expect(server.stored.get(id)?.version).toBe(list.length);
  }
  let set = EMPTY_SET;
  let aggregates = EMPTY_AGGREGATES;
  for (const record of server.stored.values()) {
    if (record.state === 'active') set = addToSet(set, record.id, record.fingerprint);
    if (record.state !== 'deleted') aggregates = addToAggregates(aggregates, record.initiative);
  }
  expect(server.head.set).toEqual(set);
  expect(server.head.active).toBe(set.n);
  expect(server.head.aggregates).toEqual(aggregates);
}

describe('whatever people do and whatever is lost', () => {
  it('ends quiet with sheet and server agreeing', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const unit = play(steps);
        becomeQuiet(unit);
        checkInvariants(unit);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
