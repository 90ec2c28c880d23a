/** Whatever people do while their script is dead, dying or alive: sweeps double and lose nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateKey } from '../../../core/near/duplicates.ts';
import { readRow } from '../../../core/reading/read-row.ts';
import type { Deed, Typist } from '../sync/paper-deeds.ts';
import { deed, perform } from '../sync/paper-deeds.ts';
import { becomeQuiet, checkInvariants, checkServer } from '../sync/paper-invariants.ts';
import type { PaperUnit, RunFault } from '../sync/paper-unit.ts';
import { createPaperUnit, RULES, runPaper } from '../sync/paper-unit.ts';
import { beginSweep, finishSweep, sweepPaper } from './paper-sweep.ts';

const RUNS = Number(process.env.PLAYS ?? 150);
const SEED = Number(process.env.PLAY_SEED ?? 20101231);

const request = fc.integer({ min: 1, max: 2 });
const fault: fc.Arbitrary<RunFault> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ kind: 'none' as const }) },
  fc.record({ kind: fc.constant('loseReply' as const), request }),
  fc.record({ kind: fc.constant('delayRequest' as const), request }),
  fc.record({ kind: fc.constant('commitPart' as const), request, rows: fc.nat(5) }),
  fc.constant({ kind: 'dieBeforeSending' as const }),
  fc.constant({ kind: 'dieBeforeReceipts' as const }),
);

/** When the server reads the sheet itself, in a step in which the script may or may not run. */
const sweep = fc.constantFrom('none', 'instead', 'before', 'meanwhile', 'around', 'after');

type Step = {
  readonly deeds: readonly Deed[];
  readonly meanwhile: readonly Deed[];
  readonly fault: RunFault;
  readonly sweep: 'none' | 'instead' | 'before' | 'meanwhile' | 'around' | 'after';
};

const step: fc.Arbitrary<Step> = fc.record({
  deeds: fc.array(deed, { minLength: 1, maxLength: 3 }),
  meanwhile: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    fc.array(deed, { minLength: 1, maxLength: 2 }),
  ),
  fault,
  sweep: sweep as fc.Arbitrary<Step['sweep']>,
});

function play(steps: readonly Step[]): PaperUnit {
  const unit = createPaperUnit();
  const typist: Typist = { last: undefined };
  for (const one of steps) playStep(unit, typist, one);
  return unit;
}

function playStep(unit: PaperUnit, typist: Typist, { deeds, meanwhile, ...one }: Step): void {
  for (const done of deeds) perform(unit, typist, done);
  if (one.sweep === 'instead') {
    sweepPaper(unit);
    return;
  }
  if (one.sweep === 'before') sweepPaper(unit);
  // Begun before the run and over after it: whatever the run did, this sweep must not undo.
  const around = one.sweep === 'around' ? beginSweep(unit) : undefined;
  runPaper(unit, {
    fault: one.fault,
    meanwhile: () => {
      typist.last = undefined;
      for (const done of meanwhile) perform(unit, typist, done);
      typist.last = undefined;
      if (one.sweep === 'meanwhile') sweepPaper(unit);
    },
  });
  if (around !== undefined) finishSweep(unit, around);
  if (one.sweep === 'after') sweepPaper(unit);
}

/** Each initiative that stands on the sheet once has one record that says the same. */
function checkSwept(unit: PaperUnit): void {
  const active = [...unit.server.stored.values()].filter(({ state }) => state !== 'deleted');
  const valid = unit.rows.filter(({ cells }) => readRow(cells, RULES).kind === 'valid');
  const places = new Set(
    valid.map(({ cells }) => `${cells.appliedOn}|${duplicateKey(String(cells.title))}`),
  );
  for (const place of places) {
    const standing = valid.filter(
      ({ cells }) => place === `${cells.appliedOn}|${duplicateKey(String(cells.title))}`,
    );
    const texts = new Set(standing.map(({ cells }) => JSON.stringify(cells)));
    const records = active.filter(({ cells }) => texts.has(JSON.stringify(cells)));
    const isCountedElsewhere = active.some(
      ({ cells }) => place === `${cells.appliedOn}|${duplicateKey(String(cells.title))}`,
    );
    expect(records.length).toBeLessThanOrEqual(1);
    expect(isCountedElsewhere).toBe(true);
  }
  checkServer(unit);
}

describe('whatever people do, and whenever the server reads their sheet itself', () => {
  it('ends quiet with sheet and server agreeing once the script runs again', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const unit = play(steps);
        becomeQuiet(unit);
        checkInvariants(unit, { mayLag: true });
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('records what stands there while the script is dead, and nothing twice', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 6 }),
        fc.array(deed, { minLength: 1, maxLength: 6 }),
        (steps, deeds) => {
          const unit = play(steps);
          const typist: Typist = { last: undefined };
          for (const done of deeds) perform(unit, typist, done);
          if (sweepPaper(unit).kind !== 'swept') return;
          // Copies refused in one sweep may be taken in the next.
          for (let count = 0; count < 3; count += 1) sweepPaper(unit);
          checkSwept(unit);
          expect(sweepPaper(unit)).toMatchObject({ kind: 'swept', writes: 0 });
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
