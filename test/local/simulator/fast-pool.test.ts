import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseProgramme } from '../../../core/programme.ts';
import type { SimulationBundle } from '../../../local/simulator/bundle-simulation.ts';
import { bundleSimulation, removeBundle } from '../../../local/simulator/bundle-simulation.ts';
import { createMemorySimulatedTable } from '../../../local/simulator/memory-simulated-table.ts';
import { simulate } from '../../../local/simulator/simulate.ts';
import { PROGRAMME, startRunner, UNITS } from '../../../local/simulator/simulation-runner.ts';
import { prepareTemplate } from '../../../local/simulator/simulation-setup.ts';
import { build } from '../../../scripts/build.ts';

const TEST_TIMEOUT_MS = 240_000;
let simulation: SimulationBundle;

beforeAll(async () => {
  await build({ print: () => {} });
  simulation = await bundleSimulation(`test-pool-${process.pid}`);
}, TEST_TIMEOUT_MS);

afterAll(() => removeBundle(simulation));

it(
  'the shared threads of simulations tell the same story as a fresh context each time',
  async () => {
    const path = resolve(import.meta.dirname, `../../../dist/programmes/${PROGRAMME}.json`);
    const programme = parseProgramme(path, JSON.parse(readFileSync(path, 'utf8')));
    const template = await prepareTemplate({ programme, bundle: simulation.bundle }, UNITS);
    // Several executions at once, some of them killed.
    const job = { seed: 25, actions: 20 };
    const slow = await simulate(template, job, createMemorySimulatedTable());
    const runner = startRunner({ simulation, threads: 1 });
    try {
      expect(await runner.run(job)).toEqual(slow);
    } finally {
      await runner.stop();
    }
  },
  TEST_TIMEOUT_MS,
);
