/** Whatever people do and whatever is lost: once all is quiet, sheet and server agree. */
import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { Deed, Typist } from './paper-deeds.ts';
import { deed, perform } from './paper-deeds.ts';
import { becomeQuiet, checkInvariants } from './paper-invariants.ts';
import type { PaperUnit, RunFault } from './paper-unit.ts';
import { createPaperUnit, runPaper } from './paper-unit.ts';

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
