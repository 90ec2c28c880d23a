/** The order of test files: what takes minutes begins first, so that no worker ends alone with it. */
import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** Longest first, as measured; a folder stands for its files. The rest follows by size. */
const LONGEST = [
  'test/scenarios/',
  'test/local/start.test.ts',
  'test/local/simulator/simulator.test.ts',
  'test/scripts/units/fleet.test.ts',
  'test/browser/',
  'test/local/older-bundle.test.ts',
  'test/local/scenario/',
  'test/scripts/admin/',
  'test/bench/',
  'test/appsscript/',
  'test/infra/',
  'test/local/',
  'test/scripts/',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const ranks = new Map(sorted.map((file) => [file, toRank(file.moduleId)]));
    return sorted.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
  }
}

function toRank(path: string): number {
  const rank = LONGEST.findIndex((part) => path.includes(`/${part}`));
  return rank < 0 ? LONGEST.length : rank;
}
