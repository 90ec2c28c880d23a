/** Runs scenario files of this folder, each in a fresh system. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { runScenario } from '../../local/scenario/run-scenario.ts';
import { parseScenario } from '../../local/scenario/scenario-file.ts';
import { build } from '../../scripts/build.ts';

const DIR = import.meta.dirname;
/** A virtual month takes a minute; on a machine that has other work, several. */
const TIMEOUT_MS = 600_000;

export function listScenarioFiles(isWanted: (name: string) => boolean): readonly string[] {
  return readdirSync(DIR).filter((name) => name.endsWith('.jsonl') && isWanted(name));
}

export function runScenarioFiles(files: readonly string[]): void {
  beforeAll(() => build({ print: () => undefined }));

  it.each(files)('%s', { timeout: TIMEOUT_MS }, async (name) => {
    const path = join(DIR, name);
    const text = readFileSync(path, 'utf8');
    expect(text).toMatch(/^\/\/ .+\.\n/);
    const file = parseScenario(text);
    if (file.kind === 'malformed') throw new Error(`line ${file.lineNumber}: ${file.reason}`);
    const result = await runScenario({ file, path });
    if (result.kind !== 'finished') throw new Error(`line ${result.lineNumber}: ${result.reason}`);
    const { passed, failures } = result;
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(0);
  });
}
