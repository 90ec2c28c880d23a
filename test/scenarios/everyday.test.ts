/** The sample of 2008-2010, call budgets, the menu, near duplicates: every file no contract line names. */
import { expect, it } from 'vitest';
import { listScenarioFiles, runScenarioFiles } from './run-scenario-files.ts';

const files = listScenarioFiles((name) => !/^[a-z]\d\d/.test(name));

it('has the sample among them', () => {
  expect(files).toContain('ben-tre-2008-2010.jsonl');
});

runScenarioFiles(files);
