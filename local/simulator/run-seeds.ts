/** Runs a range of seeds and tells of each that fails. */
import type { ShrunkFailure } from './shrink-failure.ts';
import { shrinkFailure } from './shrink-failure.ts';
import type { JobResult } from './simulate.ts';
import type { SimulationRunner } from './simulation-runner.ts';

export type SeedsReport = {
  readonly passed: number;
  readonly failures: readonly SeedFailure[];
  readonly seconds: number;
};

export type SeedFailure = {
  readonly result: JobResult;
  readonly shrunk?: ShrunkFailure;
};

export type SeedsOptions = {
  readonly runner: SimulationRunner;
  readonly from: number;
  readonly to: number;
  readonly actions: number;
  /** Milliseconds of a clock that only grows. */
  readonly now: () => number;
  readonly onFailure: (result: JobResult) => void;
  /** So many failures are shrunk, each of another kind. */
  readonly maxShrunk: number;
};

export async function runSeeds(options: SeedsOptions): Promise<SeedsReport> {
  const { runner, from, to, actions, now } = options;
  const startedAt = now();
  const failed: JobResult[] = [];
  const seeds = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  await Promise.all(
    seeds.map(async (seed) => {
      const result = await runner.run({ seed, actions });
      if (!isFailure(result)) return;
      failed.push(result);
      options.onFailure(result);
    }),
  );
  const seconds = (now() - startedAt) / 1000;
  failed.sort((one, other) => one.seed - other.seed);
  const failures: SeedFailure[] = [];
  for (const [index, result] of failed.entries()) {
    const isShrunk = index < options.maxShrunk && result.failure === undefined;
    const shrunk = isShrunk ? await shrinkFailure(runner, result) : undefined;
    failures.push({ result, ...(shrunk === undefined ? {} : { shrunk }) });
  }
  return { passed: seeds.length - failed.length, failures, seconds };
}

export function isFailure({ violations, failure }: JobResult): boolean {
  return violations.length > 0 || failure !== undefined;
}
