// The processes of one function: started on demand up to a bound, kept warm, one invocation each.
import { createDeferred, type Deferred } from './deferred.ts';
import {
  FunctionInitError,
  type FunctionProcess,
  type FunctionProcessOptions,
  startFunctionProcess,
} from './function-process.ts';
import type { Invocation, InvocationRefusal, InvocationResult } from './invocation.ts';

export type FunctionPool = {
  /** Starts the first process, so that code that does not load is known at once. */
  warm(virtualNowMs: number | undefined): Promise<void>;
  invoke(invocation: Invocation): Promise<InvocationResult | InvocationRefusal>;
  pids(): readonly number[];
  stop(): Promise<void>;
};

/** Lambda's limit of an event, 6 MiB. */
const maxPayloadBytes = 6 * 1024 * 1024;
/** More than the machine has cores gains nothing; the rest waits its turn. */
const maxProcesses = 4;
const maxQueued = 1_000;

type Slot = { process: FunctionProcess | undefined };
type Options = Omit<FunctionProcessOptions, 'virtualNowMs'>;

export function createFunctionPool(options: Options): FunctionPool {
  const idle: Slot[] = [];
  const queue: Deferred<Slot>[] = [];
  const slots = new Set<Slot>();
  let isStopped = false;

  async function takeSlot(): Promise<Slot | undefined> {
    const free = idle.pop(); // the one used last is the warmest
    if (free !== undefined) return free;
    if (slots.size < maxProcesses) {
      const slot: Slot = { process: undefined };
      slots.add(slot);
      return slot;
    }
    if (queue.length >= maxQueued) return undefined;
    const turn = createDeferred<Slot>();
    queue.push(turn);
    return turn.promise;
  }

  function giveBack(slot: Slot): void {
    const next = queue.shift();
    if (next === undefined) idle.push(slot);
    else next.resolve(slot);
  }

  async function readyProcess(
    slot: Slot,
    virtualNowMs: number | undefined,
  ): Promise<FunctionProcess> {
    if (slot.process?.isUsable()) return slot.process;
    await slot.process?.stop();
    const started = await startFunctionProcess({ ...options, virtualNowMs });
    slot.process = started;
    if (isStopped) await started.stop();
    return started;
  }

  async function runIn(slot: Slot, invocation: Invocation): Promise<InvocationResult> {
    try {
      const process = await readyProcess(slot, invocation.virtualNowMs);
      return await process.invoke(invocation);
    } catch (error) {
      if (!(error instanceof FunctionInitError)) throw error;
      return {
        requestId: invocation.requestId,
        outcome: { kind: 'error', error: error.error },
        logs: error.logs === '' ? [] : error.logs.split('\n'),
        durationMs: 0,
      };
    }
  }

  return {
    async warm(virtualNowMs) {
      const slot = await takeSlot();
      if (slot === undefined) return;
      try {
        await readyProcess(slot, virtualNowMs);
      } finally {
        giveBack(slot);
      }
    },
    async invoke(invocation) {
      if (Buffer.byteLength(invocation.payload) > maxPayloadBytes) {
        return { kind: 'refused', reason: 'too_large' };
      }
      const slot = await takeSlot();
      if (slot === undefined) return { kind: 'refused', reason: 'throttled' };
      try {
        return await runIn(slot, invocation);
      } finally {
        giveBack(slot);
      }
    },
    pids: () => [...slots].flatMap(({ process }) => (process?.isUsable() ? [process.pid] : [])),
    async stop() {
      isStopped = true;
      await Promise.all([...slots].map(({ process }) => process?.stop()));
    },
  };
}
