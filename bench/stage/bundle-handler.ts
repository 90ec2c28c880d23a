/** A handler of a measurement's own, bundled with the options of our functions. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { FUNCTION_OPTIONS } from '../../scripts/bundle-lambda.ts';

const ROOT_DIR = resolve(import.meta.dirname, '../..');

/** @returns the folder with its `index.mjs`, under `dist/bench` */
export async function bundleHandler(entry: string, name: string): Promise<string> {
  const dir = resolve(ROOT_DIR, 'dist/bench', name);
  mkdirSync(dir, { recursive: true });
  await build({
    ...FUNCTION_OPTIONS,
    absWorkingDir: ROOT_DIR,
    entryPoints: [entry],
    outfile: `${dir}/index.mjs`,
  });
  return dir;
}
