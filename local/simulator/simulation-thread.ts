/** The thread that runs simulations, one after another, as its parent asks for them. */
import { parentPort, workerData } from 'node:worker_threads';
import { parseProgramme } from '../../core/programme.ts';
import type { NewBinding } from '../google/apps-script/script-host.ts';
import { createMemorySimulatedTable } from './memory-simulated-table.ts';
import type { SandboxData } from './reusing-pool.ts';
import type { Job, JobResult } from './simulate.ts';
import { simulate } from './simulate.ts';
import type { SimulatedTable } from './simulated-world.ts';
import type { Template } from './simulation-setup.ts';
import { prepareTemplate } from './simulation-setup.ts';
import type { TablePlace } from './table-simulated-table.ts';
import { openTable } from './table-simulated-table.ts';

export type ThreadData = SandboxData & {
  readonly programme: unknown;
  readonly bundle: NewBinding;
  readonly units: readonly string[];
  /** Undefined keeps everything in memory. */
  readonly table: TablePlace | undefined;
};

const data = workerData as ThreadData;
const programme = parseProgramme('simulation', data.programme);
const openSimulatedTable = data.table === undefined ? undefined : openTable(data.table);
let template: Promise<Template> | undefined;
let runs = 0;

async function run(job: Job): Promise<JobResult> {
  template ??= prepareTemplate({ programme, bundle: data.bundle }, data.units);
  runs += 1;
  const table: SimulatedTable =
    openSimulatedTable?.(`s${job.seed}-${runs}`) ?? createMemorySimulatedTable();
  return simulate(await template, job, table);
}

let last: Promise<unknown> = Promise.resolve();
parentPort?.on('message', (job: Job) => {
  last = last
    .then(() => run(job))
    .catch((error: unknown): JobResult => {
      const failure = error instanceof Error ? String(error.stack) : String(error);
      return { seed: job.seed, steps: job.steps ?? [], violations: [], traceHash: '', failure };
    })
    .then((result) => parentPort?.postMessage(result));
});
