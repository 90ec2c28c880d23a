/** `npx tsx bench/seeded-errors/main.ts [--seed N] [--write]` */
import { parseArgs } from 'node:util';
import { writeGenerated } from './document.ts';
import { measureAll, USUAL_SEED } from './measure-all.ts';
import { writeReport } from './write-report.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, write: { type: 'boolean', default: false } },
});
const seed = values.seed === undefined ? USUAL_SEED : Number(values.seed);
if (!Number.isSafeInteger(seed)) throw new Error('--seed takes an integer');
const report = writeReport(measureAll(seed));
process.stdout.write(`${report}\n`);
if (values.write) writeGenerated(report);
