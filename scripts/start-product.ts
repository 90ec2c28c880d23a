// `npm start` with a data folder of its own, for what measures or pictures the product.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT_DIR = resolve(import.meta.dirname, '..');

export type Product = {
  /** Of the page. */
  readonly url: string;
  /** Ends it and forgets its data. */
  stop(): Promise<void>;
};

/** @throws Error when it ends before it is ready */
export async function startProduct(): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), 'so-sang-kien-'));
  const args = ['--import', 'tsx', 'local/start.ts', '--port', '0', '--data', dataDir];
  const child = spawn(process.execPath, args, {
    cwd: ROOT_DIR,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((settle) => child.once('close', settle));
  const forget = () => rmSync(dataDir, { recursive: true, force: true });
  let url = '';
  for await (const line of createInterface(child.stdout)) {
    url = /^Page: +(\S+)$/.exec(line)?.[1] ?? url;
    if (!line.startsWith('Ready')) continue;
    return {
      url,
      async stop() {
        child.kill('SIGTERM');
        await ended;
        forget();
      },
    };
  }
  forget();
  throw new Error('npm start ended before it was ready');
}
