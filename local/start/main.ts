// The shell around a start: what the terminal says, the signals that end it, the exit code.
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseStartArguments, USAGE } from './arguments.ts';
import { describeFailure } from './describe-failure.ts';
import { ROOT_DIR, runStart } from './run-start.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const OPTIONS = '--port N, --data DIR, --fresh, --stage dev|prod, --programme CODE';
const EXIT_FORCED = 130;
const SAME_SIGNAL_MS = 1_000;

export async function main(): Promise<void> {
  const parsed = parseStartArguments(process.argv.slice(2), {
    workingDir: process.cwd(),
    defaultDataDir: join(ROOT_DIR, '.local'),
  });
  if (parsed.kind === 'help') {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  if (parsed.kind === 'invalid') fail(`${parsed.reason}. Options: ${OPTIONS}`);
  // Whoever reads our output may be gone before the end is.
  process.stdout.on('error', () => undefined);
  try {
    await runStart(parsed, { print, ...listenForStop() });
  } catch (error) {
    if (process.env.DEBUG !== undefined) process.stderr.write(`${String(stackOf(error))}\n`);
    fail(describeFailure(error));
  }
  // Nothing may keep the process alive once all is stopped.
  process.exit(0);
}

/** A second Ctrl-C does not wait; the same one may come twice, through npm and the terminal. */
function listenForStop(): { readonly stopped: Promise<void>; isStopping(): boolean } {
  let stoppingSinceMs: number | undefined;
  const stopped = new Promise<void>((resolve) => {
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        const nowMs = performance.now();
        if (nowMs - (stoppingSinceMs ?? nowMs) > SAME_SIGNAL_MS) process.exit(EXIT_FORCED);
        stoppingSinceMs ??= nowMs;
        resolve();
      });
    }
  });
  return { stopped, isStopping: () => stoppingSinceMs !== undefined };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

function stackOf(error: unknown): unknown {
  return error instanceof Error ? error.stack : error;
}
