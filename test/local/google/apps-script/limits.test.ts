// Google's limits and error texts: time, quotas, sizes, fetching.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import {
  fetchLoopback,
  type ScriptFetchOutcome,
} from '../../../../local/google/apps-script/fetch-transport.ts';
import {
  closeWorlds,
  EDITOR,
  evaluate,
  failureOf,
  OTHER,
  openWorld,
  UNIT,
} from './script-world.ts';

afterEach(closeWorlds);

const EDIT = {
  kind: 'edit',
  sheetId: 0,
  range: { row: 0, column: 0, rows: 1, columns: 1 },
} as const;

describe('time', () => {
  const sleep = (ms: number) => `
    function main() { for (let left = ${ms}; left > 0; left -= 60000) {
      Utilities.sleep(Math.min(left, 60000)); } }`;

  test('an execution has six minutes', async () => {
    expect(await (await openWorld(sleep(359_999))).run()).toMatchObject({
      outcome: 'completed',
      durationMs: 359_999,
    });
    expect(await (await openWorld(sleep(360_000))).run()).toMatchObject({
      outcome: 'timed_out',
      durationMs: 360_000,
      error: { message: 'Exceeded maximum execution time' },
    });
  });

  test('is cut off in the middle of a wait, and no finally runs', async () => {
    const world = await openWorld(`function main() {
      try { for (let i = 0; i < 3; i += 1) Utilities.sleep(200000); }
      finally { console.log('finally'); } }`);
    expect(await world.run()).toMatchObject({
      outcome: 'timed_out',
      durationMs: 360_000,
      logs: [],
    });
    expect((await world.run()).outcome).toBe('timed_out');
  });

  test('a simple trigger has thirty seconds', async () => {
    const world = await openWorld('function onEdit() { Utilities.sleep(30000); }');
    const [log] = await world.host.dispatch(UNIT, EDITOR, [EDIT]);
    expect(log).toMatchObject({ outcome: 'timed_out', durationMs: 30_000 });
  });

  test('an endless loop is ended, and the next execution runs', async () => {
    const world = await openWorld('function main() { for (;;); } function second() { return 2; }', {
      stuckAfterMs: 300,
    });
    expect((await world.run()).outcome).toBe('timed_out');
    expect((await world.run('second')).returned).toBe('2');
  });
});

describe('quotas of an account', () => {
  test('trigger time a day, counted from midnight Pacific time', async () => {
    const world = await openWorld(
      `function main() {
        ScriptApp.newTrigger('slow').forSpreadsheet(SpreadsheetApp.getActive()).onEdit().create(); }
      function slow() { Utilities.sleep(1000); }`,
      { limits: { triggerMsPerDay: 2000 } },
    );
    await world.run();
    const outcomes: string[] = [];
    for (let edit = 0; edit < 3; edit += 1) {
      const [log] = await world.host.dispatch(UNIT, OTHER, [EDIT]);
      outcomes.push(`${log?.outcome} ${log?.error?.message ?? ''}`);
    }
    expect(outcomes).toEqual([
      'completed ',
      'completed ',
      'refused Service using too much computer time for one day',
    ]);
    // A person's own menu is not a trigger.
    expect((await world.run()).outcome).toBe('completed');
    world.advance(Date.parse('2011-03-31T00:00:00-07:00') - 1 - world.now());
    expect((await world.host.dispatch(UNIT, OTHER, [EDIT]))[0]?.outcome).toBe('refused');
    world.advance(1);
    expect((await world.host.dispatch(UNIT, OTHER, [EDIT]))[0]?.outcome).toBe('completed');
  });

  test('fetches a day', async () => {
    const world = await openWorld(`function main() { UrlFetchApp.fetch('http://a/'); }`, {
      limits: { fetchesPerDay: 2 },
      fetch: answer({ kind: 'response', status: 200, headers: {}, body: new Uint8Array() }),
    });
    expect((await world.run()).outcome).toBe('completed');
    expect((await world.run()).outcome).toBe('completed');
    expect((await world.run()).error).toMatchObject({
      name: 'Exception',
      message: 'Service invoked too many times for one day: urlfetch.',
    });
    const other = await world.host.menu(UNIT, { user: OTHER, label: 'main' });
    expect(other.outcome).toBe('completed');
  });

  test('simultaneous executions', async () => {
    const world = await openWorld('function main() { Utilities.sleep(1000); }', {
      limits: { simultaneousPerUser: 2 },
    });
    const choose = (user: string) => world.host.menu(UNIT, { user, label: 'main' });
    const logs = await Promise.all([EDITOR, EDITOR, EDITOR, OTHER].map(choose));
    expect(logs.map(({ outcome }) => outcome)).toEqual([
      'completed',
      'completed',
      'refused',
      'completed',
    ]);
    expect(logs[2]?.error?.message).toBe(
      'There are too many scripts running simultaneously for this Google user account.',
    );
    expect((await choose(EDITOR)).outcome).toBe('completed');
  });

  test('more executions than workers wait their turn', async () => {
    const world = await openWorld('function main() { Utilities.sleep(1000); return 1; }', {
      workers: 2,
    });
    const logs = await Promise.all(
      [1, 2, 3, 4, 5].map(() => world.host.menu(UNIT, { user: EDITOR, label: 'main' })),
    );
    expect(logs.map(({ outcome }) => outcome)).toEqual(Array(5).fill('completed'));
  });
});

describe('properties', () => {
  const put = (bytes: number) =>
    `PropertiesService.getScriptProperties().setProperty('k', 'x'.repeat(${bytes}));`;

  test('hold 9 KB a value, in bytes', async () => {
    expect(await failureOf(put(9216))).toBe('nothing was thrown');
    expect(await failureOf(put(9217))).toBe('Exception: Argument too large: value');
    expect(
      await failureOf(
        `PropertiesService.getScriptProperties().setProperty('k', 'ạ'.repeat(3073));`,
      ),
    ).toBe('Exception: Argument too large: value');
  });

  test('hold 500 KB in all', async () => {
    const fill = (lastBytes: number) => `
      const entries = {};
      for (let n = 10; n < 66; n += 1) entries['k' + n] = 'x'.repeat(9139);
      entries.end = 'x'.repeat(${lastBytes});
      const store = PropertiesService.getScriptProperties();
      store.setProperties(entries);
      return store.getKeys().length;`;
    const full = 500 * 1024 - 56 * (9139 + 3) - 3;
    expect(await evaluate(fill(full))).toBe(57);
    expect(await failureOf(fill(full + 1))).toContain('exceeded the property storage quota');
  });

  test('are kept apart by document, script and user', async () => {
    const world = await openWorld(`
      function main() {
        PropertiesService.getScriptProperties().setProperty('a', 1).setProperty('b', true);
        PropertiesService.getDocumentProperties().setProperties({ a: 'document' });
        PropertiesService.getUserProperties().setProperty('a', 'mine');
      }
      function second() {
        const { getScriptProperties: s, getDocumentProperties: d, getUserProperties: u } =
          PropertiesService;
        const read = [s().getProperties(), d().getProperty('a'), u().getProperty('a'),
          s().getProperty('none')];
        s().deleteProperty('b'); d().deleteAllProperties();
        return [...read, s().getKeys(), d().getKeys()];
      }`);
    await world.run();
    const other = await world.host.menu(UNIT, { user: OTHER, label: 'second' });
    expect(JSON.parse(other.returned ?? '')).toEqual([
      { a: '1', b: 'true' },
      'document',
      null,
      null,
      ['a'],
      [],
    ]);
  });
});

describe('the cache', () => {
  test('forgets when the time is up', async () => {
    const read = (ms: number) => `
      const cache = CacheService.getScriptCache();
      cache.put('k', 'v', 60); Utilities.sleep(${ms}); return cache.get('k');`;
    // Putting took 20 ms of the minute.
    expect(await evaluate(read(59_979))).toBe('v');
    expect(await evaluate(read(59_980))).toBeNull();
  });

  test('takes 100 KB a value and six hours', async () => {
    const put = (bytes: number, seconds: number) =>
      `CacheService.getScriptCache().put('k', 'x'.repeat(${bytes}), ${seconds});`;
    expect(await failureOf(put(102_400, 21_600))).toBe('nothing was thrown');
    expect(await failureOf(put(102_401, 21_600))).toBe('Exception: Argument too large: value');
    expect(await failureOf(put(1, 21_601))).toContain('Exception: Invalid argument');
  });
});

function answer(outcome: ScriptFetchOutcome) {
  return () => Promise.resolve(outcome);
}

function response(status: number, text: string): ScriptFetchOutcome {
  return { kind: 'response', status, headers: {}, body: new TextEncoder().encode(text) };
}

describe('fetching', () => {
  const fetch = "UrlFetchApp.fetch('http://unit.example/v1/sync')";
  const muted = "UrlFetchApp.fetch('http://a/', { muteHttpExceptions: true })";

  test.each([
    [{ kind: 'timeout' }, 'Exception: Timeout: http://unit.example/v1/sync'],
    [{ kind: 'dns' }, 'Exception: DNS error: http://unit.example/v1/sync'],
    [{ kind: 'unreachable' }, 'Exception: Address unavailable: http://unit.example/v1/sync'],
    [response(399, ''), 'nothing was thrown'],
    [
      response(400, 'không'),
      'Exception: Request failed for http://unit.example returned code 400. Truncated server ' +
        'response: không (use muteHttpExceptions option to examine full response)',
    ],
  ] as const)('%j ends as Google ends it', async (outcome, expected) => {
    expect(await failureOf(`${fetch};`, { fetch: answer(outcome) })).toBe(expected);
  });

  test('a timeout takes a minute', async () => {
    const world = await openWorld(`function main() { try { ${fetch} } catch (e) {} }`, {
      fetch: answer({ kind: 'timeout' }),
    });
    expect((await world.run()).durationMs).toBe(60_050);
  });

  test('muted answers are handed over whatever their status', async () => {
    expect(
      await evaluate(`const r = ${muted}; return [r.getResponseCode(), r.getContentText()];`, {
        fetch: answer(response(503, 'bận')),
      }),
    ).toEqual([503, 'bận']);
  });

  test('reaches a real server on this machine with what the script gave', async () => {
    const server = createServer((request, reply) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { authorization, 'content-type': type } = request.headers;
        const body = Buffer.concat(chunks).toString();
        reply.setHeader('X-Two', ['a', 'b']);
        reply.end(JSON.stringify([request.method, request.url, authorization, type, body]));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const world = await openWorld(
      `function main() {
      const response = UrlFetchApp.fetch('http://127.0.0.1:${port}/v1/sync?x=1', { method: 'post',
        contentType: 'application/json', headers: { Authorization: 'x' }, payload: '{"ạ":1}' });
      const form = UrlFetchApp.fetch('http://127.0.0.1:${port}/', { method: 'post',
        payload: { a: 'b c' } });
      return [JSON.parse(response.getContentText()), response.getAllHeaders()['x-two'],
        response.getContent().length, JSON.parse(form.getContentText()).slice(3)];
    }`,
      { fetch: fetchLoopback },
    );
    expect(await world.value()).toEqual([
      ['POST', '/v1/sync?x=1', 'x', 'application/json', '{"ạ":1}'],
      'a, b',
      60,
      ['application/x-www-form-urlencoded', 'a=b%20c'],
    ]);
    server.close();
  });

  test.each(['https://example.com/', 'https://127.0.0.1/', 'http://192.0.2.1/'])(
    '%s is refused loudly',
    async (url) => {
      const world = await openWorld(
        `function main() { try { UrlFetchApp.fetch('${url}'); } catch (e) {} }`,
        { fetch: fetchLoopback },
      );
      await expect(world.run()).rejects.toThrow('UrlFetchApp may only reach http on this machine');
    },
  );

  test('refuses options it does not know', async () => {
    expect(await failureOf("UrlFetchApp.fetch('http://a/', { oops: 1 });")).toBe(
      'Error: UrlFetchApp.fetch with oops is not implemented by this stand-in',
    );
  });
});
