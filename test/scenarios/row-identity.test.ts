/** The S lines of the sync contract: what a typist may do to rows, columns, tabs and files. */
import { expect, it } from 'vitest';
import { listScenarioFiles, runScenarioFiles } from './run-scenario-files.ts';

const files = listScenarioFiles((name) => /^s\d\d/.test(name));

it('has a file for every line but merged cells, which the language has no words for', () => {
  const lines = new Set(files.map((name) => name.slice(1, 3)));
  const wanted = Array.from({ length: 18 }, (_, index) => String(index + 1).padStart(2, '0'));
  expect(wanted.filter((line) => !lines.has(line))).toEqual(['17']);
});

runScenarioFiles(files);
