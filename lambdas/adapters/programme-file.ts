/** The programme a function serves, from the file the build puts beside its bundle. */
import { readFileSync } from 'node:fs';
import type { Programme } from '../../core/programme.ts';
import { parseProgramme } from '../../core/programme.ts';

/**
 * @param bundleUrl of the bundle itself
 * @throws Fault 'config.invalid'
 */
export function readProgrammeFile(code: string, bundleUrl: string): Programme {
  const file = new URL(`./programmes/${code}.json`, bundleUrl);
  return parseProgramme(code, JSON.parse(readFileSync(file, 'utf8')));
}
