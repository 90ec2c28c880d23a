/** `npx tsx bench/peers/main.ts [--write] [SCENARIO …]` */
import { parseArgs } from 'node:util';
import { build } from '../../scripts/build.ts';
import { readGenerated, writeGenerated } from './document.ts';
import { measureAll } from './measure-all.ts';
import { readReport } from './read-report.ts';
import { findReasonToLeaveOut, listScenarioNames, readScenario } from './read-scenarios.ts';
import type { ScenarioResult } from './write-report.ts';
import { writeReport, writeScenario } from './write-report.ts';

const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const all = listScenarioNames().map(readScenario);
const unknown = positionals.filter((wanted) => !all.some(({ name }) => name === wanted));
if (unknown.length > 0) throw new Error(`test/scenarios has no ${unknown.join(', ')}`);
const asked = all.filter((scenario) => findReasonToLeaveOut(scenario) === undefined);
const isNamed = (name: string) => positionals.length === 0 || positionals.includes(name);
const figures = new Map(readReport(readGenerated()));

await build({ print: (line) => process.stderr.write(`${line}\n`) });
await measureAll(
  asked.filter(({ name }) => isNamed(name)),
  (result) => {
    process.stdout.write(`${writeScenario(result).join('\n')}\n\n`);
    figures.set(result.name, result.figures);
    // Each at once: what is measured stays when a later one fails.
    if (values.write) writeGenerated(toReport());
  },
);

/** Of scenarios there still are: new figures, and the old ones of those not measured now. */
function toReport(): string {
  const results = asked.flatMap(({ name, title }): readonly ScenarioResult[] => {
    const known = figures.get(name);
    return known === undefined ? [] : [{ name, title, figures: known }];
  });
  const leftOut = all.flatMap((scenario) => {
    const reason = findReasonToLeaveOut(scenario);
    return reason === undefined ? [] : [{ name: scenario.name, reason }];
  });
  return writeReport(results, leftOut);
}
