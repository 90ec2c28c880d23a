/** Ctrl-C reaches every program of the terminal's group at once, not only the one that listens. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listDescendants, listSurvivors } from '../../browser/started-product.ts';

const ROOT = join(import.meta.dirname, '../../..');

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ctrl-c-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** What `npm start` runs, in a group of its own as a shell gives each command. */
function startInGroup() {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const child = spawn('/bin/sh', ['-c', `${scripts.start} --port 0 --data '${dataDir}'`], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const reader = createInterface(child.stdout).on('line', (line) => lines.push(line));
  const closed = once(child, 'close');
  return {
    pid: child.pid ?? -1,
    closed,
    lines,
    stderr: () => stderr,
    hasPrinted: (pattern: RegExp) =>
      new Promise<void>((settle, fail) => {
        reader.on('line', (line) => pattern.test(line) && settle());
        void closed.then(() => fail(new Error(`ended without ${pattern}: ${stderr}`)));
      }),
  };
}

it.each([
  ['at the beginning of the load', /^Loading/],
  ['in the midst of it', /^BT061 /],
])('%s ends everything without a word of failure', async (_, pattern) => {
  const started = startInGroup();
  await started.hasPrinted(pattern);
  const descendants = listDescendants(started.pid);
  expect(descendants.length).toBeGreaterThan(1);
  process.kill(-started.pid, 'SIGINT');
  expect(await started.closed).toEqual([0, null]);
  expect(started.stderr()).toBe('');
  expect(started.lines.at(-1)).toBe('Stopping…');
  expect(await listSurvivors(descendants)).toEqual([]);
});
