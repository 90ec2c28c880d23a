/** What the script's bytes are made of: where a limit of its size lies. */
import { resolve } from 'node:path';
import { listScriptParts } from '../../scripts/bundle-appsscript.ts';
import type { Figures } from '../figures.ts';

const ROOT_DIR = resolve(import.meta.dirname, '../..');

/** Bytes by folder, largest first; a package counts as one. */
export async function measureScriptParts(): Promise<Figures> {
  const sums = new Map<string, number>();
  for (const [file, bytes] of await listScriptParts(ROOT_DIR)) {
    const part = toPart(file);
    sums.set(part, (sums.get(part) ?? 0) + bytes);
  }
  const sorted = [...sums].sort(([, one], [, other]) => other - one);
  return Object.fromEntries(sorted.map(([part, bytes]) => [`bytes.appsscript.${part}`, bytes]));
}

/** `core/reading/money.ts` is of `core/reading`, `core/hash.ts` of `core`. */
function toPart(file: string): string {
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
  if (inPackage !== undefined) return inPackage;
  const [root = '', folder = ''] = file.split('/');
  return folder.endsWith('.ts') ? root : `${root}/${folder}`;
}
