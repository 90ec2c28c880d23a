/** `npm run -s scenario -- FILE.jsonl [--json OUT] [--stage dev|prod]` */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Fault } from '../../core/fault.ts';
import type { Stage } from '../../core/stage.ts';
import { build } from '../../scripts/build.ts';
import { LocalFault } from '../aws/local-fault.ts';
import { parseStage } from '../stage.ts';
import { describeFailure } from '../start/describe-failure.ts';
import { findOutputProblem } from './output-file.ts';
import type { ScenarioResult } from './run-scenario.ts';
import { runScenario, StepFailure } from './run-scenario.ts';
import { parseScenario } from './scenario-file.ts';

const USAGE = 'usage: npm run -s scenario -- FILE.jsonl [--json OUT] [--stage dev|prod]';
const FAILED = 1;
const MALFORMED = 2;

type Arguments = {
  readonly path: string;
  readonly out: string | undefined;
  readonly stage: Stage;
};

async function main(): Promise<number> {
  const args = readArguments();
  if (typeof args === 'string') return refuse(args);
  const { path, out, stage } = args;
  const problem = out === undefined ? undefined : findOutputProblem(out, path);
  if (problem !== undefined) return refuse(`--json ${out}: ${problem}`);
  const text = readText(path);
  if (text === undefined) return refuse(`${path}: cannot be read: name a scenario file`);
  const file = parseScenario(text);
  if (file.kind === 'malformed') return refuse(`${path}:${file.lineNumber}: ${file.reason}`);
  try {
    await build({ print: (line) => process.stderr.write(`${line}\n`) });
    return report(await runScenario({ file, path, stage }), args);
  } catch (error) {
    complain(error, path);
    return FAILED;
  }
}

function report(result: ScenarioResult, { path, out }: Arguments): number {
  if (result.kind === 'malformed') return refuse(`${path}:${result.lineNumber}: ${result.reason}`);
  const { passed, failures } = result;
  for (const { lineNumber, reason } of failures) {
    process.stdout.write(`${path}:${lineNumber}: ${reason}\n`);
  }
  if (result.kind === 'stopped') refuse(`${path}:${result.lineNumber}: ${result.reason}`);
  process.stdout.write(`${passed} passed, ${failures.length} failed\n`);
  if (result.kind === 'stopped') return MALFORMED;
  if (out !== undefined) writeFileSync(out, `${JSON.stringify(result.endState, undefined, 1)}\n`);
  return failures.length === 0 ? 0 : FAILED;
}

/** @returns what is wrong with them as text */
function readArguments(): Arguments | string {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'string' }, stage: { type: 'string' } },
      allowPositionals: true,
    });
    const [path, ...others] = positionals;
    if (path === undefined || others.length > 0 || values.json === '') return USAGE;
    const stage = parseStage(values.stage);
    if (stage === undefined) return `--stage takes dev or prod, not ${values.stage} (${USAGE})`;
    return { path, out: values.json, stage };
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return `${reason} (${USAGE})`;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function refuse(reason: string): number {
  process.stderr.write(`${reason}\n`);
  return MALFORMED;
}

/** A bug keeps its trace: whoever mends it needs it. */
function describeError(error: unknown): string {
  if (error instanceof LocalFault || error instanceof Fault) return describeFailure(error);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function complain(error: unknown, path: string): void {
  const isStep = error instanceof StepFailure;
  const place = isStep ? `${path}:${error.lineNumber}: the system failed: ` : '';
  process.stderr.write(`${place}${describeError(isStep ? error.cause : error)}\n`);
}

process.exitCode = await main();
