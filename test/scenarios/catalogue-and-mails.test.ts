/** What the committee types on «Danh mục», and what leaves by mail. */
import { expect, it } from 'vitest';
import { listScenarioFiles, runScenarioFiles } from './run-scenario-files.ts';

const files = listScenarioFiles((name) => /^[cm]\d\d/.test(name));

it('has files of both', () => {
  expect(new Set(files.map((name) => name[0]))).toEqual(new Set(['c', 'm']));
});

runScenarioFiles(files);
