// Starts a child process that cannot outlive this one, even when this one is killed.
import { type ChildProcess, spawn } from 'node:child_process';

export type GuardedProcess = {
  readonly pid: number;
  /** Settles once, when the process has ended for whatever reason. */
  readonly exited: Promise<ProcessExit>;
  kill(signal: NodeJS.Signals): void;
};

export type ProcessExit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

const lastWordsMs = 500;

type GuardedOptions = {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Standard output and error in the order they were written. */
  onOutput(text: string): void;
};

/**
 * The shell leaves a watcher behind that kills the process when our end of the pipe closes, then
 * becomes the process itself, so that pid and exit code are the real ones.
 */
const guardScript = [
  'exec 3<&0',
  '{ read -r _ || kill -9 $$; } <&3 >/dev/null 2>&1 &',
  'exec "$@" </dev/null 2>&1 3<&-',
].join('\n');

/** @throws Error (spawn failure) when the shell cannot be started */
export async function startGuardedProcess(options: GuardedOptions): Promise<GuardedProcess> {
  const child = spawn('/bin/sh', ['-c', guardScript, 'guard', options.command, ...options.args], {
    cwd: options.cwd,
    env: options.env,
    stdio: ['pipe', 'pipe', 'ignore'],
    // Ctrl-C reaches everything of the terminal's group; what is under way here ends in its turn.
    detached: true,
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => options.onOutput(text));
  child.stdin.on('error', () => undefined); // The process may be gone before we dismiss its watcher.
  const exited = new Promise<ProcessExit>((resolve) => {
    child.once('exit', (code, signal) => {
      dismissWatcher(child);
      const settle = (): void => resolve({ code, signal });
      // Its last words may still be in the pipe, which something it started may hold open.
      const timer = setTimeout(settle, lastWordsMs);
      child.once('close', () => {
        clearTimeout(timer);
        settle();
      });
    });
  });
  return { pid: child.pid ?? -1, exited, kill: (signal) => void child.kill(signal) };
}

/** A line, unlike the end of the pipe, tells the watcher not to kill: the pid may be reused. */
function dismissWatcher(child: ChildProcess): void {
  child.stdin?.end('done\n');
}

/** Asks first, then insists. */
export async function stopGuardedProcess(process: GuardedProcess, graceMs: number): Promise<void> {
  process.kill('SIGTERM');
  const timer = setTimeout(() => process.kill('SIGKILL'), graceMs);
  await process.exited;
  clearTimeout(timer);
}
