/** The programme's own file, as the build reads it: its rules judge what is brought back. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Programme } from '../../core/programme.ts';
import { parseProgramme } from '../../core/programme.ts';
import { AdminError } from './admin-error.ts';

const PROGRAMMES_DIR = resolve(import.meta.dirname, '../../programmes');

/** @throws AdminError where there is no such folder; Fault 'config.invalid' where it is not sound */
export function readProgrammeFile(code: string): Programme {
  const folder = join(PROGRAMMES_DIR, code);
  const file = join(folder, 'programme.json');
  if (!existsSync(file)) throw new AdminError(`there is no programme «${code}» in programmes/`);
  const programme: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const units: unknown = parse(readFileSync(join(folder, 'units.csv')), {
    columns: true,
    bom: true,
    skip_empty_lines: true,
  });
  return parseProgramme(file, { ...(programme as object), units });
}
