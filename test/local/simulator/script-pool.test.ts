import { Buffer } from 'node:buffer';
import { afterEach, describe, expect, test } from 'vitest';
import type { ExecutionLog } from '../../../local/google/apps-script/execution.ts';
import type { ScriptFetch } from '../../../local/google/apps-script/fetch-transport.ts';
import { readRuntimeSource } from '../../../local/google/apps-script/runtime-source.ts';
import type { ScriptHostOptions } from '../../../local/google/apps-script/script-host.ts';
import { createScriptPool } from '../../../local/simulator/script-pool.ts';
import { closeWorlds, EDITOR, openWorld, UNIT } from '../google/apps-script/script-world.ts';

afterEach(closeWorlds);

/** Wherever an order shows: values, locks refused, answers, clocks, random numbers, errors. */
const BUSY = `
var started = [];
function main() {
  var sheet = SpreadsheetApp.getActive().getSheets()[0];
  var lock = LockService.getDocumentLock();
  var seen = [new Date().getTime(), Math.random(), Utilities.getUuid()];
  for (var i = 0; i < 4; i += 1) {
    var cell = sheet.getRange('A1');
    cell.setValue(Number(cell.getValue()) + 1);
    if (lock.tryLock(50)) {
      seen.push(UrlFetchApp.fetch('http://127.0.0.1/' + i).getContentText());
      lock.releaseLock();
    } else seen.push('refused');
    console.log(i);
  }
  seen.push(new Date().getTime());
  return seen;
}
function second() { try { return main(); } finally { SpreadsheetApp.flush(); } }
function third() { SpreadsheetApp.getActive().getSheets()[0].getRange('B1').setValue(1); throw new Error('on purpose'); }
`;

type Played = { readonly trace: readonly string[]; readonly logs: readonly ExecutionLog[] };

const settled: ScriptFetch = async ({ url }) => ({
  kind: 'response',
  status: 200,
  headers: {},
  body: Buffer.from(url),
});

/** Answers only when the process has time for the world outside. */
const remote: ScriptFetch = async (request) => {
  await new Promise((resolve) => setImmediate(resolve));
  return settled(request);
};

async function play(options: Partial<ScriptHostOptions>, code = BUSY): Promise<Played> {
  const trace: string[] = [];
  const starts = { count: 0 };
  const world = await openWorld(code, {
    workers: 8,
    fetch: settled,
    onCall: ({ executionId, name }) => trace.push(`${executionId} ${name}`),
    triggerFault() {
      starts.count += 1;
      return starts.count === 4 ? { kind: 'kill', afterCalls: 9 } : undefined;
    },
    ...options,
  });
  const logs: Promise<ExecutionLog>[] = [];
  await world.host.runTogether(
    ['main', 'second', 'main', 'third', 'main'].map((label) => () => {
      logs.push(world.host.menu(UNIT, { user: EDITOR, label }));
    }),
  );
  return { trace, logs: await Promise.all(logs) };
}

const openPool = () => createScriptPool(readRuntimeSource().runtimeCode);

/** In a task of its own, as it has to be. */
function finish<Result>(
  pool: ReturnType<typeof openPool>,
  work: () => Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        pool.finish(work).then(resolve, reject);
      } catch (error) {
        reject(error);
      }
    });
  });
}

const withoutStacks = ({ trace, logs }: Played) => ({
  trace,
  logs: logs.map(({ error, ...log }) => ({ ...log, error: error?.message })),
});

describe('scripts on one stack', () => {
  test('do what they do on threads of their own, whatever the seed', async () => {
    const pool = openPool();
    const traces = new Set<string>();
    for (let seed = 1; seed <= 5; seed += 1) {
      const onThreads = withoutStacks(await play({ seed }));
      const onStack = withoutStacks(await finish(pool, () => play({ seed, pool })));
      expect(onStack).toEqual(onThreads);
      traces.add(onStack.trace.join('\n'));
      const texts = onStack.logs.map(({ returned }) => returned ?? '');
      expect(onStack.logs.map(({ outcome }) => outcome)).toContain('killed');
      expect(texts.join()).toContain('http://127.0.0.1/3');
      expect(texts.join()).toContain('refused');
    }
    expect(traces.size).toBe(5);
  });

  test('do the same while nothing blocks and answers come from outside', async () => {
    const pool = openPool();
    const onStack = withoutStacks(await play({ seed: 2, fetch: remote, pool }));
    expect(onStack).toEqual(withoutStacks(await play({ seed: 2, fetch: remote })));
  });

  test('do not see what another execution keeps in its services', async () => {
    const code = `
      function main() {
        var cell = SpreadsheetApp.getActive().getSheets()[0].getRange('A1');
        for (var i = 0; i < 5; i += 1) cell.getValue();
        return [typeof Browser, new Date(2011, 2, 31).getHours(), new Date() instanceof Date];
      }
      function second() { return main(); }
      function third() { return main(); }
    `;
    const pool = openPool();
    const { logs } = await finish(pool, () => play({ pool, triggerFault: () => undefined }, code));
    for (const { returned } of logs) expect(returned).toBe('["object",0,true]');
  });

  test('are refused aloud when a script, taken up again, calls something else', async () => {
    const code = `
      var begun = 0;
      function main() {
        begun += 1;
        var sheet = SpreadsheetApp.getActive().getSheets()[0];
        for (var i = 0; i < 6; i += 1) sheet.getRange(begun, i + 1).getValue();
      }
      function second() { try { main(); } catch (error) { main(); } }
      function third() { second(); }
    `;
    const pool = openPool();
    await expect(finish(pool, () => play({ pool }, code))).rejects.toThrow(
      /taken up again, a script called/,
    );
  });

  test('do not wait without end for an answer that needs the world outside', async () => {
    const pool = openPool();
    await expect(finish(pool, () => play({ pool, fetch: remote }))).rejects.toThrow(
      'waiting for what never comes',
    );
  });
});
