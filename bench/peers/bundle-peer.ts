/** A script as one file for the Apps Script runtime, bundled the way our own is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import type { NewBinding } from '../../local/google/apps-script/script-host.ts';
import { assertRunsInAppsScript } from '../../scripts/assert-runs-in-apps-script.ts';
import type { Peer } from './peers.ts';

const ROOT_DIR = join(import.meta.dirname, '../..');
const bundles = new Map<string, NewBinding>();

export function bundlePeer(peer: Peer): NewBinding {
  return bundleScript(`bench/peers/${peer}/main.ts`);
}

/** Made once a process. @param entry path from the root of the repository */
export function bundleScript(entry: string): NewBinding {
  const known = bundles.get(entry);
  if (known !== undefined) return known;
  const code = toCode(entry);
  assertRunsInAppsScript(code);
  const manifestPath = join(ROOT_DIR, 'appsscript/appsscript.json');
  const bundle = { code, manifest: JSON.parse(readFileSync(manifestPath, 'utf8')) };
  bundles.set(entry, bundle);
  return bundle;
}

function toCode(entry: string): string {
  const options: BuildOptions = {
    absWorkingDir: ROOT_DIR,
    entryPoints: [entry],
    bundle: true,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2021',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  };
  const { metafile } = buildSync({ ...options, write: false, format: 'esm', metafile: true });
  const names = Object.values(metafile?.outputs ?? {}).flatMap(({ exports }) => exports);
  const { outputFiles } = buildSync({
    ...options,
    write: false,
    format: 'iife',
    globalName: '__peer',
    // Apps Script finds trigger functions by their global name.
    footer: {
      js: names
        .map((name) => `function ${name}() { return __peer.${name}.apply(this, arguments); }`)
        .join('\n'),
    },
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`esbuild made nothing of ${entry}`);
  return file.text;
}
