/** One seed from beginning to judgement. */
import { createHash } from 'node:crypto';
import type { WorkerPool } from '../google/apps-script/worker-pool.ts';
import type { Expectations } from '../scenario/expectations.ts';
import type { Step } from '../scenario/scenario-file.ts';
import type { Violation } from './evidence.ts';
import { expectAtRest } from './expect-at-rest.ts';
import { checkInvariants } from './invariants/check-invariants.ts';
import { createPeople } from './people/create-people.ts';
import type { StepSource } from './run-simulation.ts';
import { runSimulation } from './run-simulation.ts';
import type { SimulatedTable } from './simulated-world.ts';
import { startWorld } from './simulated-world.ts';
import type { Template } from './simulation-setup.ts';

export type Job = {
  readonly seed: number;
  readonly actions: number;
  /** Given to repeat a run, or a part of it. */
  readonly steps?: readonly Step[];
};

export type JobResult = {
  readonly seed: number;
  readonly steps: readonly Step[];
  readonly violations: readonly Violation[];
  /** Those of the violations that can be seen at rest, as a scenario says them. */
  readonly expectations: readonly Expectations[];
  /** Equal for two runs that went the same way. */
  readonly traceHash: string;
  /** The simulation itself broke. */
  readonly failure?: string;
};

export async function simulate(
  template: Template,
  { seed, actions, steps }: Job,
  table: SimulatedTable,
  pool?: WorkerPool,
): Promise<JobResult> {
  const world = await startWorld({ template, seed, table, pool });
  const source = steps === undefined ? createPeople(seed, actions) : toSource(steps);
  const result = await runSimulation(world, source);
  const traceHash = createHash('sha256').update(result.trace.join('\n')).digest('hex');
  const violations = checkInvariants(result.evidence);
  const expectations = violations.length === 0 ? [] : expectAtRest(result.evidence, result.steps);
  return { seed, steps: result.steps, violations, expectations, traceHash };
}

function toSource(steps: readonly Step[]): StepSource {
  const rest = [...steps];
  return { next: () => rest.shift() };
}

/** Of a run that came to no end. */
export function toBroken({ seed, steps = [] }: Job, failure: string): JobResult {
  return { seed, steps, violations: [], expectations: [], traceHash: '', failure };
}
