/** `npm run -s cases -- money|dates|text FILE.csv`: runs the domain's rules over a golden table. */
import { readFileSync } from 'node:fs';
import { type CaseTable, isCaseTable, readCases, runCases } from './golden-cases.ts';

const USAGE = 'usage: npm run -s cases -- money|dates|text FILE.csv';

function main(args: readonly string[]): number {
  const [table, file] = args;
  if (args.length !== 2 || table === undefined || file === undefined || !isCaseTable(table)) {
    console.error(USAGE);
    return 2;
  }
  return runFile(table, file);
}

function runFile(table: CaseTable, file: string): number {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`cases: cannot read ${file}: ${reason}`);
    return 2;
  }
  const cases = readCases(table, content);
  if (cases.kind === 'malformed') {
    console.error(`cases: ${file}: ${cases.reason}`);
    return 2;
  }
  const failures = runCases(table, cases.cases);
  for (const { line, input, expected, got } of failures) {
    console.log(`${file}:${line}: ${input}: expected ${expected}, got ${got}`);
  }
  console.log(`${cases.cases.length - failures.length} passed, ${failures.length} failed`);
  return failures.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
