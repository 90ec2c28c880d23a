// The folder the local cloud keeps its data in, used by one process at a time.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSystemError, LocalFault } from './local-fault.ts';

export type DataFolder = {
  readonly tableFile: string;
  readonly secretsFile: string;
  release(): void;
};

/** @throws LocalFault when the folder cannot be written or another process uses it */
export function openDataFolder(dataDir: string): DataFolder {
  const path = join(dataDir, 'aws');
  const lockFile = join(path, 'pid');
  try {
    mkdirSync(path, { recursive: true });
    takeLock(path, lockFile);
  } catch (error) {
    if (error instanceof LocalFault) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalFault('local.data_folder_unusable', { path, reason }, { cause: error });
  }
  return {
    tableFile: join(path, 'table.db'),
    secretsFile: join(path, 'secrets.json'),
    release: () => rmSync(lockFile, { force: true }),
  };
}

function takeLock(path: string, lockFile: string): void {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return;
  } catch (error) {
    if (!isSystemError(error, 'EEXIST')) throw error;
  }
  const pid = Number.parseInt(readFileSync(lockFile, 'utf8'), 10);
  if (isAlive(pid)) throw new LocalFault('local.data_folder_in_use', { path, pid });
  writeFileSync(lockFile, String(process.pid));
}

function isAlive(pid: number): boolean {
  if (Number.isNaN(pid)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isSystemError(error, 'ESRCH');
  }
}
