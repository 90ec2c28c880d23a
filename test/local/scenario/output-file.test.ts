/** A path that `--json` cannot write to is told before the run. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findOutputProblem } from '../../../local/scenario/output-file.ts';

const dir = mkdtempSync(join(tmpdir(), 'so-sang-kien-output-'));
const scenario = join(dir, 'a.jsonl');
writeFileSync(scenario, '');
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it('takes a new file, an old file and a device', () => {
  for (const out of [join(dir, 'new.json'), '/dev/null']) {
    expect(findOutputProblem(out, scenario)).toBeUndefined();
  }
  writeFileSync(join(dir, 'old.json'), '{}');
  expect(findOutputProblem(join(dir, 'old.json'), scenario)).toBeUndefined();
});

it.each([
  ['no/such/folder.json', /make the folder .*no\/such first$/],
  ['a.jsonl/out.json', /make the folder .*a\.jsonl first$/],
  ['.', /^is a folder: name a file in it$/],
  ['a.jsonl', /^is the scenario itself/],
])('refuses %s', (out, problem) => {
  expect(findOutputProblem(join(dir, out), scenario)).toMatch(problem);
});
