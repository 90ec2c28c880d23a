/** A handler of a measurement's own, bundled with the options of our functions. */
import { resolve } from 'node:path';
import { writeFileAtomically } from '../../scripts/build-step.ts';
import { bundleFunction } from '../../scripts/bundle-lambda.ts';

const ROOT_DIR = resolve(import.meta.dirname, '../..');

/** @returns the folder with its `index.mjs`, under `dist/bench` */
export async function bundleHandler(entry: string, name: string): Promise<string> {
  const outdir = resolve(ROOT_DIR, 'dist/bench', name);
  const files = await bundleFunction(ROOT_DIR, { entry, outdir });
  for (const file of files) writeFileAtomically(file.path, file.contents);
  return outdir;
}
