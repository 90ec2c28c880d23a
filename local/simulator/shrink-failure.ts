/** Makes of a failing seed the shortest scenario that fails in the same way. */
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
};

const MAX_TRIES = 150;
/** The number of units depends on the seed's remainder by three. */
const OTHER_SEEDS = [0, 3, 6, 9];

/** @returns undefined when the run does not fail again */
export async function shrinkFailure(
  runner: SimulationRunner,
  failure: JobResult,
): Promise<ShrunkFailure | undefined> {
  const wanted = new Set(failure.violations.map(toKind));
  let found: ShrunkFailure | undefined;
  const fails = async (steps: readonly Step[]): Promise<boolean> => {
    for (const step of OTHER_SEEDS) {
      const seed = (found?.seed ?? failure.seed) + step;
      const { violations } = await runner.run({ seed, actions: 0, steps });
      const same = violations.filter((one) => wanted.has(toKind(one)));
      if (same.length === 0) continue;
      found = { seed, steps, violations: same };
      return true;
    }
    return false;
  };
  if (!(await fails(failure.steps))) return undefined;
  await shrinkSteps({ steps: failure.steps, fails, maxTries: MAX_TRIES });
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
