import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runScenario } from '../../../local/scenario/run-scenario.ts';
import { parseScenario } from '../../../local/scenario/scenario-file.ts';
import type { SimulationBundle } from '../../../local/simulator/bundle-simulation.ts';
import { bundleSimulation, removeBundle } from '../../../local/simulator/bundle-simulation.ts';
import { reproduceScenario } from '../../../local/simulator/reproduce-scenario.ts';
import { runSeeds } from '../../../local/simulator/run-seeds.ts';
import { SAFEGUARDS } from '../../../local/simulator/safeguards.ts';
import { shrinkFailure } from '../../../local/simulator/shrink-failure.ts';
import type { JobResult } from '../../../local/simulator/simulate.ts';
import type { SimulationRunner } from '../../../local/simulator/simulation-runner.ts';
import { startRunner } from '../../../local/simulator/simulation-runner.ts';
import { startSimulationTable } from '../../../local/simulator/start-simulation-table.ts';
import { build } from '../../../scripts/build.ts';

/** Hundreds of runs, also on a machine that is busy with other things. */
const TEST_TIMEOUT_MS = 600_000;
const quiet = () => {};

let simulation: SimulationBundle;
let runner: SimulationRunner;

beforeAll(async () => {
  await build({ print: quiet });
  simulation = await bundleSimulation(`test-${process.pid}`);
  runner = startRunner({ simulation, threads: availableParallelism() });
}, TEST_TIMEOUT_MS);

afterAll(async () => {
  await runner.stop();
  removeBundle(simulation);
});

describe('the simulator', () => {
  it(
    'finds nothing wrong in two hundred seeds',
    async () => {
      const report = await runSeeds({
        runner,
        from: 1,
        to: 200,
        actions: 30,
        now: () => 0,
        onFailure: quiet,
        maxShrunk: 1,
      });
      const reasons = report.failures.map(({ result, shrunk }) => ({ ...result, shrunk }));
      expect(reasons).toEqual([]);
      expect(report.passed).toBe(200);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'goes the same way for the same seed, whatever ran before, and for the steps it printed',
    async () => {
      const first = await runner.run({ seed: 3, actions: 30 });
      const other = await runner.run({ seed: 4, actions: 10 });
      const again = await runner.run({ seed: 3, actions: 30 });
      const replayed = await runner.run({ seed: 3, actions: 0, steps: first.steps });
      expect(first.steps.length).toBeGreaterThanOrEqual(20);
      expect(again).toEqual(first);
      expect(replayed).toEqual(first);
      expect(other.traceHash).not.toBe(first.traceHash);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'passes on the real table server too',
    async () => {
      const table = await startSimulationTable();
      const real = startRunner({ simulation, threads: 1, table: table.place });
      try {
        const result = await real.run({ seed: 2, actions: 20 });
        const inMemory = await runner.run({ seed: 2, actions: 20 });
        expect(result).toEqual(inMemory);
        expect(result.violations).toEqual([]);
      } finally {
        await real.stop();
        await table.stop();
      }
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'catches a safeguard that was taken out and shrinks the run to a scenario that shows it',
    async () => {
      const safeguard = SAFEGUARDS.find(({ name }) => name === '? mark before sending');
      const broken = await bundleSimulation(`test-broken-${process.pid}`, safeguard?.removal);
      const trial = startRunner({ simulation: broken, threads: 1 });
      try {
        const failure = await findFailure(trial);
        const shrunk = await shrinkFailure(trial, failure, { maxTries: 25, otherSeeds: 0 });
        if (shrunk === undefined) throw new Error('the failure does not repeat');
        expect(shrunk.steps.length).toBeLessThan(failure.steps.length / 2);
        const sound = await runner.run({ seed: shrunk.seed, actions: 0, steps: shrunk.steps });
        expect(sound.violations).toEqual([]);
        const scenario = { path: 'none.jsonl', otherSeeds: OTHER_SEEDS };
        const { bundle } = broken;
        const reproduction = await reproduceScenario(shrunk, { ...scenario, bundle });
        expect(reproduction.kind).toBe('reproduced');
        expect(reproduction.text).toMatch(/^\/\/ invariant \d: /);
        // The same lines hold of the product as it is.
        const file = parseScenario(reproduction.text);
        if (file.kind === 'malformed') throw new Error(`line ${file.lineNumber}: ${file.reason}`);
        const result = await runScenario({ file, path: scenario.path });
        expect(result).toMatchObject({ kind: 'finished', failures: [] });
        expect(result).toHaveProperty('passed', shrunk.expectations.length);
      } finally {
        await trial.stop();
        removeBundle(broken);
      }
    },
    TEST_TIMEOUT_MS,
  );
});

const OTHER_SEEDS = 6;
const MAX_TRIAL_SEEDS = 20;

/** One that can be seen when the run is over. */
async function findFailure(trial: SimulationRunner): Promise<JobResult> {
  for (let seed = 1; seed <= MAX_TRIAL_SEEDS; seed += 1) {
    const result = await trial.run({ seed, actions: 40 });
    if (result.expectations.length > 0) return result;
  }
  throw new Error(`${MAX_TRIAL_SEEDS} seeds noticed nothing`);
}
