/** The bundle that was pushed before this one, as `scripts/keep-bundle.ts` keeps it. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { NewBinding } from '../../local/google/apps-script/script-host.ts';

const FOLDER = new URL('../fixtures/bundles/previous/', import.meta.url);

export function readPreviousBundle(): NewBinding {
  const { commit } = JSON.parse(read('origin.json').toString('utf8'));
  if (!/^[0-9a-f]{40}$/.test(commit)) throw new Error('origin.json names no commit');
  return {
    code: gunzipSync(read('Code.js.gz')).toString('utf8'),
    manifest: JSON.parse(read('appsscript.json').toString('utf8')),
  };
}

function read(name: string): Buffer {
  return readFileSync(new URL(name, FOLDER));
}
