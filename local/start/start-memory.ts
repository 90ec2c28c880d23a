// What a start leaves for the next one, beside the data itself: its port, and how far the sample got.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { isSystemError, LocalFault } from '../aws/local-fault.ts';

const StartMemory = z.strictObject({
  version: z.literal(1),
  /** Spreadsheets hold the address they were activated with: it must stay. */
  httpPort: z.exactOptional(z.int()),
  /** Units of the sample that are wholly loaded. */
  sampleUnits: z.array(z.string()),
});
export type StartMemory = z.infer<typeof StartMemory>;

export const NO_MEMORY: StartMemory = { version: 1, sampleUnits: [] };

const FILE_NAME = 'start.json';

/**
 * Makes the folder and looks whether it can be used, before anything slow is begun.
 *
 * @throws LocalFault 'local.data_folder_unusable'
 */
export function prepareDataFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    writeStartMemory(dataDir, readStartMemory(dataDir));
  } catch (error) {
    if (error instanceof LocalFault) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalFault('local.data_folder_unusable', { path: dataDir, reason }, { cause: error });
  }
}

/** @throws LocalFault 'local.data_folder_unusable' */
export function readStartMemory(dataDir: string): StartMemory {
  const path = join(dataDir, FILE_NAME);
  try {
    return z.parse(StartMemory, JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return NO_MEMORY;
    throw new LocalFault(
      'local.data_folder_unusable',
      { path, reason: error instanceof SyntaxError ? error.message : 'it is not ours or damaged' },
      { cause: error },
    );
  }
}

/** Whole or not at all. */
export function writeStartMemory(dataDir: string, memory: StartMemory): void {
  const path = join(dataDir, FILE_NAME);
  writeFileSync(`${path}.new`, JSON.stringify(memory));
  renameSync(`${path}.new`, path);
}
