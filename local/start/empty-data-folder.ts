// --fresh: takes away what earlier starts kept, and nothing a person may have put there.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDataFolder } from '../aws/data-folder.ts';
import { LocalFault } from '../aws/local-fault.ts';

const OURS = [
  'google.json',
  'google.json.new',
  'spreadsheets',
  'start.json',
  'start.json.new',
  'aws',
];

/** @throws LocalFault when another process uses the folder, or it cannot be written */
export function emptyDataFolder(dataDir: string): void {
  const folder = openDataFolder(dataDir);
  try {
    for (const name of OURS) rmSync(join(dataDir, name), { recursive: true, force: true });
  } catch (error) {
    folder.release();
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalFault('local.data_folder_unusable', { path: dataDir, reason }, { cause: error });
  }
}
