import { describe, expect, it } from 'vitest';
import type { Expectations } from '../../../local/scenario/expectations.ts';
import type { Step } from '../../../local/scenario/scenario-file.ts';
import { shrinkFailure } from '../../../local/simulator/shrink-failure.ts';
import type { JobResult } from '../../../local/simulator/simulate.ts';
import type { SimulationRunner } from '../../../local/simulator/simulation-runner.ts';

const CAUSE: Step = { do: 'advance', minutes: 1 };
const SEEN: Step = { do: 'advance', minutes: 2 };
const IMPOSSIBLE: Step = { do: 'undo', in: 'BT028' };
const NEEDLESS: readonly Step[] = [3, 4, 5, 6].map((minutes) => ({ do: 'advance', minutes }));
const EXPECTATION: Expectations = { do: 'expect', records: { unit: 'BT028', active: 1 } };

/** Fails with the cause among the steps; what it did can be seen at rest with another one only. */
function judge(seed: number, steps: readonly Step[]): JobResult {
  const done = steps.filter((step) => step !== IMPOSSIBLE);
  return {
    seed,
    steps: done,
    violations: done.includes(CAUSE) ? [{ invariant: 1, reason: `row ${seed} is gone` }] : [],
    expectations: done.includes(CAUSE) && done.includes(SEEN) ? [EXPECTATION] : [],
    traceHash: '',
  };
}

const RUNNER: SimulationRunner = {
  run: async ({ seed, steps = [] }) => judge(seed, steps),
  stop: () => Promise.resolve(),
};

function shrink(steps: readonly Step[]) {
  const failure = { ...judge(1, steps), steps };
  return shrinkFailure(RUNNER, failure, { maxTries: 100, otherSeeds: 0 });
}

describe('shrinkFailure', () => {
  it('keeps the steps without which nobody sees at rest that it failed', async () => {
    const shrunk = await shrink([...NEEDLESS, CAUSE, ...NEEDLESS, SEEN]);
    expect(shrunk).toMatchObject({ steps: [CAUSE, SEEN], expectations: [EXPECTATION] });
  });

  it('shrinks what can never be seen at rest to its cause', async () => {
    const shrunk = await shrink([...NEEDLESS, CAUSE]);
    expect(shrunk).toMatchObject({ steps: [CAUSE], expectations: [] });
  });

  it('leaves out what nobody could do, however few tries there are', async () => {
    const failure = { ...judge(1, [CAUSE, SEEN]), steps: [CAUSE, IMPOSSIBLE, SEEN] };
    const shrunk = await shrinkFailure(RUNNER, failure, { maxTries: 0, otherSeeds: 0 });
    expect(shrunk?.steps).toEqual([CAUSE, SEEN]);
  });

  it('says so when the run does not fail again', async () => {
    const failure = { ...judge(1, [CAUSE]), steps: NEEDLESS };
    expect(await shrinkFailure(RUNNER, failure)).toBeUndefined();
  });
});
