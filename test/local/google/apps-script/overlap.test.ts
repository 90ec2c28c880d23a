// Overlapping executions: locks, and an order that only the seed decides.

import { afterEach, describe, expect, test } from 'vitest';
import type { ExecutionLog } from '../../../../local/google/apps-script/execution.ts';
import type { ScriptHostOptions } from '../../../../local/google/apps-script/script-host.ts';
import {
  closeWorlds,
  EDITOR,
  openWorld,
  type ScriptWorld,
  START_MS,
  UNIT,
} from './script-world.ts';

afterEach(closeWorlds);

/** Adds one to A1 as carelessly as can be. */
const ADD = `
  const cell = SpreadsheetApp.getActive().getSheets()[0].getRange('A1');
  const before = Number(cell.getValue());
  cell.setValue(before + 1);
`;

async function together(world: ScriptWorld, labels: readonly string[]): Promise<ExecutionLog[]> {
  const logs: Promise<ExecutionLog>[] = [];
  await world.host.runTogether(
    labels.map((label) => () => {
      logs.push(world.host.menu(UNIT, { user: EDITOR, label }));
    }),
  );
  return Promise.all(logs);
}

async function traceOf(code: string, options: Partial<ScriptHostOptions>): Promise<string> {
  const trace: string[] = [];
  const world = await openWorld(code, {
    ...options,
    onCall: ({ executionId, name }) => trace.push(`${executionId} ${name}`),
  });
  await together(world, ['main', 'main', 'main']);
  return trace.join('\n');
}

describe('order', () => {
  const code = `function main() { for (let i = 0; i < 6; i += 1) { ${ADD.replaceAll('const ', 'var ')} } }`;

  test('is the same with the same seed and another with another', async () => {
    const first = await traceOf(code, { seed: 3 });
    for (let repeat = 0; repeat < 3; repeat += 1) {
      expect(await traceOf(code, { seed: 3 })).toBe(first);
    }
    expect(await traceOf(code, { seed: 4 })).not.toBe(first);
    // Really mixed: no execution's calls stand in one block.
    expect(first).not.toMatch(/^(2 [^\n]*\n)+(3 [^\n]*\n)+(4 [^\n]*\n?)+$/);
    expect(first.split('\n')).toHaveLength(3 * 6 * 3);
  });

  test('lets careless scripts lose an update', async () => {
    const world = await openWorld(`function main() { ${ADD} }`, { seed: 3 });
    await together(world, ['main', 'main', 'main']);
    expect(world.workbook.requireSheet(0).cell(0, 0).content?.value).toBeLessThan(3);
  });

  test('leaves people’s actions in the order given', async () => {
    const world = await openWorld(`function main() { ${ADD} }`);
    const order: string[] = [];
    await world.host.runTogether([() => void order.push('a'), () => void order.push('b')]);
    expect(order).toEqual(['a', 'b']);
  });
});

describe('the document lock', () => {
  const locked = (rest: string) => `
    const lock = LockService.getDocumentLock();
    if (!lock.tryLock(10000)) throw new Error('not taken');
    ${rest}
  `;

  test('keeps updates apart when they are flushed before it is released', async () => {
    const code = `function main() { ${locked(`${ADD} SpreadsheetApp.flush(); lock.releaseLock();`)} }`;
    for (const seed of [1, 2, 3, 4]) {
      const world = await openWorld(code, { seed });
      const logs = await together(world, ['main', 'main', 'main', 'main']);
      expect(logs.map(({ outcome }) => outcome)).toEqual(Array(4).fill('completed'));
      expect(world.workbook.requireSheet(0).cell(0, 0).content?.value).toBe(4);
    }
  });

  test('does not when the flush is forgotten', async () => {
    const code = `function main() { ${locked(`${ADD} lock.releaseLock(); Utilities.sleep(5000);`)} }`;
    const world = await openWorld(code, { seed: 1 });
    await together(world, ['main', 'main']);
    expect(world.workbook.requireSheet(0).cell(0, 0).content?.value).toBe(1);
  });

  test('is refused when the wait is shorter than it is held', async () => {
    const code = `
      function main() { const lock = LockService.getDocumentLock(); lock.waitLock(0);
        Utilities.sleep(10000); console.log('done', lock.hasLock()); }
      function second() { Utilities.sleep(1000); const lock = LockService.getDocumentLock();
        const from = Date.now(); const got = lock.tryLock(4000);
        return [got, lock.hasLock(), Date.now() - from]; }
      function third() { Utilities.sleep(1000); LockService.getDocumentLock().waitLock(3000); }
    `;
    const world = await openWorld(code);
    const [main, second, third] = await together(world, ['main', 'second', 'third']);
    expect(main?.logs.map(({ text }) => text)).toEqual(['done true']);
    // The call itself takes 20 ms.
    expect(JSON.parse(second?.returned ?? '')).toEqual([false, false, 4020]);
    expect(third?.error).toMatchObject({
      name: 'Exception',
      message: 'Lock timeout: another process was holding the lock for too long.',
    });
  });

  test('is free again when its holder ends, fails or is killed', async () => {
    const code = `
      function main() { LockService.getDocumentLock().tryLock(0); throw new Error('x'); }
      function second() { LockService.getDocumentLock().tryLock(0); SpreadsheetApp.flush(); }
      function third() { return LockService.getDocumentLock().tryLock(0); }
    `;
    const world = await openWorld(code, {
      triggerFault: ({ functionName }) =>
        functionName === 'second' ? { kind: 'kill', afterCalls: 1 } : undefined,
    });
    expect((await world.run('main')).outcome).toBe('failed');
    expect((await world.run('third')).returned).toBe('true');
    expect((await world.run('second')).outcome).toBe('killed');
    expect((await world.run('third')).returned).toBe('true');
  });

  test('of one document is not that of another, nor the script’s', async () => {
    const code = `
      function main() { LockService.getScriptLock().tryLock(0); Utilities.sleep(1000); }
      function second() { return LockService.getDocumentLock().tryLock(0); }
    `;
    const world = await openWorld(code);
    const [, second] = await together(world, ['main', 'second']);
    expect(second?.returned).toBe('true');
  });
});

describe('waiting', () => {
  test('passes in virtual time, side by side', async () => {
    const world = await openWorld(`function main() { Utilities.sleep(60000); return Date.now(); }`);
    const logs = await together(world, ['main', 'main', 'main']);
    expect(logs.map(({ returned }) => Number(returned) - START_MS)).toEqual([60000, 60000, 60000]);
  });

  test('lets others run between a request’s arrival and its answer', async () => {
    const seen: string[] = [];
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const world = await openWorld(
        `function main() { UrlFetchApp.fetch('http://a/'); }
         function second() { for (let i = 0; i < 4; i += 1) SpreadsheetApp.flush(); }`,
        {
          seed,
          onCall: ({ name }) => seen.push(name),
          fetch: () =>
            Promise.resolve({ kind: 'response', status: 200, headers: {}, body: new Uint8Array() }),
          onExecution: ({ functionName }) => seen.push(functionName),
        },
      );
      await together(world, ['main', 'second']);
      seen.push('|');
    }
    expect(seen.join(' ')).toMatch(/UrlFetchApp\.fetch SpreadsheetApp\.flush[^|]* main/);
  });
});
