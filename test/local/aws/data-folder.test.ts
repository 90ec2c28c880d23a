/** A data folder is one process's at a time, and a process that died leaves it to the next. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDataFolder } from '../../../local/aws/data-folder.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'data-folder-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const inUse = {
  code: 'local.data_folder_in_use',
  details: { path: expect.any(String), pid: process.pid },
};

it('is refused to a second one until the first gives it back', () => {
  const first = openDataFolder(dir);
  expect(() => openDataFolder(dir)).toThrow(expect.objectContaining(inUse));
  first.release();
  openDataFolder(dir).release();
});

it.each([
  ['a process that has ended', '4194305 12345'],
  ['one whose number is that of another by now', `${process.pid} 1`],
  ['nobody can tell whom', 'x'],
])('is taken over from %s', (_, owner) => {
  const first = openDataFolder(dir);
  const lockFile = join(dir, 'aws/pid');
  const own = readFileSync(lockFile, 'utf8');
  writeFileSync(lockFile, owner);
  openDataFolder(dir);
  expect(readFileSync(lockFile, 'utf8')).toBe(own);
  first.release();
});

it.each(['/proc/none', '/proc/none/deep', '/dev/null'])('cannot be %s', (path) => {
  expect(() => openDataFolder(path)).toThrow(
    expect.objectContaining({ code: 'local.data_folder_unusable' }),
  );
});
