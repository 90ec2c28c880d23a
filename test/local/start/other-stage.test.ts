// `npm start` on another stage: its templates, its table, and never in the folder of the first.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readStartMemory } from '../../../local/start/start-memory.ts';
import { startSavedSystem } from '../../../local/start/start-saved-system.ts';
import { createTimeline } from '../../../local/workbench/timeline.ts';
import { build } from '../../../scripts/build.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'so-sang-kien-stage-'));

beforeAll(() => build({ print: () => undefined }));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const start = (stage: 'dev' | 'prod', programmeCode = 'ben-tre') =>
  startSavedSystem({
    programmeCode,
    stage,
    dataDir,
    pagePort: 0,
    report: () => undefined,
    timeline: createTimeline(),
  });

it('starts the templates of prod and remembers so in the folder', async () => {
  const { system } = await start('prod');
  const { tableName } = system.cloud;
  await system.stop();
  expect(tableName).toMatch(/^so-sang-kien-prod-stateful-/);
  expect(readStartMemory(dataDir)).toMatchObject({ stage: 'prod', programme: 'ben-tre' });

  const says = /holds the programme ben-tre on the stage prod: start it with --stage prod --prog/;
  await expect(start('dev')).rejects.toThrow(says);
  await expect(start('prod', 'tra-vinh')).rejects.toThrow(says);
  const again = await start('prod');
  await again.system.stop();
});
