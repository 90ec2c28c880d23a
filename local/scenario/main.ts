/** `npm run -s scenario -- FILE.jsonl [--json OUT]` */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build } from '../../scripts/build.ts';
import { LocalFault } from '../aws/local-fault.ts';
import { runScenario } from './run-scenario.ts';
import { ScenarioError } from './scenario-error.ts';
import { parseScenario } from './scenario-file.ts';

const USAGE = 'usage: npm run -s scenario -- FILE.jsonl [--json OUT]';
const MALFORMED = 2;

async function main(): Promise<number> {
  const args = readArguments();
  if (args === undefined) return refuse(USAGE);
  let text: string;
  try {
    text = readFileSync(args.path, 'utf8');
  } catch {
    return refuse(`cannot read ${args.path}`);
  }
  const file = parseScenario(text);
  if (file.kind === 'malformed') return refuse(`${args.path}:${file.lineNumber}: ${file.reason}`);
  await build({ print: (line) => process.stderr.write(`${line}\n`) });
  const result = await runScenario({ file, path: args.path });
  for (const { lineNumber, reason } of result.failures) {
    process.stdout.write(`${args.path}:${lineNumber}: ${reason}\n`);
  }
  process.stdout.write(`${result.passed} passed, ${result.failures.length} failed\n`);
  if (args.json !== undefined) {
    writeFileSync(args.json, `${JSON.stringify(result.endState, undefined, 1)}\n`);
  }
  return result.failures.length === 0 ? 0 : 1;
}

function readArguments(): { readonly path: string; readonly json?: string } | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'string' } },
      allowPositionals: true,
    });
    const [path, ...others] = positionals;
    if (path === undefined || others.length > 0) return undefined;
    return { path, ...(values.json === undefined ? {} : { json: values.json }) };
  } catch {
    return undefined;
  }
}

function refuse(reason: string): number {
  process.stderr.write(`${reason}\n`);
  return MALFORMED;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isMalformed = error instanceof ScenarioError;
  const isKnown = isMalformed || error instanceof LocalFault;
  process.stderr.write(
    `${isKnown ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exitCode = isMalformed ? MALFORMED : 1;
}
