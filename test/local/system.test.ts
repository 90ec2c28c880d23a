/** A system: opening spreadsheets, what may keep it from that, and starting again on its data. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MENU } from '../../core/wording/sheet.ts';
import { createVirtualClock, REAL_CLOCK } from '../../local/clock.ts';
import type { TriggerFault } from '../../local/google/apps-script/script-host.ts';
import { type LocalSystem, type SystemOptions, startSystem } from '../../local/system.ts';
import { readEntryTab } from '../../local/workbench/api/entry-tab.ts';
import { build } from '../../scripts/build.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'so-sang-kien-system-'));
const start = () => startSystem({ programmeCode: 'ben-tre', clock: REAL_CLOCK, seed: 1, dataDir });

beforeAll(() => build({ print: () => undefined }));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

it('has the menus of the spreadsheets it kept, as people who open them again do', async () => {
  const first = await start();
  await first.open('BT028');
  first.save();
  await first.stop();

  const second = await start();
  try {
    await expect(second.menu('BT028', MENU.activate)).resolves.toBeUndefined();
    await expect(second.menu('BT028', MENU.syncNow)).resolves.toBeUndefined();
  } finally {
    await second.stop();
  }
});

it('says so when what was kept is whole as a file, and yet not what it should be', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'so-sang-kien-damaged-'));
  const host = { version: 1, bindings: [], triggers: { made: 0 } };
  writeFileSync(
    join(dir, 'google.json'),
    JSON.stringify({ version: 1, seed: 1, spreadsheets: [], host }),
  );
  const options = { programmeCode: 'ben-tre', clock: REAL_CLOCK, seed: 1, dataDir: dir };
  try {
    await expect(startSystem(options)).rejects.toMatchObject({
      code: 'local.data_folder_unusable',
      details: { path: dir },
    });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

describe('a spreadsheet that is opened for the first time', () => {
  let system: LocalSystem | undefined;
  afterEach(() => system?.stop());

  async function startVirtual(options: Partial<SystemOptions>): Promise<LocalSystem> {
    const clock = createVirtualClock(Date.parse('2011-03-31T08:00:00+07:00'));
    system = await startSystem({ programmeCode: 'ben-tre', clock, seed: 1, ...options });
    return system;
  }

  function hasEntryTab({ registry }: LocalSystem): boolean {
    return registry.find('BT028')?.workbook.sheets.some((sheet) => readEntryTab(sheet)) ?? false;
  }

  const tooLong = { outcome: 'timed_out', error: 'Exceeded maximum execution time' };
  it.each([
    [
      'whose menu does not come',
      { limits: { simpleExecutionMs: 0 } },
      { functionName: 'onOpen', ...tooLong },
    ],
    [
      'whose activation runs out of time',
      { limits: { executionMs: 300 } },
      { functionName: 'menuActivate', ...tooLong },
    ],
    [
      'whose account may run nothing more',
      { limits: { simultaneousPerUser: 0 } },
      {
        functionName: 'onOpen',
        outcome: 'refused',
        error: 'There are too many scripts running simultaneously for this Google user account.',
      },
    ],
  ])('%s is a fault that says so', async (_, options, failure) => {
    const started = await startVirtual(options);
    await expect(started.open('BT028')).rejects.toMatchObject({
      code: 'local.activation_failed',
      details: { unit: 'BT028', ...failure },
    });
    await expect(started.menu('BT028', MENU.activate)).rejects.toMatchObject({
      code: 'local.activation_failed',
      details: { unit: 'BT028', ...failure },
    });
  });

  it('is activated though its menu only comes when the file is loaded again', async () => {
    const faults: TriggerFault[] = [{ kind: 'kill', afterCalls: 0 }];
    const started = await startVirtual({ triggerFault: () => faults.shift() });
    await started.open('BT028');
    expect(faults).toEqual([]);
    expect(hasEntryTab(started)).toBe(true);
  });

  it('is left as it stands by a planted fault, for people to go on with', async () => {
    const faults: (TriggerFault | undefined)[] = [undefined, { kind: 'kill', afterCalls: 10 }];
    const started = await startVirtual({ triggerFault: () => faults.shift() });
    await started.open('BT028');
    expect(hasEntryTab(started)).toBe(false);
    await started.menu('BT028', MENU.activate);
    expect(hasEntryTab(started)).toBe(true);
  });

  it.each(['down', 'throttle', 'timeoutBefore'] as const)(
    'is activated while the server is «%s», and sends when it is back',
    async (kind) => {
      const started = await startVirtual({});
      started.cloud.addFault({ at: 'http', path: '/v1/sync', kind, count: 20 });
      await started.open('BT028');
      expect(hasEntryTab(started)).toBe(true);
      expect((await started.table.readUnit('BT028')).head).toBeUndefined();
      started.cloud.clearFaults();
      await started.advance(10);
      expect((await started.table.readUnit('BT028')).head).toBeDefined();
    },
  );
});
