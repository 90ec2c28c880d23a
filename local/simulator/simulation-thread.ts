/** The thread that runs simulations, one after another, as its parent asks for them. */
import { parentPort, workerData } from 'node:worker_threads';
import { parseProgramme } from '../../core/programme.ts';
import type { NewBinding } from '../google/apps-script/script-host.ts';
import { createMemorySimulatedTable } from './memory-simulated-table.ts';
import { createScriptPool } from './script-pool.ts';
import type { Job, JobResult } from './simulate.ts';
import { simulate, toBroken } from './simulate.ts';
import type { SimulatedTable } from './simulated-world.ts';
import type { Template } from './simulation-setup.ts';
import { prepareTemplate } from './simulation-setup.ts';
import type { TablePlace } from './table-simulated-table.ts';
import { openTable } from './table-simulated-table.ts';

export type ThreadData = {
  /** Sets a script's context up: an expression whose value is the function that does. */
  readonly runtimeCode: string;
  readonly programme: unknown;
  readonly bundle: NewBinding;
  readonly units: readonly string[];
  /** Undefined keeps everything in memory. */
  readonly table: TablePlace | undefined;
};

const data = workerData as ThreadData;
const programme = parseProgramme('simulation', data.programme);
const openSimulatedTable = data.table === undefined ? undefined : openTable(data.table);
const pool = createScriptPool(data.runtimeCode);
let template: Promise<Template> | undefined;
let runs = 0;

async function run(job: Job): Promise<JobResult> {
  template ??= prepareTemplate({ programme, bundle: data.bundle }, data.units, pool);
  runs += 1;
  const table: SimulatedTable =
    openSimulatedTable?.(`s${job.seed}-${runs}`) ?? createMemorySimulatedTable();
  return simulate(await template, job, table, pool);
}

async function tell(job: Job): Promise<void> {
  const result = await run(job).catch((error: unknown): JobResult => {
    const failure = error instanceof Error ? String(error.stack) : String(error);
    return toBroken(job, failure);
  });
  parentPort?.postMessage(result);
}

// The parent asks for one run at a time. A real table answers only while nothing blocks here.
parentPort?.on('message', (job: Job) => {
  void (openSimulatedTable === undefined ? pool.finish(() => tell(job)) : tell(job));
});
