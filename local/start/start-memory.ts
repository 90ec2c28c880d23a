// What a start leaves for the next one, beside the data itself: its port, and how far the sample got.

import { accessSync, constants, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { STAGES } from '../../core/stage.ts';
import { LocalFault } from '../aws/local-fault.ts';
import { readKeptFile } from '../kept-file.ts';
import { makeFolder } from '../make-folder.ts';

const VERSION = 1;
const StartMemory = z.strictObject({
  version: z.literal(VERSION),
  /** Spreadsheets hold the address they were activated with: it must stay. */
  httpPort: z.exactOptional(z.int()),
  /** Whose tables and secret are in the folder; dev and ben-tre where an older start says nothing. */
  stage: z.exactOptional(z.enum(STAGES)),
  programme: z.exactOptional(z.string()),
  /** How far the clock was set forward: what happened then must not lie in the future. */
  clockAheadMs: z.exactOptional(z.number().check(z.gte(0))),
  /** Units of the sample that are wholly loaded. */
  sampleUnits: z.array(z.string()),
});
export type StartMemory = z.infer<typeof StartMemory>;

export const NO_MEMORY: StartMemory = { version: VERSION, sampleUnits: [] };

const FILE_NAME = 'start.json';

/**
 * Makes the folder and looks whether it can be used.
 *
 * @throws LocalFault 'local.data_folder_unusable'
 */
export function prepareDataFolder(dataDir: string): void {
  try {
    makeFolder(dataDir);
    // Only asked for: another start may be at work in there.
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalFault('local.data_folder_unusable', { path: dataDir, reason }, { cause: error });
  }
}

/** @throws LocalFault 'local.data_folder_unusable' */
export function readStartMemory(dataDir: string): StartMemory {
  const path = join(dataDir, FILE_NAME);
  const parse = (value: unknown) => z.parse(StartMemory, value);
  return readKeptFile({ path, version: VERSION, parse }) ?? NO_MEMORY;
}

/** Whole or not at all. */
export function writeStartMemory(dataDir: string, memory: StartMemory): void {
  const path = join(dataDir, FILE_NAME);
  writeFileSync(`${path}.new`, JSON.stringify(memory));
  renameSync(`${path}.new`, path);
}
