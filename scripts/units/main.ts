/** `npm run -s units -- COMMAND`: all spreadsheets' scripts of a programme, as a fleet. */
import { readFileSync } from 'node:fs';
import { build } from '../build.ts';
import { runUnits } from './run-units.ts';

const STANDARD_INPUT = 0;

const interruption = new AbortController();
// Once: what has begun ends and is written down. Twice: the process ends, as it would.
process.once('SIGINT', () => {
  process.stderr.write('interrupted: what has begun is finished first\n');
  interruption.abort();
});

const toStandardError = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

process.exitCode = await runUnits(process.argv.slice(2), {
  now: Date.now,
  signal: interruption.signal,
  progress: toStandardError,
  write: (text) => process.stdout.write(text),
  readInput: () => (process.stdin.isTTY ? '' : readFileSync(STANDARD_INPUT, 'utf8')),
  build: () => build({ print: toStandardError }),
});
