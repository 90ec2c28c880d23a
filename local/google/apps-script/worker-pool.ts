// Warm worker threads, each running one execution at a time.

import { MessageChannel, Worker } from 'node:worker_threads';
import type { ReplyMessage, StartMessage, WorkerMessage, WorkerSetup } from './messages.ts';
import { readRuntimeSource } from './runtime-source.ts';

/** What a lease holder is told about its execution. */
type WorkerListener = {
  onMessage(message: WorkerMessage): void;
  /** The thread died, or computed longer than it may without a call. */
  onLost(reason: 'crashed' | 'stuck', detail: string): void;
};

export type WorkerLease = {
  start(message: Omit<StartMessage, 'kind' | 'code'>, code: string): void;
  reply(message: ReplyMessage): void;
  /** The execution is over; the thread may run another. */
  release(): void;
  /** Ends the thread at once; not even `finally` blocks of the script run. */
  kill(): void;
};

export type WorkerPool = {
  /** @returns undefined while all are busy */
  lease(listener: WorkerListener): WorkerLease | undefined;
  stop(): Promise<void>;
};

type Thread = {
  readonly worker: Worker;
  readonly reply: (message: ReplyMessage) => void;
  readonly knownCode: Set<string>;
  listener: WorkerListener | undefined;
  /** Looks of the watch since the script computes; undefined while it waits. */
  computingLooks: number | undefined;
};

const WATCH_EVERY_MS = 500;

export function createWorkerPool(options: {
  readonly size: number;
  readonly warm: number;
  /** Real time a script may compute between two calls. */
  readonly stuckAfterMs: number;
}): WorkerPool {
  const threads = new Set<Thread>();
  const idle: Thread[] = [];
  const ending = new Set<Promise<unknown>>();
  for (let count = 0; count < Math.min(options.warm, options.size); count += 1) idle.push(open());

  // Looks, not the clock: while the whole machine stands still, nobody looks and nothing computes.
  const watch = setInterval(() => {
    for (const thread of threads) {
      if (thread.computingLooks === undefined) continue;
      thread.computingLooks += 1;
      if ((thread.computingLooks - 1) * WATCH_EVERY_MS < options.stuckAfterMs) continue;
      const { listener } = thread;
      close(thread);
      listener?.onLost('stuck', '');
    }
  }, WATCH_EVERY_MS);
  watch.unref();

  function open(): Thread {
    const { workerCode, runtimeCode } = readRuntimeSource();
    const { port1, port2 } = new MessageChannel();
    const signal = new SharedArrayBuffer(4);
    const flag = new Int32Array(signal);
    const setup: WorkerSetup = { runtimeCode, signal };
    const worker = new Worker(workerCode, {
      eval: true,
      env: {},
      execArgv: [],
      workerData: { ...setup, replies: port2 },
      transferList: [port2],
    });
    const reply = (message: ReplyMessage): void => {
      port1.postMessage(message);
      Atomics.store(flag, 0, 1);
      Atomics.notify(flag, 0);
    };
    const thread: Thread = {
      worker,
      reply,
      knownCode: new Set(),
      listener: undefined,
      computingLooks: undefined,
    };
    threads.add(thread);
    worker.on('message', (message: WorkerMessage) => {
      thread.computingLooks = undefined;
      thread.listener?.onMessage(message);
    });
    const lost = (detail: string): void => {
      if (!threads.has(thread)) return;
      const { listener } = thread;
      close(thread);
      listener?.onLost('crashed', detail);
    };
    worker.on('error', (error) => lost(error.stack ?? String(error)));
    worker.on('exit', (code) => lost(`exit code ${code}`));
    worker.unref();
    return thread;
  }

  function close(thread: Thread): void {
    threads.delete(thread);
    thread.listener = undefined;
    const at = idle.indexOf(thread);
    if (at >= 0) idle.splice(at, 1);
    const ended = thread.worker.terminate();
    ending.add(ended);
    void ended.finally(() => ending.delete(ended));
  }

  function lease(listener: WorkerListener): WorkerLease | undefined {
    const thread = idle.pop() ?? (threads.size < options.size ? open() : undefined);
    if (thread === undefined) return undefined;
    thread.listener = listener;
    // Only a busy thread keeps the process alive.
    thread.worker.ref();
    return {
      start(message, code) {
        const isKnown = thread.knownCode.has(message.codeKey);
        thread.knownCode.add(message.codeKey);
        thread.computingLooks = 0;
        const start: StartMessage = {
          ...message,
          kind: 'start',
          code: isKnown ? undefined : code,
        };
        thread.worker.postMessage(start);
      },
      reply(message) {
        thread.computingLooks = 0;
        thread.reply(message);
      },
      release() {
        if (!threads.has(thread)) return;
        thread.listener = undefined;
        thread.worker.unref();
        idle.push(thread);
      },
      kill() {
        close(thread);
        if (idle.length === 0 && threads.size < options.size) idle.push(open());
      },
    };
  }

  return {
    lease,
    async stop() {
      clearInterval(watch);
      for (const thread of [...threads]) close(thread);
      await Promise.all(ending);
    },
  };
}
