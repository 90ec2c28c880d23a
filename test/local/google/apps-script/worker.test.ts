/** The thread a script runs in, spoken to as the pool does. */
import { setImmediate } from 'node:timers/promises';
import { MessageChannel, Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import type { WorkerMessage } from '../../../../local/google/apps-script/messages.ts';
import { readRuntimeSource } from '../../../../local/google/apps-script/runtime-source.ts';

const workers: Worker[] = [];
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
});

function openWorker(code: string) {
  const { workerCode, runtimeCode } = readRuntimeSource();
  const { port1, port2 } = new MessageChannel();
  const signal = new SharedArrayBuffer(4);
  const worker = new Worker(workerCode, {
    eval: true,
    workerData: { runtimeCode, signal, replies: port2 },
    transferList: [port2],
  });
  workers.push(worker);
  const arrived: WorkerMessage[] = [];
  worker.on('message', (message: WorkerMessage) => arrived.push(message));
  const setup = {
    functionName: 'main',
    event: { kind: 'none' },
    spreadsheetId: 's',
    scriptId: 'p',
    scriptTimeZone: 'Asia/Ho_Chi_Minh',
    randomSeed: 1,
    uuidSeed: 'u',
  };
  worker.postMessage({ kind: 'start', setup, codeKey: 'k', code, nowMs: 0, live: false });
  return {
    flag: new Int32Array(signal),
    answer(value: unknown) {
      port1.postMessage({ answerJson: JSON.stringify({ kind: 'value', value }), nowMs: 0 });
    },
    async next(): Promise<WorkerMessage> {
      for (;;) {
        const message = arrived.shift();
        if (message !== undefined) return message;
        await setImmediate();
      }
    },
  };
}

test('a call waits for its answer, also when the wake-up of an earlier one comes late', async () => {
  const { flag, answer, next } = openWorker(
    'function main() { return SpreadsheetApp.getActive().getName(); }',
  );
  expect(await next()).toMatchObject({ kind: 'call', name: 'Spreadsheet.getName' });
  // The thread that answers may be held up between setting the flag and waking who waits for it.
  while (Atomics.notify(flag, 0) === 0) await setImmediate();
  answer('Đơn vị');
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
  expect(await next()).toMatchObject({ kind: 'finish', returned: '"Đơn vị"', error: undefined });
});
