/** Every scenario file of this folder, run in a fresh system each. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runScenario } from '../../local/scenario/run-scenario.ts';
import { parseScenario } from '../../local/scenario/scenario-file.ts';
import { build } from '../../scripts/build.ts';

const DIR = import.meta.dirname;
const files = readdirSync(DIR).filter((name) => name.endsWith('.jsonl'));

beforeAll(() => build({ print: () => undefined }));

describe('scenario', () => {
  it('has files to run', () => {
    expect(files.length).toBeGreaterThan(0);
  });

  it.each(files)('%s', async (name) => {
    const path = join(DIR, name);
    const file = parseScenario(readFileSync(path, 'utf8'));
    if (file.kind === 'malformed') throw new Error(`line ${file.lineNumber}: ${file.reason}`);
    const { passed, failures } = await runScenario({ file, path });
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(0);
  });
});
