// Reads a programme's folder: what its two files say together, and the same checked.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Programme } from '../core/programme.ts';
import { parseProgramme } from '../core/programme.ts';

export type ProgrammeSource = {
  /** As written, with the units beside: what the functions parse again when they start. */
  readonly joined: object;
  readonly programme: Programme;
};

/** @throws Fault 'config.invalid' naming the first thing that is wrong in it */
export function readProgrammeSource(folder: string): ProgrammeSource {
  const name = `programmes/${basename(folder)}`;
  const written: unknown = JSON.parse(readFileSync(join(folder, 'programme.json'), 'utf8'));
  if (typeof written !== 'object' || written === null) {
    throw new Error(`${name}/programme.json holds no object`);
  }
  const units: unknown = parse(readFileSync(join(folder, 'units.csv')), {
    columns: true,
    bom: true,
    skip_empty_lines: true,
  });
  const joined = { ...written, units };
  return { joined, programme: parseProgramme(name, joined) };
}
