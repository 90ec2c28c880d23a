// Writes a programme and its units as the one JSON file the functions read, once it is sound.
import { join } from 'node:path';
import { writeFileAtomically } from './build-step.ts';
import { readProgrammeSource } from './read-programme-source.ts';

/** @throws Fault 'config.invalid' naming the first thing that is wrong in it */
export function writeProgramme(rootDir: string, code: string, outputs: readonly string[]): void {
  const { joined } = readProgrammeSource(join(rootDir, 'programmes', code));
  const json = `${JSON.stringify(joined)}\n`;
  for (const output of outputs) writeFileAtomically(join(rootDir, output), json);
}
