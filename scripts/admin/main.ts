/** `npm run -s admin -- COMMAND`: what an operator does to a programme's table, and its exit code. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeFailure } from '../../local/start/describe-failure.ts';
import { UsageError } from './admin-error.ts';
import type { AdminArguments, Command } from './arguments.ts';
import { parseAdminArguments, USAGE } from './arguments.ts';
import { eraseAuthor } from './erase/erase-author.ts';
import { openTable } from './open-table.ts';
import type { ProgrammeTable } from './programme-table.ts';
import { readProgrammeFile } from './read-programme-file.ts';
import { recountProgramme } from './recount/recount-programme.ts';
import { toPasteLine } from './restore/paste-line.ts';
import { restoreRow } from './restore/restore-row.ts';
import {
  listDrifts,
  sayErasure,
  sayExport,
  sayImport,
  sayRecount,
  sayRestore,
  saySection,
} from './say.ts';
import type { Stop } from './stop.ts';
import { listenForStop } from './stop.ts';
import { exportProgramme } from './transfer/export-programme.ts';
import { importProgramme } from './transfer/import-programme.ts';

const FAILED = 1;
const MALFORMED = 2;

type Outcome = {
  readonly isGood: boolean;
  readonly lines: readonly string[];
  readonly json: object;
};

async function main(): Promise<number> {
  try {
    if (['--help', '-h', 'help'].includes(process.argv[2] ?? '')) {
      process.stdout.write(`${USAGE}\n`);
      return 0;
    }
    const args = parseAdminArguments(process.argv.slice(2));
    const { isGood, lines, json } = await runOnTable(args, listenForStop());
    const told = { command: args.command.kind, dryRun: args.dryRun, isGood, ...json };
    process.stdout.write(args.asJson ? `${JSON.stringify(told)}\n` : `${lines.join('\n')}\n`);
    return isGood ? 0 : FAILED;
  } catch (error) {
    return fail(error);
  }
}

function fail(error: unknown): number {
  if (process.env.DEBUG !== undefined && error instanceof Error) progress(String(error.stack));
  progress(`admin: ${describeFailure(error)}`);
  if (!(error instanceof UsageError)) return FAILED;
  progress(USAGE);
  return MALFORMED;
}

async function runOnTable(args: AdminArguments, stop: Stop): Promise<Outcome> {
  const table = await openTable(args.choice);
  try {
    return await run(args.command, { args, table, stop });
  } finally {
    await table.close();
  }
}

type Running = {
  readonly args: AdminArguments;
  readonly table: ProgrammeTable;
  readonly stop: Stop;
};

function run(command: Command, running: Running): Promise<Outcome> {
  switch (command.kind) {
    case 'export':
      return runExport(command, running);
    case 'import':
      return runImport(command, running);
    case 'restore-row':
      return runRestore(command, running);
    case 'recount':
      return runRecount(command, running);
    case 'erase-author':
      return runErase(command, running);
  }
}

type CommandOf<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

async function runExport({ out }: CommandOf<'export'>, { table, stop }: Running): Promise<Outcome> {
  const trailer = await exportProgramme({
    table,
    file: out,
    now: Date.now(),
    tool: readTool(),
    stop,
    onSection: (section, readings) => progress(saySection(section, readings)),
  });
  const { items, sha256, sections } = trailer;
  return {
    isGood: true,
    lines: sayExport(trailer, out),
    json: { file: out, items, sha256, sections },
  };
}

async function runImport(
  { file, unit, onlyMissing }: CommandOf<'import'>,
  { args: { dryRun }, table, stop }: Running,
): Promise<Outcome> {
  const onWritten = (written: number, total: number) => progress(`${written} of ${total} items`);
  const result = await importProgramme({ table, file, unit, onlyMissing, dryRun, stop, onWritten });
  const isGood = result.differing.length === 0;
  return { isGood, lines: sayImport(result, dryRun), json: result };
}

async function runRestore(
  { unit, id, version }: CommandOf<'restore-row'>,
  { args: { operator, dryRun }, table }: Running,
): Promise<Outcome> {
  const programme = readProgrammeFile(table.programme);
  const now = Date.now;
  const request = { table, programme, unit, id, version, operator, dryRun, now };
  const result = await restoreRow(request);
  const json = { ...result, paste: toPasteLine(result.cells).text };
  return { isGood: result.kind !== 'onSheet', lines: sayRestore(result), json };
}

async function runRecount(
  { unit, mend: wants }: CommandOf<'recount'>,
  { args: { operator, dryRun }, table, stop }: Running,
): Promise<Outcome> {
  const mend = wants && !dryRun;
  const onUnit = (counted: { unit: string; rows: number; drifts: readonly unknown[] }) =>
    progress(`${counted.unit}: ${counted.rows} rows, ${counted.drifts.length} differences`);
  const result = await recountProgramme({
    table,
    unit,
    mend,
    operator,
    now: Date.now,
    stop,
    onUnit,
  });
  const drifts = listDrifts(result).map(({ drift, isMended }) => ({ ...drift, isMended }));
  const rows = result.units.reduce((sum, counted) => sum + counted.rows, 0);
  return {
    isGood: drifts.every(({ isMended }) => isMended),
    lines: sayRecount(result, mend),
    json: { units: result.units.length, rows, drifts },
  };
}

async function runErase(
  { name, unit, mentions }: CommandOf<'erase-author'>,
  { args: { operator, dryRun }, table, stop }: Running,
): Promise<Outcome> {
  const now = Date.now;
  const result = await eraseAuthor({ table, name, unit, mentions, operator, dryRun, now, stop });
  const isGood = result.units.every((one) => one.waiting.length + one.superseded.length === 0);
  return { isGood, lines: sayErasure(result, dryRun), json: result };
}

function readTool(): string {
  const file = join(resolve(import.meta.dirname, '../..'), 'package.json');
  const { name, version }: { name: string; version: string } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  return `${name} ${version}`;
}

/** Apart from the outcome, so that it can be read by a program. */
function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

process.exitCode = await main();
