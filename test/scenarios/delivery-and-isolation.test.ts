/** The D and I lines of the sync contract: what fails on the way, who may not do what; and keys (K). */
import { expect, it } from 'vitest';
import { listScenarioFiles, runScenarioFiles } from './run-scenario-files.ts';

const files = listScenarioFiles((name) => /^[dik]\d\d/.test(name));

it('has a file for every line but those that need a test of their own', () => {
  const lines = new Set(files.map((name) => name.slice(0, 3)));
  const wanted = [...listLines('d', 11), ...listLines('i', 5)];
  // Lost memory, the daily quota and a killed table are in test/local/scenario.
  expect(wanted.filter((line) => !lines.has(line))).toEqual(['d07', 'd09', 'd11']);
});

runScenarioFiles(files);

function listLines(letter: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => letter + String(index + 1).padStart(2, '0'));
}
