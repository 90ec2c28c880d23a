// Writes a programme and its units as the one JSON file the functions read, once it is sound.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { parseProgramme } from '../core/programme.ts';
import { writeFileAtomically } from './build-step.ts';

/** @throws Fault 'config.invalid' naming the first thing that is wrong in it */
export function writeProgramme(rootDir: string, code: string, outputs: readonly string[]): void {
  const folder = join(rootDir, 'programmes', code);
  const programme: unknown = JSON.parse(readFileSync(join(folder, 'programme.json'), 'utf8'));
  if (typeof programme !== 'object' || programme === null) {
    throw new Error(`programmes/${code}/programme.json holds no object`);
  }
  const units: unknown = parse(readFileSync(join(folder, 'units.csv')), {
    columns: true,
    bom: true,
    skip_empty_lines: true,
  });
  const joined = { ...programme, units };
  parseProgramme(`programmes/${code}`, joined);
  const json = `${JSON.stringify(joined)}\n`;
  for (const output of outputs) writeFileAtomically(join(rootDir, output), json);
}
