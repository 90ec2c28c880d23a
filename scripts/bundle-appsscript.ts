// Bundles the sheet side into the one script file Apps Script loads.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { assertRunsInAppsScript } from './assert-runs-in-apps-script.ts';
import { writeFileAtomically } from './build-step.ts';

const ENTRY = 'appsscript/main.ts';

const OPTIONS = {
  entryPoints: [ENTRY],
  outfile: 'dist/appsscript/Code.js',
  bundle: true,
  platform: 'neutral',
  mainFields: ['module', 'main'],
  target: 'es2021',
  charset: 'utf8',
  legalComments: 'none',
  minify: true,
  logLevel: 'silent',
} as const satisfies BuildOptions;

/** Bytes of the script by the source file they come from, without what joins them. */
export async function listScriptParts(rootDir: string): Promise<ReadonlyMap<string, number>> {
  const options = { ...OPTIONS, absWorkingDir: rootDir, write: false, metafile: true } as const;
  const { metafile } = await build({ ...options, format: 'esm' });
  const parts = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  return new Map(parts.map(([file, { bytesInOutput }]) => [file, bytesInOutput]));
}

export async function bundleAppsScript(rootDir: string): Promise<void> {
  const options: BuildOptions = { ...OPTIONS, absWorkingDir: rootDir };
  const { exports, version } = await readSource(options);
  const { entryPoints, ...others } = options;
  const names = exports.join(', ');
  const result = await build({
    ...others,
    write: false,
    format: 'iife',
    // Not by `globalName`, whose getters are for programs that import a bundle.
    stdin: {
      contents: `import { ${names} } from './${ENTRY}';\n__app = { ${names} };`,
      resolveDir: rootDir,
    },
    define: { __BUNDLE_VERSION__: JSON.stringify(version) },
    // So that whoever reads a script at Google can tell which version it is; strict as the sources.
    banner: { js: `// so-sang-kien ${version}\n"use strict";var __app;` },
    footer: { js: exports.map(toTopLevelFunction).join('\n') },
  });
  for (const file of result.outputFiles) {
    assertRunsInAppsScript(file.text);
    writeFileAtomically(file.path, file.contents);
  }
  copyManifest(rootDir);
}

type Source = {
  readonly exports: readonly string[];
  /** Tells bundles apart: a hash of everything that goes into one. */
  readonly version: string;
};

async function readSource(options: BuildOptions): Promise<Source> {
  const result = await build({ ...options, write: false, format: 'esm', metafile: true });
  const exports = Object.values(result.metafile.outputs).flatMap((output) => output.exports);
  if (exports.length === 0) throw new Error('appsscript/main.ts exports no trigger function');
  const hash = createHash('sha256');
  for (const file of result.outputFiles ?? []) hash.update(file.contents);
  return { exports: exports.sort(), version: hash.digest('hex').slice(0, 12) };
}

/** Apps Script finds trigger functions by their global name. */
function toTopLevelFunction(name: string): string {
  return `function ${name}() { return __app.${name}.apply(this, arguments); }`;
}

function copyManifest(rootDir: string): void {
  const target = join(rootDir, 'dist/appsscript/appsscript.json');
  const temporary = `${target}.${process.pid}.tmp`;
  mkdirSync(join(rootDir, 'dist/appsscript'), { recursive: true });
  copyFileSync(join(rootDir, 'appsscript/appsscript.json'), temporary);
  renameSync(temporary, target);
}
