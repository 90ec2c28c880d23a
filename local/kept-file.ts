/** Reads back what an earlier start kept in a file of the data folder. */
import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { isSystemError, LocalFault } from './aws/local-fault.ts';

const Versioned = z.looseObject({ version: z.int() });

type KeptFile<Kept> = {
  readonly path: string;
  /** What this program writes. */
  readonly version: number;
  /** @throws Error where the value is not what this program writes */
  parse(value: unknown): Kept;
};

/**
 * @returns undefined where there is no such file
 * @throws LocalFault 'local.data_folder_unusable' where there is one that cannot be used
 */
export function readKeptFile<Kept>({ path, version, parse }: KeptFile<Kept>): Kept | undefined {
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const versioned = z.safeParse(Versioned, value);
    if (versioned.success && versioned.data.version > version) {
      throw toUnusable(path, 'a newer version of this program wrote it', undefined);
    }
    return parse(value);
  } catch (error) {
    if (error instanceof LocalFault) throw error;
    const reason =
      error instanceof SyntaxError ? `damaged, ${error.message}` : 'damaged or not ours';
    throw toUnusable(path, reason, error);
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    // One that is there but cannot be read must never be taken for none, and written over.
    throw toUnusable(path, error instanceof Error ? error.message : String(error), error);
  }
}

function toUnusable(path: string, reason: string, cause: unknown): LocalFault {
  return new LocalFault('local.data_folder_unusable', { path, reason }, { cause });
}
