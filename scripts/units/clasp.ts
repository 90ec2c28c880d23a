/** The real clasp as a child process: one call, bounded in time, and what came of it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GoogleAccount, toTokenFile } from './google-account.ts';

const BINARY = fileURLToPath(import.meta.resolve('@google/clasp'));
const PRELOAD = fileURLToPath(
  new URL('../../local/google/apps-script-api/clasp-preload.mjs', import.meta.url),
);
/** What clasp is told: it would renew a token that ends within five minutes. */
const TOKEN_MS = 30 * 60_000;
const MAX_OUTPUT = 20_000;

export type ClaspOutcome =
  | { readonly kind: 'done'; readonly output: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly isLasting: boolean };

export type Clasp = {
  /** With `cwd` as working folder; `-A` is given by itself. */
  run(args: readonly string[], cwd: string): Promise<ClaspOutcome>;
};

export type ClaspOptions = {
  readonly account: GoogleAccount;
  /** Undefined is Google itself. */
  readonly standInUrl: string | undefined;
  readonly timeoutMs: number;
  /** Told each process as it starts, where somebody wants to end one. */
  readonly onStart?: (pid: number) => void;
};

export function createClasp(options: ClaspOptions): Clasp {
  return {
    async run(args, cwd) {
      const token = await options.account.readToken();
      const folder = mkdtempSync(join(realpathSync(tmpdir()), 'units-clasp-'));
      const auth = join(folder, 'auth.json');
      try {
        writeFileSync(auth, toTokenFile(token, Date.now() + TOKEN_MS), { mode: 0o600 });
        return await runOnce(options, ['-A', auth, ...args], cwd);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

function runOnce(
  { standInUrl, timeoutMs, onStart }: ClaspOptions,
  args: readonly string[],
  cwd: string,
): Promise<ClaspOutcome> {
  const preload = standInUrl === undefined ? [] : ['--import', PRELOAD];
  const child = spawn(process.execPath, [...preload, BINARY, ...args], {
    cwd,
    env: toEnvironment(standInUrl),
    stdio: ['ignore', 'pipe', 'pipe'],
    // Of its own group: Ctrl-C lets a push that has begun end, and a kill reaches its children.
    detached: true,
  });
  if (child.pid !== undefined) onStart?.(child.pid);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      output[name] = (output[name] + chunk).slice(-MAX_OUTPUT);
    });
  }
  return new Promise((resolve) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      killGroup(child.pid);
    }, timeoutMs);
    const end = (outcome: ClaspOutcome) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    child.once('error', (error) =>
      end({ kind: 'failed', reason: `clasp did not start: ${error.message}`, isLasting: true }),
    );
    child.once('close', (code, signal) => {
      if (code === 0) return end({ kind: 'done', output: output.stdout });
      const ended = isLate ? `was stopped after ${timeoutMs / 1000} s` : toEnding(code, signal);
      const words = toWords(output.stderr === '' ? output.stdout : output.stderr);
      const reason = `clasp ${ended}${words === '' ? '' : `: ${words}`}`;
      end({ kind: 'failed', reason, isLasting: LASTING.test(words) });
    });
  });
}

/** Trying again would meet the same. */
const LASTING = /syntax|invalid|permission|has errors|manifest|security error/i;

function toEnding(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `ended with ${code}` : `was killed by ${signal}`;
}

function toWords(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 300);
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended just now.
  }
}

/** Its own settings by environment would take the place of what is given here. */
function toEnvironment(standInUrl: string | undefined): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^clasp_config_/i.test(name));
  return {
    ...Object.fromEntries(inherited),
    ...(standInUrl === undefined ? {} : { APPS_SCRIPT_API_ROOT_URL: standInUrl }),
  };
}
