/** A system that is started again on its data folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MENU } from '../../core/wording/sheet.ts';
import { REAL_CLOCK } from '../../local/clock.ts';
import { startSystem } from '../../local/system.ts';
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
