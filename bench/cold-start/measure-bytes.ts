/** Sizes of what is deployed: a cold start reads all of it. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Figures } from '../figures.ts';
import { FUNCTION_NAMES, LAMBDAS_DIR } from '../stage/deployment.ts';

const SCRIPT_FILE = join(LAMBDAS_DIR, '../appsscript/Code.js');

/** Exact, in bytes, as the build wrote them. */
export function measureBytes(): Figures {
  const functions = FUNCTION_NAMES.map((name) => [
    `bytes.${name}`,
    statSync(join(LAMBDAS_DIR, name, 'index.mjs')).size,
  ]);
  return { ...Object.fromEntries(functions), 'bytes.appsscript': statSync(SCRIPT_FILE).size };
}
