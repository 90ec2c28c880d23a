/** The programme's own files, as the build reads them: its rules judge what is brought back. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Programme } from '../../core/programme.ts';
import { readProgrammeSource } from '../read-programme-source.ts';
import { AdminError } from './admin-error.ts';

const PROGRAMMES_DIR = resolve(import.meta.dirname, '../../programmes');

/** @throws AdminError where there is no such folder; Fault 'config.invalid' where it is not sound */
export function readProgrammeFile(code: string): Programme {
  const folder = join(PROGRAMMES_DIR, code);
  const isThere = existsSync(join(folder, 'programme.json'));
  if (!isThere) throw new AdminError(`there is no programme «${code}» in programmes/`);
  return readProgrammeSource(folder).programme;
}
