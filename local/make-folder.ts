/** Makes a folder and those above it. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isSystemError } from './aws/local-fault.ts';

/**
 * Node's own recursive way never comes back where something refuses folders by saying that their
 * parent is not there, as /proc does.
 *
 * @param path absolute
 * @throws Error of the file system
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let at = path; !existsSync(at); at = dirname(at)) missing.unshift(at);
  for (const one of missing) {
    try {
      mkdirSync(one);
    } catch (error) {
      // Another process may have made it meanwhile.
      if (!isSystemError(error, 'EEXIST')) throw error;
    }
  }
  if (!statSync(path).isDirectory()) throw new Error('it is a file, not a folder');
}
