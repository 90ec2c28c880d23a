/** The operator's command as a process of its own. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export const ROOT_DIR = resolve(import.meta.dirname, '../../..');

export type AdminRun = { readonly code: number; readonly stdout: string; readonly stderr: string };

export function runAdmin(...args: readonly string[]): Promise<AdminRun> {
  const command = ['--import', 'tsx', 'scripts/admin/main.ts', ...args];
  const child = spawn(process.execPath, command, { cwd: ROOT_DIR, stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((settle) =>
    child.once('close', (code) => settle({ code: code ?? -1, stdout, stderr })),
  );
}
