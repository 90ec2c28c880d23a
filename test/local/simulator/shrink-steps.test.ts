import { describe, expect, it } from 'vitest';
import type { SheetAct, Step } from '../../../local/scenario/scenario-file.ts';
import { shrinkSteps } from '../../../local/simulator/shrink-steps.ts';

function undo(unit: string): SheetAct {
  return { do: 'undo', in: unit };
}

function units(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step) => {
    if (step.do === 'together') return step.actions.map((act) => act.in ?? '');
    return 'in' in step ? [step.in ?? ''] : [];
  });
}

describe('shrinkSteps', () => {
  it('keeps only what the failure needs, wherever it stands', async () => {
    const steps = Array.from({ length: 40 }, (_, index) => undo(`U${index}`));
    const needed = ['U3', 'U17', 'U39'];
    const shrunk = await shrinkSteps({
      steps,
      maxTries: 1_000,
      fails: async (some) => needed.every((unit) => units(some).includes(unit)),
    });
    expect(units(shrunk)).toEqual(needed);
  });

  it('drops acts of a together one by one', async () => {
    const steps: readonly Step[] = [{ do: 'together', actions: [undo('A'), undo('B'), undo('C')] }];
    const shrunk = await shrinkSteps({
      steps,
      maxTries: 100,
      fails: async (some) => units(some).includes('B'),
    });
    expect(shrunk).toEqual([{ do: 'together', actions: [undo('B')] }]);
  });

  it('tries no more often than it may', async () => {
    let tries = 0;
    const steps = Array.from({ length: 100 }, (_, index) => undo(`U${index}`));
    const shrunk = await shrinkSteps({
      steps,
      maxTries: 7,
      fails: async () => {
        tries += 1;
        return false;
      },
    });
    expect(tries).toBe(7);
    expect(shrunk).toEqual(steps);
  });
});
