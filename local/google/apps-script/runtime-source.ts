// Bundles the worker and the script-side runtime from their sources, once a process.

import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

export type RuntimeSource = {
  /** CommonJS for `new Worker(…, { eval: true })`. */
  readonly workerCode: string;
  /** An expression whose value is the function that sets a context up. */
  readonly runtimeCode: string;
};

let cached: RuntimeSource | undefined;

export function readRuntimeSource(): RuntimeSource {
  cached ??= {
    workerCode: bundle('./worker.ts', 'node'),
    runtimeCode: `(function(){${bundle('./runtime/runtime.ts', 'neutral')}
return __runtime.start;})()`,
  };
  return cached;
}

function bundle(path: string, platform: 'node' | 'neutral'): string {
  const result = buildSync({
    entryPoints: [fileURLToPath(new URL(path, import.meta.url))],
    bundle: true,
    write: false,
    platform,
    target: 'node20',
    format: platform === 'node' ? 'cjs' : 'iife',
    ...(platform === 'node' ? {} : { globalName: '__runtime' }),
  });
  const file = result.outputFiles[0];
  if (file === undefined) throw new Error(`esbuild made nothing of ${path}`);
  return file.text;
}
