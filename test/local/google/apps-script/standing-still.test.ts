/** A machine that stands still for a while: a lid that was closed, a program that was stopped. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { afterEach, expect, test } from 'vitest';
import { closeWorlds, openWorld } from './script-world.ts';

afterEach(closeWorlds);

const STUCK_AFTER_MS = 2_500;
const STOPPED_SECONDS = 4;
/** Long enough to be stopped in its middle, and far from stuck. */
const COMPUTING_MS = 800;

/** Rounds of an empty loop that take about so long here. */
function toRounds(ms: number): number {
  const sample = 20_000_000;
  const startedAt = performance.now();
  for (let round = 0; round < sample; round += 1);
  return Math.round((sample * ms) / (performance.now() - startedAt));
}

/** Stops this process with all its threads, and lets it go on. */
async function standStill(): Promise<void> {
  const { pid } = process;
  const script = `kill -STOP ${pid}; sleep ${STOPPED_SECONDS}; kill -CONT ${pid}`;
  await once(spawn('/bin/sh', ['-c', script], { stdio: 'ignore' }), 'exit');
}

test('is no endless loop of the script that was running', async () => {
  const rounds = toRounds(COMPUTING_MS);
  const world = await openWorld(
    `function main() { for (let round = 0; round < ${rounds}; round += 1); return 1; }`,
    { stuckAfterMs: STUCK_AFTER_MS },
  );
  const [log] = await Promise.all([world.run(), standStill()]);
  expect(log).toMatchObject({ outcome: 'completed', returned: '1' });
});
