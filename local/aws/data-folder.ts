// The folder the local cloud keeps its data in, used by one process at a time.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import { isSystemError, LocalFault } from './local-fault.ts';

export type DataFolder = {
  readonly tableFile: string;
  readonly secretsFile: string;
  readonly objectsFolder: string;
  readonly mailsFolder: string;
  release(): void;
};

/** @throws LocalFault when the folder cannot be written or another process uses it */
export function openDataFolder(dataDir: string): DataFolder {
  const path = join(dataDir, 'aws');
  const lockFile = join(path, 'pid');
  try {
    makeFolder(path);
    takeLock(dataDir, lockFile);
  } catch (error) {
    if (error instanceof LocalFault) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalFault('local.data_folder_unusable', { path, reason }, { cause: error });
  }
  return {
    tableFile: join(path, 'table.db'),
    secretsFile: join(path, 'secrets.json'),
    objectsFolder: join(path, 'objects'),
    mailsFolder: toMailsFolder(dataDir),
    release: () => rmSync(lockFile, { force: true }),
  };
}

/** Also for those who only want to read what was sent. */
export function toMailsFolder(dataDir: string): string {
  return join(dataDir, 'aws', 'mails');
}

function takeLock(dataDir: string, lockFile: string): void {
  const own = [process.pid, readStartTicks(process.pid)].join(' ');
  try {
    writeFileSync(lockFile, own, { flag: 'wx' });
    return;
  } catch (error) {
    if (!isSystemError(error, 'EEXIST')) throw error;
  }
  const [pidText = '', startTicks] = readFileSync(lockFile, 'utf8').split(' ');
  const pid = Number.parseInt(pidText, 10);
  // The number alone may be another process by now: in a container the next start has the same one.
  const isSame = isAlive(pid) && (startTicks || undefined) === readStartTicks(pid);
  if (isSame) throw new LocalFault('local.data_folder_in_use', { path: dataDir, pid });
  writeFileSync(lockFile, own);
}

/** When it was started, as /proc/PID/stat has it in its 22nd field; undefined without a /proc. */
function readStartTicks(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, the second field, may itself hold spaces and brackets.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
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
