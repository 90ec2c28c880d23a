// Bundles the workbench's page with Vite, everything it needs in files of its own.
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

export const WORKBENCH_OUTPUT = 'dist/workbench';

export async function bundleWorkbench(rootDir: string): Promise<void> {
  const made = join(rootDir, `${WORKBENCH_OUTPUT}.${process.pid}.tmp`);
  const output = join(rootDir, WORKBENCH_OUTPUT);
  await build({
    configFile: false,
    root: join(rootDir, 'local/workbench/browser'),
    publicDir: join(rootDir, 'local/workbench/static'),
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: made,
      emptyOutDir: true,
      target: 'es2022',
      // One page on this machine: a warning about its size tells nobody anything.
      chunkSizeWarningLimit: 20_000,
      reportCompressedSize: false,
      sourcemap: false,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
  rmSync(output, { recursive: true, force: true });
  renameSync(made, output);
}
