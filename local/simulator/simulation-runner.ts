/** Gives seeds to threads that simulate them, and takes their results. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SimulationBundle } from './bundle-simulation.ts';
import type { Job, JobResult } from './simulate.ts';
import { toBroken } from './simulate.ts';
import type { ThreadData } from './simulation-thread.ts';
import type { TablePlace } from './table-simulated-table.ts';

export type SimulationRunner = {
  run(job: Job): Promise<JobResult>;
  stop(): Promise<void>;
};

export type RunnerOptions = {
  readonly simulation: SimulationBundle;
  readonly threads: number;
  readonly table?: TablePlace;
};

const ROOT_DIR = resolve(import.meta.dirname, '../..');
export const PROGRAMME = 'ben-tre';
export const UNITS = ['BT028', 'BT001', 'BT007'];
/** Much longer than any run: one that hangs is a failure too. */
const HANGS_AFTER_MS = 180_000;

/** Nearly everything a run makes is short-lived: room for it spares most collections. */
const LIMITS = { maxYoungGenerationSizeMb: 96 };

type Thread = { worker: Worker; busy: boolean };
type Waiting = { readonly job: Job; readonly resolve: (result: JobResult) => void };

export function startRunner({ simulation, threads, table }: RunnerOptions): SimulationRunner {
  const data: ThreadData = {
    runtimeCode: simulation.runtimeCode,
    bundle: simulation.bundle,
    programme: JSON.parse(
      readFileSync(join(ROOT_DIR, `dist/programmes/${PROGRAMME}.json`), 'utf8'),
    ),
    units: UNITS,
    table,
  };
  const open = () => new Worker(simulation.path, { workerData: data, resourceLimits: LIMITS });
  const all: Thread[] = Array.from({ length: threads }, () => ({ worker: open(), busy: false }));
  const queue: Waiting[] = [];

  function dispatch(): void {
    for (const thread of all) {
      const next = thread.busy ? undefined : queue.shift();
      if (next !== undefined) perform(thread, next);
    }
  }

  function perform(thread: Thread, { job, resolve }: Waiting): void {
    thread.busy = true;
    const finish = (result: JobResult): void => {
      clearTimeout(timer);
      thread.worker.off('message', finish);
      thread.worker.off('error', onError);
      thread.busy = false;
      resolve(result);
      dispatch();
    };
    const onError = (error: Error): void => fail(String(error.stack));
    const fail = (failure: string): void => {
      void thread.worker.terminate();
      thread.worker.off('error', onError);
      thread.worker = open();
      finish(toBroken(job, failure));
    };
    const timer = setTimeout(() => fail('the run hangs'), HANGS_AFTER_MS);
    thread.worker.once('message', finish);
    thread.worker.once('error', onError);
    thread.worker.postMessage(job);
  }

  return {
    run: (job) =>
      new Promise((resolve) => {
        queue.push({ job, resolve });
        dispatch();
      }),
    async stop() {
      await Promise.all(all.map(({ worker }) => worker.terminate()));
    },
  };
}
