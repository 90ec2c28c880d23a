/** `npx tsx bench/check-ten-thousand/main.ts [--rows N] [--seed N] [--core-only]` */
import { parseArgs } from 'node:util';
import { build } from '../../scripts/build.ts';
import { generateRows } from '../valid-rows/generate-rows.ts';
import { type CorePass, profileCore } from './profile-core.ts';
import { runInSheet, type SheetRuns } from './run-in-sheet.ts';

const UNIT = 'BT028';
/** Google ends a run after six minutes. */
const LIMIT_MS = 6 * 60_000;

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    'core-only': { type: 'boolean', default: false },
  },
});
const [count, seed] = [Number(values.rows), Number(values.seed)];
if (!Number.isSafeInteger(count) || count < 1) throw new Error('--rows takes a number of rows');
if (!Number.isSafeInteger(seed)) throw new Error('--seed takes an integer');

const rows = generateRows({ seed, count, unit: UNIT });
printCore(await profileCore(rows, UNIT));
if (!values['core-only']) {
  await build({ print: (line) => process.stderr.write(`${line}\n`) });
  printRuns(await runInSheet(rows, { unit: UNIT, seed }));
}

function printCore(pass: CorePass): void {
  const { readMs, matchMs, checkMs, planMs, validCount, hottest } = pass;
  print(`${count} rows through the core alone, ${validCount} of them valid`);
  print('| step | CPU ms | of all |');
  print('| --- | ---: | ---: |');
  const all = readMs + matchMs + checkMs + planMs;
  for (const [step, ms] of Object.entries({
    'find header and rows': readMs,
    'match marks to rows': matchMs,
    'check cells and duplicates': checkMs,
    'plan requests': planMs,
  })) {
    print(`| ${step} | ${Math.round(ms)} | ${Math.round((ms / all) * 100)} % |`);
  }
  print('\nhottest functions, without what they call');
  for (const { name, percent } of hottest) print(`${percent.toFixed(1).padStart(5)} %  ${name}`);
}

function printRuns({ runs, receipts }: SheetRuns): void {
  print(`\n${count} rows in an entry tab, by the bundle`);
  print(
    '| run | function | outcome | script CPU ms | service ms | both, of 6 min | calls | fetches | RSS MiB |',
  );
  print(`|${' --- |'.repeat(3)}${' ---: |'.repeat(6)}`);
  for (const run of runs) {
    const share = ((run.scriptMs + run.serviceMs) / LIMIT_MS) * 100;
    const cells = [
      run.name,
      run.functionName,
      run.outcome,
      Math.round(run.scriptMs),
      Math.round(run.serviceMs),
      `${share.toFixed(1)} %`,
      run.sheetCalls,
      run.fetches,
      Math.round(run.memoryMiB),
    ];
    print(`| ${cells.join(' | ')} |`);
  }
  print(`\nreceipts at the end: ${JSON.stringify(receipts)}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
