/** What docs/comparison.md says is what is measured today, for scenarios that are quick to play. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readGenerated } from '../../../bench/peers/document.ts';
import { sumJudgements } from '../../../bench/peers/judge/judge.ts';
import { measureScenario } from '../../../bench/peers/measure-all.ts';
import { ALGORITHMS } from '../../../bench/peers/peers.ts';
import { readCounts, readReport } from '../../../bench/peers/read-report.ts';
import {
  findReasonToLeaveOut,
  listScenarioNames,
  readScenario,
} from '../../../bench/peers/read-scenarios.ts';
import { writeScenario } from '../../../bench/peers/write-report.ts';
import { build } from '../../../scripts/build.ts';

const QUICK = [
  's05-sorts-the-whole-table',
  's07-copies-a-whole-row',
  'd03-reply-lost-after-commit',
];
const TIMEOUT_MS = 240_000;

beforeAll(() => build({ print: () => undefined }));

describe('docs/comparison.md; else run bench/peers/main.ts --write', () => {
  it('measures or leaves out, with its reason, only what there is', () => {
    const { measured, leftOut } = readNames(readGenerated());
    const reasons = new Map(
      listScenarioNames().map((name) => [name, findReasonToLeaveOut(readScenario(name))]),
    );
    expect(measured.length).toBeGreaterThan(50);
    expect(measured.filter((name) => !reasons.has(name) || reasons.get(name))).toEqual([]);
    expect(leftOut.length).toBeGreaterThan(0);
    for (const [name, reason] of leftOut) expect([name, reason]).toEqual([name, reasons.get(name)]);
  });

  it.each(QUICK)('fits %s', { timeout: TIMEOUT_MS }, async (name) => {
    const scenario = readScenario(name);
    const figures = await measureScenario(scenario);
    expect(figures.size).toBe(ALGORITHMS.length);
    const { title } = scenario;
    expect(readGenerated()).toContain(writeScenario({ name, title, figures }).join('\n'));
  });

  it('adds up', () => {
    const [totalLines = ''] = readGenerated().split('### Each scenario');
    const totals = totalLines.split('\n').flatMap((line) => readCounts(line) ?? []);
    const scenarios = [...readReport(readGenerated()).values()];
    expect(scenarios.length).toBeGreaterThan(50);
    const sums = ALGORITHMS.map((algorithm) =>
      sumJudgements(scenarios.flatMap((figures) => figures.get(algorithm) ?? [])),
    );
    expect(totals).toEqual(sums);
  });
});

function readNames(report: string) {
  const leftOut = [...report.matchAll(/^- `(\S+)` (.+)\.$/gm)];
  return {
    measured: [...readReport(report).keys()],
    leftOut: leftOut.map(([, name = '', reason = '']) => [name, reason] as const),
  };
}
