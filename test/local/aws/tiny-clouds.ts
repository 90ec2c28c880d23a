// Local clouds over the tiny assembly for one test file: made as tests ask, stopped after each.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { CloudEvent } from '../../../local/aws/cloud-event.ts';
import type { LocalCloud, LocalCloudOptions } from '../../../local/aws/local-cloud.ts';
import { startLocalCloud } from '../../../local/aws/local-cloud.ts';
import type { Templates } from './tiny-assembly.ts';
import { buildTinyAssembly, copyAssembly } from './tiny-assembly.ts';

export type TinyClouds = {
  /** The clock of all of them; each test begins at `startMs`. */
  nowMs: number;
  /** What the clouds of this test told, unless one was started with an `onEvent` of its own. */
  events: CloudEvent[];
  assemblyDir: string;
  start(changes?: Partial<LocalCloudOptions>): Promise<LocalCloud>;
  /** Removed when the file is done. */
  makeFolder(): string;
  /** A copy of the assembly with something changed in its templates. */
  changeAssembly(change: (templates: Templates) => void): string;
};

/** Registers hooks: to be called once, outside of any test. */
export function useTinyClouds(startMs: number): TinyClouds {
  const folders: string[] = [];
  const running: LocalCloud[] = [];
  const clouds: TinyClouds = {
    nowMs: startMs,
    events: [],
    assemblyDir: '',
    async start(changes = {}) {
      const cloud = await startLocalCloud({
        assemblyDir: clouds.assemblyDir,
        stage: 'dev',
        dataDir: undefined,
        seed: 1,
        now: () => clouds.nowMs,
        virtualClock: true,
        live: false,
        onEvent: (event) => void clouds.events.push(event),
        ...changes,
      });
      running.push(cloud);
      return cloud;
    },
    makeFolder() {
      const folder = mkdtempSync(join(tmpdir(), 'so-sang-kien-test-'));
      folders.push(folder);
      return folder;
    },
    changeAssembly(change) {
      const copy = copyAssembly(clouds.assemblyDir, change);
      folders.push(copy);
      return copy;
    },
  };

  beforeAll(async () => {
    clouds.assemblyDir = await buildTinyAssembly();
  });
  afterEach(async () => {
    clouds.nowMs = startMs;
    clouds.events = [];
    for (const cloud of running.splice(0)) await cloud.stop();
  });
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  return clouds;
}
