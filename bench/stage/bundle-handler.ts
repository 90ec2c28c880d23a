/** A handler of a measurement's own, bundled with the options of our functions. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';

const ROOT_DIR = resolve(import.meta.dirname, '../..');

/** @returns the folder with its `index.mjs`, under `dist/bench` */
export async function bundleHandler(entry: string, name: string): Promise<string> {
  const dir = resolve(ROOT_DIR, 'dist/bench', name);
  mkdirSync(dir, { recursive: true });
  await build({
    absWorkingDir: ROOT_DIR,
    entryPoints: [entry],
    outfile: `${dir}/index.mjs`,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    alias: {
      '@aws-sdk/credential-provider-node': './lambdas/adapters/environment-credentials.ts',
    },
    logLevel: 'silent',
  });
  return dir;
}
