/**
 * Stands in for the host's pool in simulations: its threads outlive the hosts that use them, and
 * the host's own thread blocks until one of them has something to say.
 */
import { Worker, workerData } from 'node:worker_threads';
import type { StartMessage, WorkerMessage } from '../google/apps-script/messages.ts';
import type { RuntimeSource } from '../google/apps-script/runtime-source.ts';
import type { WorkerLease, WorkerPool } from '../google/apps-script/worker-pool.ts';
import type { Mailbox } from './mailbox.ts';
import { createMailboxMemory, openMailbox } from './mailbox.ts';
import type { ReusingWorkerData } from './reusing-worker.ts';

/** Given to the thread this module runs in, which has no sources to bundle. */
export type SandboxData = { readonly sandbox: RuntimeSource };

type Listener = Parameters<WorkerPool['lease']>[0];

type Thread = {
  readonly toWorker: Mailbox;
  readonly toHost: Mailbox;
  readonly knownCode: Set<string>;
  /** Undefined when idle, or unwinding an execution that was ended. */
  listener: Listener | undefined;
};

const MAX_THREADS = 8;
/** A script that computes longer than this between two calls counts as an endless loop. */
const STUCK_AFTER_MS = 60_000;

const idle: Thread[] = [];
const threads = new Set<Thread>();
const computing = new Set<Thread>();
const doorbell = new SharedArrayBuffer(4);
const rings = new Int32Array(doorbell);
let isListening = false;

/** The same signature as the host's; sizes are this pool's own. */
export function createWorkerPool(): WorkerPool {
  return {
    lease(listener) {
      const thread = idle.pop() ?? (threads.size < MAX_THREADS ? start() : undefined);
      if (thread === undefined) return undefined;
      thread.listener = listener;
      return toLease(thread);
    },
    // The threads stay for the next host.
    stop: () => Promise.resolve(),
  };
}

function toLease(thread: Thread): WorkerLease {
  let hasStarted = false;
  return {
    start(message, code) {
      hasStarted = true;
      const isKnown = thread.knownCode.has(message.codeKey);
      thread.knownCode.add(message.codeKey);
      const toSend: StartMessage = { ...message, kind: 'start', code: isKnown ? undefined : code };
      resume(thread, JSON.stringify(toSend));
    },
    reply: (message) => resume(thread, JSON.stringify(message)),
    release() {
      thread.listener = undefined;
      idle.push(thread);
    },
    kill() {
      thread.listener = undefined;
      // One that never started has nothing to unwind.
      if (hasStarted) resume(thread, undefined);
      else idle.push(thread);
    },
  };
}

/** @param text undefined ends what runs there */
function resume(thread: Thread, text: string | undefined): void {
  computing.add(thread);
  if (text === undefined) thread.toWorker.close();
  else thread.toWorker.put(text);
  if (isListening) return;
  isListening = true;
  queueMicrotask(listen);
}

/** Until every thread waits for something only this thread can give. */
function listen(): void {
  try {
    while (computing.size > 0) {
      const heard = Atomics.load(rings, 0);
      if (takeMessages()) continue;
      if (Atomics.wait(rings, 0, heard, STUCK_AFTER_MS) === 'timed-out') {
        throw new Error('a script computes without end');
      }
    }
  } finally {
    isListening = false;
  }
}

function takeMessages(): boolean {
  let hasTaken = false;
  for (const thread of [...computing]) {
    const text = thread.toHost.take();
    if (text === undefined) continue;
    hasTaken = true;
    computing.delete(thread);
    const message = JSON.parse(text) as WorkerMessage;
    if (thread.listener !== undefined) thread.listener.onMessage(message);
    else if (message.kind === 'finish') idle.push(thread);
  }
  return hasTaken;
}

function start(): Thread {
  const { workerCode, runtimeCode } = (workerData as SandboxData).sandbox;
  const toWorker = createMailboxMemory();
  const toHost = createMailboxMemory();
  const data: ReusingWorkerData = { runtimeCode, toWorker, toHost, doorbell };
  const worker = new Worker(workerCode, { eval: true, env: {}, execArgv: [], workerData: data });
  worker.unref();
  worker.on('error', (error) => {
    throw error;
  });
  const thread: Thread = {
    toWorker: openMailbox(toWorker),
    toHost: openMailbox(toHost),
    knownCode: new Set(),
    listener: undefined,
  };
  threads.add(thread);
  return thread;
}
