// Bundles the sheet side into the one script file Apps Script loads.
import { copyFileSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { assertRunsInAppsScript } from './assert-runs-in-apps-script.ts';
import { writeFileAtomically } from './build-step.ts';

export async function bundleAppsScript(rootDir: string): Promise<void> {
  const options: BuildOptions = {
    absWorkingDir: rootDir,
    entryPoints: ['appsscript/main.ts'],
    outfile: 'dist/appsscript/Code.js',
    bundle: true,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2021',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  };
  const footer = (await readExports(options)).map(toTopLevelFunction).join('\n');
  const result = await build({
    ...options,
    write: false,
    format: 'iife',
    globalName: '__app',
    footer: { js: footer },
  });
  for (const file of result.outputFiles) {
    assertRunsInAppsScript(file.text);
    writeFileAtomically(file.path, file.contents);
  }
  copyManifest(rootDir);
}

async function readExports(options: BuildOptions): Promise<readonly string[]> {
  const { metafile } = await build({ ...options, write: false, format: 'esm', metafile: true });
  const names = Object.values(metafile.outputs).flatMap((output) => output.exports);
  if (names.length === 0) throw new Error('appsscript/main.ts exports no trigger function');
  return names.sort();
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
