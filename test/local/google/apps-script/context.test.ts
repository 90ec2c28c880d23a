// The context a script runs in: its globals, its clock, its zone, its errors.

import { afterEach, describe, expect, test } from 'vitest';
import { closeWorlds, evaluate, failureOf, openWorld, START_MS } from './script-world.ts';

afterEach(closeWorlds);

describe('globals', () => {
  test('has no more than the language and Google offer', async () => {
    const names = await evaluate('return Object.getOwnPropertyNames(globalThis);');
    for (const name of [
      'process',
      'require',
      'setTimeout',
      'setInterval',
      'queueMicrotask',
      'fetch',
      'URL',
      'TextEncoder',
      'TextDecoder',
      'crypto',
      'performance',
      'structuredClone',
      'Buffer',
      'atob',
    ]) {
      expect(names).not.toContain(name);
    }
    expect(names).toEqual(expect.arrayContaining(['SpreadsheetApp', 'Utilities', 'console']));
    expect((names as string[]).filter((name) => name.includes('run'))).toEqual([]);
  });

  test('leads to no other realm through any object it hands out', async () => {
    const reached = await evaluate(`
      const roots = [globalThis, SpreadsheetApp.getActive, Utilities.getUuid, Date.now,
        console.log, Math.random, SpreadsheetApp.getActive().getSheets(), new Date()];
      return roots.map((root) =>
        root.constructor.constructor('return typeof process + typeof require')());
    `);
    expect(new Set(reached as string[])).toEqual(new Set(['undefinedundefined']));
  });

  test('starts anew in each execution', async () => {
    const world = await openWorld('let count = 0; function main() { return ++count; }');
    expect([await world.value(), await world.value()]).toEqual([1, 1]);
  });

  test('lets promises settle before the execution ends', async () => {
    const world = await openWorld(`
      function main() { Promise.resolve('later').then((text) => console.log(text)); }
    `);
    const { logs } = await world.run();
    expect(logs.map(({ text }) => text)).toEqual(['later']);
  });
});

describe('values from services', () => {
  test('are of the context’s own classes', async () => {
    const results = await evaluate(`
      const sheet = SpreadsheetApp.getActive().getSheets()[0];
      sheet.getRange('A1:B1').setValues([[new Date(2010, 4, 15), 'x']]);
      const values = sheet.getRange('A1:B1').getValues();
      const [date] = values[0];
      let thrown;
      try { sheet.getRange(0, 1); } catch (error) { thrown = error; }
      return [values instanceof Array, values[0] instanceof Array, date instanceof Date,
        Object.prototype.toString.call(date), date.getTime() === new Date(2010, 4, 15).getTime(),
        thrown instanceof Error, thrown.name, String(thrown)];
    `);
    expect(results).toEqual([
      true,
      true,
      true,
      '[object Date]',
      true,
      true,
      'Exception',
      'Exception: The starting row of the range is too small.',
    ]);
  });
});

describe('time', () => {
  test('is the host’s clock and passes only by what calls cost', async () => {
    const times = await evaluate(`
      const before = [Date.now(), new Date().getTime(), +new Date()];
      Utilities.sleep(1500);
      return [...before, Date.now()];
    `);
    expect(times).toEqual([START_MS, START_MS, START_MS, START_MS + 1500]);
  });

  test('reads and writes local fields in the script’s zone', async () => {
    const results = await evaluate(`
      const date = new Date(2010, 4, 15, 0, 30);
      const moved = new Date(date); moved.setHours(25, 5);
      return [date.toISOString(), date.getDate(), date.getHours(), date.getDay(),
        date.getTimezoneOffset(), String(date), moved.toISOString(),
        new Date('2010-05-15').toISOString(), new Date('2010-05-15T00:00:00').toISOString(),
        new Date('05/15/2010').toISOString(), new Date('2010-05-15T00:00:00Z').toISOString(),
        new Date(NaN).getDate(), String(new Date(NaN)), Date.length, Date.name,
        typeof Date(), new (class extends Date {})().getTime() === Date.now(),
        new Date(0).toLocaleDateString('en-GB')];
    `);
    expect(results).toEqual([
      '2010-05-14T17:30:00.000Z',
      15,
      0,
      6,
      -420,
      'Sat May 15 2010 00:30:00 GMT+0700 (Indochina Time)',
      '2010-05-15T18:05:00.000Z',
      '2010-05-15T00:00:00.000Z',
      '2010-05-14T17:00:00.000Z',
      '2010-05-14T17:00:00.000Z',
      '2010-05-15T00:00:00.000Z',
      null,
      'Invalid Date',
      7,
      'Date',
      'string',
      true,
      '01/01/1970',
    ]);
  });

  test('follows a zone with summer time', async () => {
    const world = await openWorld('');
    world.host.bind('SpreadsheetOfUnit', {
      code: `function onOpen() { SpreadsheetApp.getUi().createMenu('m').addItem('main', 'main')
          .addToUi(); }
        function main() {
          return [new Date(2011, 2, 13, 1, 59), new Date(2011, 2, 13, 3, 0)]
            .map((date) => [date.toISOString(), date.getHours()]);
        }`,
      manifest: { timeZone: 'America/New_York' },
    });
    await world.host.open('SpreadsheetOfUnit', 'x@example.vn');
    expect(await world.value()).toEqual([
      ['2011-03-13T06:59:00.000Z', 1],
      ['2011-03-13T07:00:00.000Z', 3],
    ]);
  });
});

describe('randomness', () => {
  test('repeats with the same seed and differs with another', async () => {
    const body = 'return [Math.random(), Utilities.getUuid(), Utilities.getUuid()];';
    const first = await evaluate(body, { seed: 7 });
    expect(await evaluate(body, { seed: 7 })).toEqual(first);
    expect(await evaluate(body, { seed: 8 })).not.toEqual(first);
    const [random, one, two] = first as [number, string, string];
    expect(random).toBeLessThan(1);
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(two).not.toBe(one);
  });

  test('gives every execution its own ids', async () => {
    const world = await openWorld('function main() { return Utilities.getUuid(); }');
    expect(await world.value()).not.toBe(await world.value());
  });
});

describe('what is not implemented', () => {
  test.each([
    ['SpreadsheetApp.create("x")', 'SpreadsheetApp.create'],
    ['SpreadsheetApp.getActive().getSheets()[0].getRange("A1").sort(1)', 'Range.sort'],
    ['SpreadsheetApp.getActive().getSheets()[0].protect()', 'Sheet.protect'],
    ['DriveApp.getFiles()', 'DriveApp.getFiles'],
    ['Utilities.zip([])', 'Utilities.zip'],
    ['console.table([])', 'console.table'],
    ['Session.getActiveUser().getPhoto()', 'User.getPhoto'],
  ])('%s throws its name', async (expression, name) => {
    expect(await failureOf(expression)).toBe(
      `Error: ${name} is not implemented by this stand-in for Apps Script`,
    );
  });

  test('service objects cannot be changed', async () => {
    expect(await failureOf('"use strict"; SpreadsheetApp.flush = 1;')).toBe(
      'TypeError: SpreadsheetApp.flush cannot be set',
    );
  });
});

describe('failures', () => {
  test('of the script end up in the log with the place', async () => {
    const world = await openWorld('function main() { console.warn("almost"); null.x; }');
    const log = await world.run();
    expect(log).toMatchObject({
      outcome: 'failed',
      functionName: 'main',
      logs: [{ level: 'warn', text: 'almost', atMs: START_MS }],
      error: { name: 'TypeError', message: "Cannot read properties of null (reading 'x')" },
    });
    expect(log.error?.stack).toContain('Code.gs');
  });

  test('of a function that is not there', async () => {
    const world = await openWorld('');
    expect((await world.run('second')).error?.message).toBe('Script function not found: second');
  });

  test('of code beyond ECMAScript 2021 are refused when it is saved', async () => {
    await expect(openWorld('class A { #x = 1; static y = 2; }')).rejects.toThrow(
      'The script was not saved',
    );
  });
});
