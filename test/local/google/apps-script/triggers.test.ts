// Which triggers fire, as whom, with what event; clock triggers; planted faults.

import { afterEach, describe, expect, test } from 'vitest';
import type { SheetEvent } from '../../../../local/google/people/sheet-event.ts';
import {
  closeWorlds,
  EDITOR,
  failureOf,
  MANIFEST,
  OTHER,
  openWorld,
  START_MS,
  UNIT,
} from './script-world.ts';

afterEach(closeWorlds);

const CELL = { row: 4, column: 3, rows: 1, columns: 1 };
const EDIT: readonly SheetEvent[] = [
  { kind: 'edit', sheetId: 0, range: CELL, value: '5', oldValue: '4' },
  { kind: 'change', changeType: 'EDIT' },
];
const INSERT: readonly SheetEvent[] = [{ kind: 'change', changeType: 'INSERT_ROW' }];

const INSTALL = `
function main() {
  const book = SpreadsheetApp.getActive();
  ScriptApp.newTrigger('handleEdit').forSpreadsheet(book).onEdit().create();
  ScriptApp.newTrigger('handleChange').forSpreadsheet(book.getId()).onChange().create();
}
function describe_(e) {
  const { range, source, user, ...rest } = e;
  return { ...rest, authMode: String(e.authMode), source: source && source.getId(),
    user: user && user.getEmail(), range: range && range.getA1Notation(),
    row: range && range.getRow(), me: Session.getEffectiveUser().getEmail() };
}
function handleEdit(e) { return describe_(e); }
function handleChange(e) { return describe_(e); }
`;

describe('an edit', () => {
  test('starts the edit trigger and, as a change, the change trigger', async () => {
    const world = await openWorld(INSTALL);
    await world.run();
    const [edit, change] = world.host.triggers(UNIT);
    const logs = await world.host.dispatch(UNIT, EDITOR, EDIT);
    expect(logs.map(({ returned }) => JSON.parse(returned ?? ''))).toEqual([
      {
        authMode: 'FULL',
        triggerUid: edit?.uniqueId,
        source: UNIT,
        user: EDITOR,
        range: 'D5',
        row: 5,
        value: '5',
        oldValue: '4',
        me: EDITOR,
      },
      {
        authMode: 'FULL',
        triggerUid: change?.uniqueId,
        source: UNIT,
        user: EDITOR,
        changeType: 'EDIT',
        me: EDITOR,
      },
    ]);
    expect(logs.map(({ type, isSimple }) => [type, isSimple])).toEqual([
      ['edit', false],
      ['change', false],
    ]);
  });

  test('of a block carries no values', async () => {
    const world = await openWorld(`${INSTALL}`);
    await world.run();
    const range = { ...CELL, rows: 2 };
    const [log] = await world.host.dispatch(UNIT, EDITOR, [{ kind: 'edit', sheetId: 0, range }]);
    expect(Object.keys(JSON.parse(log?.returned ?? ''))).not.toContain('value');
  });

  test('runs a trigger as the account that made it, which does not see who typed', async () => {
    const world = await openWorld(INSTALL);
    await world.run();
    const [log] = await world.host.dispatch(UNIT, OTHER, EDIT);
    expect(JSON.parse(log?.returned ?? '')).toMatchObject({ me: EDITOR, user: '' });
    expect(log?.user).toBe(EDITOR);
  });

  test('runs an installable trigger named onEdit twice, once as the simple one', async () => {
    const world = await openWorld(`
      function main() {
        ScriptApp.newTrigger('onEdit').forSpreadsheet(SpreadsheetApp.getActive()).onEdit().create();
      }
      function onEdit(e) { return String(e.authMode); }
    `);
    await world.run();
    const logs = await world.host.dispatch(UNIT, OTHER, EDIT);
    expect(logs.map(({ isSimple, user, returned }) => [isSimple, user, returned])).toEqual([
      [true, OTHER, '"LIMITED"'],
      [false, EDITOR, '"FULL"'],
    ]);
  });

  test('fires nothing when a script writes, nor where no script is bound', async () => {
    const world = await openWorld(`${INSTALL}
      function second() { SpreadsheetApp.getActive().getSheets()[0].getRange('A1').setValue(1); }
      function onEdit() {}`);
    await world.run();
    const before = world.host.executions.length;
    await world.run('second');
    expect(world.host.executions.slice(before).map(({ functionName }) => functionName)).toEqual([
      'second',
    ]);
    expect(await world.host.dispatch('elsewhere', EDITOR, EDIT)).toEqual([]);
  });

  test('waits for the one before; the fourth at once is lost', async () => {
    const world = await openWorld(`
      function main() {
        ScriptApp.newTrigger('slow').forSpreadsheet(SpreadsheetApp.getActive()).onEdit().create();
      }
      function slow() { Utilities.sleep(1000); }
    `);
    await world.run();
    const startMs = world.now();
    const all = [1, 2, 3, 4].map(() => world.host.dispatch(UNIT, EDITOR, EDIT));
    const logs = (await Promise.all(all)).flat();
    expect(logs.map(({ outcome, startedAtMs }) => [outcome, startedAtMs - startMs])).toEqual([
      ['completed', 0],
      ['completed', 1000],
      ['completed', 2000],
      ['dropped', 0],
    ]);
  });

  test('together with others runs beside them', async () => {
    const world = await openWorld(`
      function main() {
        ScriptApp.newTrigger('slow').forSpreadsheet(SpreadsheetApp.getActive()).onEdit().create();
      }
      function slow() { Utilities.sleep(1000); }
    `);
    await world.run();
    const startMs = world.now();
    const edit = (): void => void world.host.dispatch(UNIT, EDITOR, EDIT);
    await world.host.runTogether([edit, edit, edit, edit]);
    const logs = world.host.executions.filter(({ functionName }) => functionName === 'slow');
    expect(logs.map(({ outcome }) => outcome).sort()).toEqual([
      'completed',
      'completed',
      'completed',
      'dropped',
    ]);
    expect(logs.every(({ startedAtMs }) => startedAtMs === startMs)).toBe(true);
  });
});

test('an inserted row starts the change trigger only', async () => {
  const world = await openWorld(`${INSTALL} function onEdit() {}`);
  await world.run();
  const logs = await world.host.dispatch(UNIT, EDITOR, INSERT);
  expect(logs.map(({ functionName }) => functionName)).toEqual(['handleChange']);
  expect(JSON.parse(logs[0]?.returned ?? '').changeType).toBe('INSERT_ROW');
});

describe('managing triggers', () => {
  test('each account sees and deletes its own', async () => {
    const world = await openWorld(`${INSTALL}
      function second() {
        const triggers = ScriptApp.getProjectTriggers();
        const list = triggers.map((trigger) => [trigger.getHandlerFunction(),
          String(trigger.getEventType()), trigger.getTriggerSourceId()]);
        if (triggers.length > 0) ScriptApp.deleteTrigger(triggers[0]);
        return list;
      }`);
    await world.run();
    const other = await world.host.menu(UNIT, { user: OTHER, label: 'second' });
    expect(other.returned).toBe('[]');
    expect(JSON.parse((await world.run('second')).returned ?? '')).toEqual([
      ['handleEdit', 'ON_EDIT', UNIT],
      ['handleChange', 'ON_CHANGE', UNIT],
    ]);
    expect(world.host.triggers(UNIT).map(({ functionName }) => functionName)).toEqual([
      'handleChange',
    ]);
  });

  test('no account has more than twenty', async () => {
    const world = await openWorld(`function main() {
      ScriptApp.newTrigger('x').timeBased().everyMinutes(5).create(); }`);
    for (let made = 0; made < 20; made += 1) expect((await world.run()).outcome).toBe('completed');
    expect((await world.run()).error?.message).toBe(
      'This script has too many triggers. Triggers must be deleted from the script before more ' +
        'can be added.',
    );
    const other = await world.host.menu(UNIT, { user: OTHER, label: 'main' });
    expect(other.outcome).toBe('completed');
  });

  test.each([
    ['everyMinutes(7)', 'The value you passed to everyMinutes was invalid.'],
    ['everyHours(3)', 'The value you passed to everyHours was invalid.'],
  ])('%s is refused', async (call, message) => {
    expect(await failureOf(`ScriptApp.newTrigger('x').timeBased().${call};`)).toContain(message);
  });

  test('a copied spreadsheet has the script and none of its triggers or properties', async () => {
    const world = await openWorld(`${INSTALL}
      function second() { PropertiesService.getScriptProperties().setProperty('a', '1'); }`);
    await world.run();
    await world.run('second');
    const original = world.host.binding(UNIT);
    const copy = world.host.copyBinding(UNIT, 'copy');
    expect(copy.code).toBe(original?.code);
    expect(copy.scriptId).not.toBe(original?.scriptId);
    expect(world.host.triggers('copy')).toEqual([]);
    expect(world.host.properties('copy')).toEqual({});
    expect(world.host.properties(UNIT)).toEqual({ a: '1' });
  });
});

describe('clock triggers', () => {
  test('keep their phase, once a period', async () => {
    const world = await openWorld(`
      function main() { ScriptApp.newTrigger('tick').timeBased().everyMinutes(5).create(); }
      function tick(e) { return [e.hour, e.minute, String(e.authMode), e.timezone,
        Session.getActiveUser().getEmail()]; }
    `);
    await world.run();
    const first = world.host.nextClockMs() ?? 0;
    expect(first - world.now()).toBeGreaterThan(0);
    expect(first - world.now()).toBeLessThanOrEqual(300_000);
    expect(await world.host.runDueClockTriggers(first - 1)).toEqual([]);
    world.advance(first - world.now());
    const [log] = await world.host.runDueClockTriggers(first);
    const at = new Date(first);
    expect(JSON.parse(log?.returned ?? '')).toEqual([
      at.getUTCHours(),
      at.getUTCMinutes(),
      'FULL',
      'UTC',
      EDITOR,
    ]);
    expect(world.host.nextClockMs()).toBe(first + 300_000);
    // Missed occurrences are not made up for.
    expect(await world.host.runDueClockTriggers(first + 1_000_000)).toHaveLength(1);
    expect(world.host.nextClockMs()).toBe(first + 1_200_000);
  });

  test('once and daily ones', async () => {
    const world = await openWorld(`
      function main() { ScriptApp.newTrigger('x').timeBased().after(90000).create(); }
      function second() { ScriptApp.newTrigger('x').timeBased().everyDays(1).atHour(7).create(); }
      function x() {}
    `);
    await world.run();
    expect(world.host.nextClockMs()).toBe(START_MS + 90_000);
    await world.host.runDueClockTriggers(START_MS + 90_000);
    expect(world.host.nextClockMs()).toBeUndefined();
    await world.run('second');
    const next = world.host.nextClockMs() ?? 0;
    // Seven o'clock in Vietnam, the next morning.
    expect(next).toBeGreaterThanOrEqual(Date.parse('2011-04-01T07:00:00+07:00'));
    expect(next).toBeLessThan(Date.parse('2011-04-01T08:00:00+07:00'));
  });
});

describe('simple triggers', () => {
  test.each([
    ['UrlFetchApp.fetch("http://a/")', 'You do not have permission to call UrlFetchApp.fetch.'],
    ['ScriptApp.getProjectTriggers()', 'You do not have permission to call'],
    ['Session.getActiveUser().getEmail()', 'You do not have permission to call'],
    ['SpreadsheetApp.getUi()', 'Cannot call SpreadsheetApp.getUi() from this context.'],
  ])('may not call %s', async (call, message) => {
    const world = await openWorld(`function onEdit() { ${call}; }`);
    const [log] = await world.host.dispatch(UNIT, EDITOR, EDIT);
    expect(log?.error?.message).toContain(message);
  });

  test('may read and write their own document, under the lock', async () => {
    const world = await openWorld(`function onEdit(e) {
      LockService.getDocumentLock().tryLock(0); e.range.setNote(String(e.range.getValue())); }`);
    world.workbook.requireSheet(0).setCell(4, 3, { content: { value: 'x' } });
    await world.host.dispatch(UNIT, EDITOR, EDIT);
    expect(world.workbook.requireSheet(0).cell(4, 3).note).toBe('x');
  });
});

test('a manifest with scopes grants nothing else', async () => {
  const world = await openWorld('');
  const code = (call: string) => `function onEdit() {} function x() { ${call}; }
    function onOpen() { SpreadsheetApp.getUi().createMenu('m').addItem('main', 'x').addToUi(); }`;
  const oauthScopes = ['https://www.googleapis.com/auth/spreadsheets.currentonly'];
  const outcome = async (call: string) => {
    world.host.bind(UNIT, { code: code(call), manifest: { ...MANIFEST, oauthScopes } });
    await world.host.open(UNIT, EDITOR);
    return (await world.run()).error?.message;
  };
  expect(await outcome('SpreadsheetApp.getActive().getSheets()')).toBeUndefined();
  expect(await outcome('UrlFetchApp.fetch("http://a/")')).toBe(
    'Specified permissions are not sufficient to call UrlFetchApp.fetch. Required permissions: ' +
      'https://www.googleapis.com/auth/script.external_request',
  );
});

describe('planted faults', () => {
  const code = `function onEdit() { SpreadsheetApp.flush(); SpreadsheetApp.flush(); return 1; }`;

  test('drop, double, delay or kill what an event starts', async () => {
    const faults = [
      { kind: 'drop' },
      { kind: 'duplicate' },
      { kind: 'delay', ms: 5000 },
      { kind: 'kill', afterCalls: 0 },
      { kind: 'kill', afterCalls: 1 },
      { kind: 'kill', afterCalls: 3 },
    ] as const;
    let next = 0;
    const world = await openWorld(code, {
      triggerFault: ({ type, spreadsheetId }) =>
        type === 'edit' && spreadsheetId === UNIT ? faults[next++] : undefined,
    });
    const results: unknown[] = [];
    for (const _ of faults) {
      const fromMs = world.now();
      const logs = await world.host.dispatch(UNIT, EDITOR, EDIT);
      results.push(
        logs.map(({ outcome, calls, startedAtMs }) => [outcome, calls.sheet, startedAtMs - fromMs]),
      );
    }
    expect(results).toEqual([
      [['dropped', 0, 0]],
      [
        ['completed', 2, 0],
        ['completed', 2, 240],
      ],
      [['completed', 2, 5000]],
      [['killed', 0, 0]],
      [['killed', 1, 0]],
      [['completed', 2, 0]],
    ]);
    expect(next).toBe(faults.length);
  });
});
