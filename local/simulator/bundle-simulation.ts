/** Bundles a simulation: the product's sources, as they are or with safeguards taken out. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Plugin } from 'esbuild';
import { build } from 'esbuild';
import type { NewBinding } from '../google/apps-script/script-host.ts';
import type { SourceChange } from './source-change.ts';
import { changeSource } from './source-change.ts';

const ROOT_DIR = resolve(import.meta.dirname, '../..');
const OUT_DIR = join(ROOT_DIR, 'dist/simulator');

export type SimulationBundle = {
  /** The thread's program. */
  readonly path: string;
  readonly runtimeCode: string;
  readonly bundle: NewBinding;
};

/** @throws Error when a change finds nothing to change */
export async function bundleSimulation(
  name: string,
  changes: readonly SourceChange[] = [],
): Promise<SimulationBundle> {
  const applied = new Set<SourceChange>();
  const plugins = [toChanging(changes, applied)];
  const [path, runtimeCode, code] = await Promise.all([
    bundleThread(name, plugins),
    bundleText(join(ROOT_DIR, 'local/google/apps-script/runtime/runtime.ts'), {
      platform: 'neutral',
      format: 'iife',
      globalName: '__runtime',
    }),
    bundleSheet(changes, applied),
  ]);
  const unused = changes.find((change) => !applied.has(change));
  if (unused !== undefined) throw new Error(`${unused.file} is no part of the product's bundles`);
  return {
    path,
    runtimeCode: `(function(){${runtimeCode}\nreturn __runtime.start;})()`,
    bundle: { code, manifest: readJson('appsscript/appsscript.json') },
  };
}

/** Unchanged, the very file that is pushed. */
async function bundleSheet(
  changes: readonly SourceChange[],
  applied: Set<SourceChange>,
): Promise<string> {
  const pushed = readFileSync(join(ROOT_DIR, 'dist/appsscript/Code.js'), 'utf8');
  if (changes.length === 0) return pushed;
  const names = [...pushed.matchAll(/^function (\w+)\(\) \{ return __app\./gm)].map(
    (match) => match[1] ?? '',
  );
  const footer = names.map(
    (one) => `function ${one}() { return __app.${one}.apply(this, arguments); }`,
  );
  return bundleText(join(ROOT_DIR, 'appsscript/main.ts'), {
    platform: 'neutral',
    format: 'iife',
    globalName: '__app',
    target: 'es2021',
    mainFields: ['module', 'main'],
    footer: { js: footer.join('\n') },
    plugins: [toChanging(changes, applied)],
  });
}

async function bundleThread(name: string, plugins: Plugin[]): Promise<string> {
  const text = await bundleText(join(import.meta.dirname, 'simulation-thread.ts'), {
    platform: 'node',
    format: 'esm',
    packages: 'external',
    plugins,
  });
  mkdirSync(OUT_DIR, { recursive: true });
  const path = join(OUT_DIR, `${name}-${process.pid}.mjs`);
  writeFileSync(`${path}.tmp`, text);
  renameSync(`${path}.tmp`, path);
  return path;
}

export function removeBundle({ path }: SimulationBundle): void {
  rmSync(path, { force: true });
}

async function bundleText(entry: string, options: Parameters<typeof build>[0]): Promise<string> {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    target: 'node20',
    charset: 'utf8',
    logLevel: 'silent',
    ...options,
  });
  const [file] = result.outputFiles ?? [];
  if (file === undefined) throw new Error(`esbuild made nothing of ${entry}`);
  return file.text;
}

function toChanging(changes: readonly SourceChange[], applied: Set<SourceChange>): Plugin {
  return {
    name: 'source changes',
    setup(bundler) {
      bundler.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const file = relative(ROOT_DIR, path);
        const own = changes.filter((change) => change.file === file);
        if (own.length === 0) return undefined;
        for (const change of own) applied.add(change);
        const contents = own.reduce(changeSource, readFileSync(path, 'utf8'));
        return { contents, loader: 'ts' };
      });
    },
  };
}

function readJson(path: string): NewBinding['manifest'] {
  return JSON.parse(readFileSync(join(ROOT_DIR, path), 'utf8'));
}
