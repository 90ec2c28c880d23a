/** Takes out one safeguard at a time and looks for the first seed that notices. */
import type { SimulationBundle } from './bundle-simulation.ts';
import { bundleSimulation, removeBundle } from './bundle-simulation.ts';
import { isFailure } from './run-seeds.ts';
import type { Safeguard } from './safeguards.ts';
import type { JobResult } from './simulate.ts';
import type { SimulationRunner } from './simulation-runner.ts';
import { startRunner } from './simulation-runner.ts';

export type Trial =
  | { readonly kind: 'caught'; readonly seed: number; readonly reason: string }
  | { readonly kind: 'missed'; readonly seeds: number };

export type TrialOptions = {
  readonly threads: number;
  readonly actions: number;
  readonly maxSeeds: number;
};

/** The product as it is must pass the seed: what fails anyway has noticed nothing. */
export async function trySafeguard(
  { name, removal }: Safeguard,
  sound: SimulationRunner,
  options: TrialOptions,
): Promise<Trial> {
  const simulation: SimulationBundle = await bundleSimulation(toFileName(name), removal);
  const runner = startRunner({ simulation, threads: options.threads });
  try {
    return await findCatch(runner, sound, options);
  } finally {
    await runner.stop();
    removeBundle(simulation);
  }
}

async function findCatch(
  runner: SimulationRunner,
  sound: SimulationRunner,
  { threads, actions, maxSeeds }: TrialOptions,
): Promise<Trial> {
  for (let from = 1; from <= maxSeeds; from += threads) {
    const count = Math.min(threads, maxSeeds - from + 1);
    const seeds = Array.from({ length: count }, (_, index) => from + index);
    const results = await Promise.all(seeds.map((seed) => runner.run({ seed, actions })));
    for (const result of results) {
      if (!isFailure(result)) continue;
      const { seed } = result;
      if (!isFailure(await sound.run({ seed, actions }))) {
        return { kind: 'caught', seed, reason: describe(result) };
      }
    }
  }
  return { kind: 'missed', seeds: maxSeeds };
}

function describe({ violations, failure }: JobResult): string {
  const [first] = violations;
  return first === undefined ? `${failure}` : `invariant ${first.invariant}: ${first.reason}`;
}

function toFileName(name: string): string {
  return name.replace(/[^a-z]+/gi, '-');
}
