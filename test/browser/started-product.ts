// `npm start` as a process of its own: what it prints, how it ends, and what it leaves behind.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

const ROOT_DIR = resolve(import.meta.dirname, '../..');

export type ProductExit = { readonly code: number | null; readonly signal: string | null };

export type StartedProduct = {
  readonly pid: number;
  readonly lines: readonly string[];
  stderr(): string;
  /** Its first match in what was or will be printed. @throws Error when the end comes before. */
  waitFor(pattern: RegExp): Promise<string>;
  readonly exited: Promise<ProductExit>;
  kill(signal: NodeJS.Signals): void;
};

export function startProduct(args: readonly string[]): StartedProduct {
  const { DYNAMODB_ENDPOINT: _, ...env } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'local/start.ts', ...args], {
    cwd: ROOT_DIR,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const reader = createInterface(child.stdout);
  reader.on('line', (line) => lines.push(line));
  const exited = new Promise<ProductExit>((settle) => {
    child.once('close', (code, signal) => settle({ code, signal }));
  });
  return {
    pid: child.pid ?? -1,
    lines,
    stderr: () => stderr,
    waitFor: (pattern) => {
      const known = lines.find((line) => pattern.test(line));
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((settle, fail) => {
        reader.on('line', (line) => {
          if (pattern.test(line)) settle(line);
        });
        child.once('close', () => {
          fail(new Error(`ended without ${pattern}: ${stderr}\n${lines.join('\n')}`));
        });
      });
    },
    exited,
    kill: (signal) => killIfRunning(child, signal),
  };
}

function killIfRunning(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
}

/** Every process below this one, however deep. */
export function listDescendants(pid: number): readonly number[] {
  const children = readOrEmpty(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  return children.map(Number).flatMap((child) => [child, ...listDescendants(child)]);
}

/** Those still alive after a while; a process that was told to end may take a moment. */
export async function listSurvivors(pids: readonly number[]): Promise<readonly number[]> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (!pids.some(isAlive)) return [];
    await delay(50);
  }
  return pids.filter(isAlive);
}

function isAlive(pid: number): boolean {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  // A zombie has ended; only its parent has not looked yet.
  return stat !== '' && !/\) Z /.test(stat);
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
