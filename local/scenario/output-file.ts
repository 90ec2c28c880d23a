/** Where `--json` shall write: looked at before the run, so that no run is lost for a bad path. */
import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** @returns why nothing can be written there, and what to do; undefined when it can be */
export function findOutputProblem(out: string, scenarioPath: string): string | undefined {
  const path = resolve(out);
  if (path === resolve(scenarioPath)) return 'is the scenario itself: name another file';
  const kind = kindOf(path);
  if (kind === 'folder') return 'is a folder: name a file in it';
  if (kind === 'file') return isWritable(path) ? undefined : 'cannot be written to';
  const folder = dirname(path);
  if (kindOf(folder) !== 'folder') return `cannot be written: make the folder ${folder} first`;
  return isWritable(folder) ? undefined : `cannot be written: nobody may write in ${folder}`;
}

function kindOf(path: string): 'folder' | 'file' | undefined {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    // Not there, or behind something that is no folder.
    return undefined;
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
