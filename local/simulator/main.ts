/** `npm run -s sim -- --seeds A..B [--actions N] [--table memory|dynoxide] [--json OUT]` or `--plants`. */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { build } from '../../scripts/build.ts';
import { bundleSimulation, removeBundle } from './bundle-simulation.ts';
import { describeReproduction, reproduceScenario } from './reproduce-scenario.ts';
import type { SeedFailure } from './run-seeds.ts';
import { runSeeds } from './run-seeds.ts';
import { SAFEGUARDS } from './safeguards.ts';
import type { JobResult } from './simulate.ts';
import { startRunner } from './simulation-runner.ts';
import type { SimulatorArguments } from './simulator-arguments.ts';
import { parseSimulatorArguments, USAGE } from './simulator-arguments.ts';
import { startSimulationTable } from './start-simulation-table.ts';
import type { Trial } from './try-safeguards.ts';
import { trySafeguard } from './try-safeguards.ts';
import { toScenarioText, writeScenario } from './write-scenario.ts';

const ROOT_DIR = resolve(import.meta.dirname, '../..');
const FAILURES_DIR = join(ROOT_DIR, 'dist/simulator/failures');
const MALFORMED = 2;
const MAX_SHRUNK = 3;
const OTHER_SEEDS = 6;
const MAX_TRIAL_SEEDS = 500;
const TRIAL_ACTIONS = 60;
const threads = Math.max(1, availableParallelism());

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const args = parseSimulatorArguments(process.argv.slice(2));
  if (args === undefined) {
    process.stderr.write(`${USAGE}\n`);
    return MALFORMED;
  }
  await build({ print: (line) => process.stderr.write(`${line}\n`) });
  return args.kind === 'plants' ? tryAll() : simulate(args);
}

async function simulate(args: Extract<SimulatorArguments, { kind: 'seeds' }>): Promise<number> {
  const { from, to, actions } = args;
  const table = args.table === 'dynoxide' ? await startSimulationTable() : undefined;
  const simulation = await bundleSimulation('simulation');
  const place = table === undefined ? {} : { table: table.place };
  const runner = startRunner({ simulation, threads, ...place });
  try {
    const { passed, failures, seconds } = await runSeeds({
      runner,
      from,
      to,
      actions,
      now: () => performance.now(),
      maxShrunk: MAX_SHRUNK,
      onFailure: printFailure,
    });
    for (const failure of failures) await printShrunk(failure);
    const seedsPerSecond = (to - from + 1) / seconds;
    if (args.json !== undefined) {
      const report = { ...args, passed, failures, seconds, seedsPerSecond };
      writeFileSync(args.json, `${JSON.stringify(report, undefined, 1)}\n`);
    }
    const speed = `${seconds.toFixed(1)} s, ${seedsPerSecond.toFixed(1)} seeds/s`;
    print(`seeds ${from}..${to}, ${actions} actions, ${args.table}: ${speed}`);
    print(`${passed} passed, ${failures.length} failed`);
    return failures.length === 0 ? 0 : 1;
  } finally {
    await runner.stop();
    await table?.stop();
    removeBundle(simulation);
  }
}

function printFailure({ seed, violations, failure }: JobResult): void {
  if (failure !== undefined) print(`seed ${seed}: ${failure}`);
  for (const { invariant, reason } of violations) {
    print(`seed ${seed}: invariant ${invariant}: ${reason}`);
  }
}

async function printShrunk({ result, shrunk }: SeedFailure): Promise<void> {
  if (shrunk === undefined) return;
  const path = join(FAILURES_DIR, `seed-${result.seed}.jsonl`);
  // Whatever becomes of the trial, the steps are kept.
  writeScenario(path, toScenarioText(shrunk));
  const reproduction = await reproduceScenario(shrunk, { path, otherSeeds: OTHER_SEEDS });
  writeScenario(path, reproduction.text);
  const steps = `${shrunk.steps.length} of ${result.steps.length} steps`;
  const told = describeReproduction(reproduction, relative(process.cwd(), path));
  print(`seed ${result.seed}: ${steps} fail so: ${told}`);
}

async function tryAll(): Promise<number> {
  const simulation = await bundleSimulation('sound');
  const sound = startRunner({ simulation, threads: 1 });
  const options = { threads, actions: TRIAL_ACTIONS, maxSeeds: MAX_TRIAL_SEEDS };
  let missed = 0;
  try {
    for (const safeguard of SAFEGUARDS) {
      const trial = await trySafeguard(safeguard, sound, options);
      if (trial.kind === 'missed') missed += 1;
      print(`${safeguard.name}: ${describeTrial(trial)}`);
    }
  } finally {
    await sound.stop();
    removeBundle(simulation);
  }
  print(`${SAFEGUARDS.length - missed} passed, ${missed} failed`);
  return missed === 0 ? 0 : 1;
}

function describeTrial(trial: Trial): string {
  switch (trial.kind) {
    case 'caught':
      return `caught at seed ${trial.seed} (${trial.reason})`;
    case 'missed':
      return `not caught within ${trial.seeds} seeds`;
  }
}

process.exitCode = await main();
