// A host that stops and starts again: what stays, and live mode.

import { afterEach, expect, test } from 'vitest';
import { createScriptHost } from '../../../../local/google/apps-script/script-host.ts';
import { Workbook } from '../../../../local/google/workbook/workbook.ts';
import { closeWorlds, EDITOR, MANIFEST, openWorld, UNIT } from './script-world.ts';

afterEach(closeWorlds);

const CODE = `
function main() {
  ScriptApp.newTrigger('tick').timeBased().everyMinutes(10).create();
  PropertiesService.getScriptProperties().setProperty('after', '7');
  UrlFetchApp.fetch('http://a/');
  return Utilities.getUuid();
}
function second() {
  return [PropertiesService.getScriptProperties().getProperty('after'),
    ScriptApp.getProjectTriggers().length];
}
function tick() {}
`;

test('keeps scripts, triggers, properties and quotas, and never repeats an id', async () => {
  const fetch = () =>
    Promise.resolve({
      kind: 'response',
      status: 200,
      headers: {},
      body: new Uint8Array(),
    } as const);
  const world = await openWorld(CODE, { fetch });
  const first = await world.run();
  const json = JSON.parse(JSON.stringify(world.host.toJson()));

  const host = createScriptHost({
    workbooks: () => world.workbook,
    now: world.now,
    advance: world.advance,
    seed: 1,
    live: false,
    fetch,
    limits: { fetchesPerDay: 2 },
    from: json,
  });
  expect(host.binding(UNIT)?.code).toBe(world.host.binding(UNIT)?.code);
  expect(host.nextClockMs()).toBe(world.host.nextClockMs());
  await host.open(UNIT, EDITOR);
  const second = await host.menu(UNIT, { user: EDITOR, label: 'second' });
  expect(second.returned).toBe('["7",1]');
  const again = await host.menu(UNIT, { user: EDITOR, label: 'main' });
  expect(again.outcome).toBe('completed');
  expect(again.returned).not.toBe(first.returned);
  // The fetch before the restart counts towards today's two.
  expect((await host.menu(UNIT, { user: EDITOR, label: 'main' })).error?.message).toContain(
    'too many times',
  );
  expect(host.toJson().triggers.triggers.map(({ functionName }) => functionName)).toEqual([
    'tick',
    'tick',
    'tick',
  ]);
  await host.stop();
});

test('a replaced script keeps its triggers and properties', async () => {
  const world = await openWorld(CODE, {
    fetch: () => Promise.resolve({ kind: 'dns' }),
  });
  await world.run();
  const { scriptId } = world.host.binding(UNIT) ?? {};
  world.host.bind(UNIT, { code: 'function tick() { return 2; }', manifest: MANIFEST });
  expect(world.host.binding(UNIT)?.scriptId).toBe(scriptId);
  expect(world.host.properties(UNIT)).toEqual({ after: '7' });
  const nextMs = world.host.nextClockMs() ?? 0;
  expect((await world.host.runDueClockTriggers(nextMs))[0]?.returned).toBe('2');
});

test('live executions run side by side in real time', async () => {
  const workbook = new Workbook({ spreadsheetId: UNIT, title: 'Đơn vị' });
  const host = createScriptHost({
    workbooks: () => workbook,
    now: Date.now,
    advance: () => {
      throw new Error('nobody moves the real clock');
    },
    seed: 1,
    live: true,
  });
  host.bind(UNIT, {
    manifest: MANIFEST,
    code: `
      function onOpen() { SpreadsheetApp.getUi().createMenu('m').addItem('hold', 'hold')
        .addItem('wait', 'wait').addToUi(); }
      function hold() { const lock = LockService.getDocumentLock(); lock.waitLock(1000);
        Utilities.sleep(40);
        SpreadsheetApp.getActive().getSheets()[0].getRange('A1').setValue('giữ');
        SpreadsheetApp.flush(); lock.releaseLock(); }
      function wait() { const lock = LockService.getDocumentLock(); const from = Date.now();
        lock.waitLock(5000);
        const value = SpreadsheetApp.getActive().getSheets()[0].getRange('A1').getValue();
        const until = Date.now() + 3; while (Date.now() < until);
        return [value, Date.now() - from < 5000]; }`,
  });
  await host.open(UNIT, EDITOR);
  const hold = host.menu(UNIT, { user: EDITOR, label: 'hold' });
  const wait = host.menu(UNIT, { user: EDITOR, label: 'wait' });
  expect((await hold).outcome).toBe('completed');
  const { outcome, returned } = await wait;
  expect([outcome, returned]).toEqual(['completed', '["giữ",true]']);
  await host.settle();
  await host.stop();
});
