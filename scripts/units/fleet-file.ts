/** The fleet's file: read at the start, written whole after every step, used by one command at a time. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Fault } from '../../core/fault.ts';
import {
  createFleet,
  type Fleet,
  type FleetName,
  type ParsedFleet,
  parseFleet,
  type Target,
  toFleetText,
  withTarget,
} from './fleet.ts';

export type FleetFile = {
  readonly path: string;
  readonly fleet: Fleet;
  /** Puts the target in, or in the place of its unit's. */
  write(target: Target): void;
};

/** @throws Fault 'config.invalid' when what is there is no fleet of this programme and stage */
export function openFleetFile(path: string, name: FleetName): FleetFile {
  let fleet = readFleet(path, name);
  return {
    path,
    get fleet() {
      return fleet;
    },
    write(target) {
      const before = toFleetText(fleet);
      fleet = withTarget(fleet, target);
      const text = toFleetText(fleet);
      if (text !== before) writeWhole(path, text);
    },
  };
}

function readFleet(path: string, name: FleetName): Fleet {
  if (!existsSync(path)) return createFleet(name);
  const parsed = parseFleet(readFileSync(path, 'utf8'), name);
  if (parsed.kind === 'fleet') return parsed.fleet;
  throw new Fault('config.invalid', { name: path, reason: toRefusal(path, parsed) });
}

function toRefusal(
  path: string,
  { kind, reason }: Exclude<ParsedFleet, { kind: 'fleet' }>,
): string {
  if (kind === 'foreign') {
    return `this registry ${reason}; say that programme and stage, or another --registry`;
  }
  const last = `«git log -- ${path}», then «git checkout COMMIT -- ${path}»`;
  return `this registry is damaged (${reason}); nothing was written; take its last whole version from git: ${last}`;
}

/** On disk before it takes the old one's place: also a machine that stops leaves one of the two. */
function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  const file = openSync(temporary, 'w');
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}

/** @throws Fault 'config.invalid' while another command runs; the lock of one that died is taken over */
export async function withFleetLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'lock');
  takeLock(path);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function takeLock(path: string): void {
  // Twice: the second time after a dead one's lock was taken away.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = Number.parseInt(readFileSync(path, 'utf8'), 10);
    if (isAlive(holder)) break;
    rmSync(path, { force: true });
  }
  const reason = `another units command is running (${readFileSync(path, 'utf8')}); wait for its end`;
  throw new Fault('config.invalid', { name: path, reason });
}

function isAlive(pid: number): boolean {
  if (Number.isNaN(pid) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
