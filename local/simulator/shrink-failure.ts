/** Makes of a failing seed the shortest scenario that fails in the same way. */
import type { Expectations } from '../scenario/expectations.ts';
import type { Step } from '../scenario/scenario-file.ts';
import type { Violation } from './evidence.ts';
import { shrinkSteps } from './shrink-steps.ts';
import type { JobResult } from './simulate.ts';
import type { SimulationRunner } from './simulation-runner.ts';

export type ShrunkFailure = {
  /** Of the interleaving; with fewer steps another one may be needed. */
  readonly seed: number;
  readonly steps: readonly Step[];
  readonly violations: readonly Violation[];
  /** Empty where the failure cannot be seen at rest. */
  readonly expectations: readonly Expectations[];
};

export type ShrinkLimits = {
  readonly maxTries: number;
  /** Other interleavings tried of the same steps, each by another seed. */
  readonly otherSeeds: number;
};

const USUAL_LIMITS: ShrinkLimits = { maxTries: 150, otherSeeds: 3 };
/** The number of units depends on the seed's remainder by three. */
const SEED_STEP = 3;

/** @returns undefined when the run does not fail again */
export async function shrinkFailure(
  runner: SimulationRunner,
  failure: JobResult,
  { maxTries, otherSeeds }: ShrinkLimits = USUAL_LIMITS,
): Promise<ShrunkFailure | undefined> {
  const wanted = new Set(failure.violations.map(toKind));
  let found: ShrunkFailure | undefined;
  let done: readonly Step[] = [];
  const fails = async (steps: readonly Step[]): Promise<boolean> => {
    const first = found?.seed ?? failure.seed;
    for (let other = 0; other <= otherSeeds; other += 1) {
      const seed = first + other * SEED_STEP;
      const result = await runner.run({ seed, actions: 0, steps });
      const { violations, expectations } = result;
      const same = violations.filter((one) => wanted.has(toKind(one)));
      if (same.length === 0) continue;
      // What can be seen at rest is worth more steps than what nobody sees any more.
      if (failure.expectations.length > 0 && expectations.length === 0) continue;
      found = { seed, steps, violations: same, expectations };
      done = result.steps;
      return true;
    }
    return false;
  };
  if (!(await fails(failure.steps))) return undefined;
  await shrinkSteps({ steps: failure.steps, fails, maxTries });
  // A scenario stops where nobody could do a step; the simulation left it out.
  await fails(done);
  return found;
}

/** What is wrong, without ids, numbers and titles. */
export function toKind({ invariant, reason }: Violation): string {
  const words = reason
    .replace(/\b[A-Z]{2}\d+-\w+/g, 'id')
    .replace(/«.*?»/gs, '«»')
    .replace(/\d+/g, '#');
  return `${invariant} ${words}`;
}
