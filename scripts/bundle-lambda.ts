// Bundles one Lambda function with its SDK into the files that are deployed and run locally.
import { mkdirSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type BuildOptions, build, type Metafile, type OutputFile } from 'esbuild';
import { writeFileAtomically } from './build-step.ts';
import { CHUNKS } from './chunks.ts';
import { mailTemplates } from './mail-templates.ts';

/** Bundled CommonJS packages call `require` for Node's own modules; an ES module has none. */
const requireBanner = [
  `import { createRequire as __createRequire } from 'node:module';`,
  'const require = __createRequire(import.meta.url);',
].join('');

/** What a function is started with. */
const ENTRY = 'index.mjs';

/** Of every function; a measurement that compares with ours bundles by them too. */
export const FUNCTION_OPTIONS = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  // Runs on nodejs24.x and, being the same file, on the Node 20 of this machine.
  target: 'node20',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  plugins: [mailTemplates],
  alias: {
    '@aws-sdk/credential-provider-node': './lambdas/adapters/environment-credentials.ts',
  },
  banner: { js: requireBanner },
  logLevel: 'silent',
} satisfies BuildOptions;

/** @returns its files, below `outdir`, which is where they are to stand */
export async function bundleFunction(
  rootDir: string,
  { entry, outdir }: { readonly entry: string; readonly outdir: string },
): Promise<readonly OutputFile[]> {
  const result = await build({
    ...FUNCTION_OPTIONS,
    absWorkingDir: rootDir,
    entryPoints: { index: entry },
    outdir,
    splitting: true,
    chunkNames: `${CHUNKS}/[name]-[hash]`,
    outExtension: { '.js': '.mjs' },
    metafile: true,
    write: false,
  });
  const reached = listReached(result.metafile, relative(rootDir, resolve(rootDir, outdir, ENTRY)));
  return result.outputFiles.filter(({ path }) => reached.has(relative(rootDir, path)));
}

/**
 * A file is also cut for code that turned out to be needed by nothing.
 * The entry is known by what is written: the name of its source is another where a link led to it.
 */
function listReached({ outputs }: Metafile, entryFile: string): ReadonlySet<string> {
  const reached = new Set([entryFile]);
  for (const file of reached)
    for (const { path } of outputs[file]?.imports ?? []) reached.add(path);
  return reached;
}

export async function bundleLambda(rootDir: string, name: string): Promise<void> {
  const outdir = `dist/lambdas/${name}`;
  const files = await bundleFunction(rootDir, { entry: `lambdas/${name}/index.ts`, outdir });
  // The build takes the folder for an output, also of a function that has none.
  rmSync(join(rootDir, outdir, CHUNKS), { recursive: true, force: true });
  mkdirSync(join(rootDir, outdir, CHUNKS), { recursive: true });
  // The entry last: what it loads is there when it is.
  const entryLast = [...files].sort((one, other) => other.path.length - one.path.length);
  for (const file of entryLast) writeFileAtomically(file.path, file.contents);
}
