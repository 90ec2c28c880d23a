/** CPU time of the script's thread apart from the rest of the process; Linux keeps it by thread. */
import { readdirSync, readFileSync } from 'node:fs';

const TASKS = '/proc/self/task';
/** USER_HZ, which Linux fixes at 100 for what it shows to programs. */
const MS_PER_TICK = 10;

export type CpuSnapshot = ReadonlyMap<string, number>;

/** Milliseconds by thread id; empty where the host does not say. */
export function readThreadCpu(): CpuSnapshot {
  const cpu = new Map<string, number>();
  for (const thread of listThreads()) {
    try {
      cpu.set(thread, toCpuMs(readFileSync(`${TASKS}/${thread}/stat`, 'utf8')));
    } catch {
      // The thread ended meanwhile.
    }
  }
  return cpu;
}

/** The busiest thread but the main one since then: one script runs at a time here. */
export function scriptCpuMs(before: CpuSnapshot, after: CpuSnapshot): number {
  const spent = [...after]
    .filter(([thread]) => thread !== String(process.pid))
    .map(([thread, ms]) => ms - (before.get(thread) ?? 0));
  return Math.max(0, ...spent);
}

function listThreads(): readonly string[] {
  try {
    return readdirSync(TASKS);
  } catch {
    return [];
  }
}

/** User and system time are fields 14 and 15; the name before them may contain anything. */
function toCpuMs(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}
