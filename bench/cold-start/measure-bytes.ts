/** Sizes of what is deployed: a cold start reads all of it. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CHUNKS } from '../../scripts/chunks.ts';
import type { Figures } from '../figures.ts';
import { FUNCTION_NAMES, LAMBDAS_DIR } from '../stage/deployment.ts';

const SCRIPT_FILE = join(LAMBDAS_DIR, '../appsscript/Code.js');

/** Exact, in bytes, as the build wrote them: a function's `index.mjs` and all that it may load. */
export function measureBytes(): Figures {
  const functions = FUNCTION_NAMES.flatMap((name) => {
    const dir = join(LAMBDAS_DIR, name);
    const chunks = readdirSync(join(dir, CHUNKS)).map((file) => join(dir, CHUNKS, file));
    const atStart = statSync(join(dir, 'index.mjs')).size;
    const later = chunks.reduce((sum, file) => sum + statSync(file).size, 0);
    return [[`bytes.${name}`, atStart + later] as const];
  });
  return { ...Object.fromEntries(functions), 'bytes.appsscript': statSync(SCRIPT_FILE).size };
}
