/** A file a scenario names: looked up beside the scenario first, then from the working folder. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readSampleRows, SampleError } from '../sample/read-sample.ts';
import { ScenarioError } from './scenario-error.ts';

/**
 * @returns rows by unit code, in the order of the file
 * @throws ScenarioError when there is no such file, or no such rows in it
 */
export function readNamedRows(
  file: string,
  dir: string,
): ReadonlyMap<string, readonly (readonly string[])[]> {
  const text = readNamedFile(file, dir);
  try {
    return readSampleRows(text);
  } catch (error) {
    if (!(error instanceof SampleError)) throw error;
    throw new ScenarioError(`«${file}»: ${error.message.replace(/\s+/g, ' ')}`);
  }
}

function readNamedFile(file: string, dir: string): string {
  const beside = resolve(dir, file);
  const path = existsSync(beside) ? beside : resolve(file);
  try {
    return readFileSync(path, 'utf8');
  } catch {
    const places = [...new Set([beside, resolve(file)])].join(' or ');
    throw new ScenarioError(`«${file}» cannot be read: there is no file ${places}`);
  }
}
