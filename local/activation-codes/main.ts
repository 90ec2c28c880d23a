/** `npm run -s codes -- PROGRAMME API_URL [--table NAME | --key-version N]`, the master secret on standard input. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import type { Programme } from '../../core/programme.ts';
import { build } from '../../scripts/build.ts';
import { describeFailure } from '../start/describe-failure.ts';
import { readProgramme } from '../system.ts';
import { openUnitTable } from '../unit-table.ts';
import { type CodeRequest, listCodes } from './list-codes.ts';
import { readKeyVersions } from './read-key-versions.ts';

const USAGE = [
  'usage: npm run -s codes -- PROGRAMME API_URL [--table NAME | --key-version N] < MASTER_SECRET > codes.csv',
  "  --table NAME     the records' table, asked with the AWS credentials of the environment: each code",
  "                   is of its unit's newest key. To be given once any unit was rotated or revoked",
  '  --key-version N  all codes of this version, where no table is given; 1 when neither is',
].join('\n');
const FAILED = 1;
const MALFORMED = 2;
const STANDARD_INPUT = 0;

type Arguments = {
  readonly programmeCode: string;
  readonly endpoint: string;
  readonly key:
    | { readonly kind: 'version'; readonly version: number }
    | { readonly kind: 'table'; readonly tableName: string };
};

async function main(): Promise<number> {
  const args = readArguments();
  // Waiting for somebody to type a secret would look like a program that hangs.
  if (args === undefined || process.stdin.isTTY) return refuse(USAGE, MALFORMED);
  const { programmeCode, endpoint, key } = args;
  try {
    await build({ print: say });
    const masterSecret = readFileSync(STANDARD_INPUT, 'utf8').trim();
    const programme = readProgramme(programmeCode);
    const keyVersionOf = await toKeyVersions(programme, key);
    const list = listCodes({ endpoint, masterSecret, programme, keyVersionOf });
    if (list.kind === 'refused') return refuse(list.reason, MALFORMED);
    process.stdout.write(`${list.lines.join('\n')}\n`);
    return 0;
  } catch (error) {
    return refuse(describeFailure(error), FAILED);
  }
}

async function toKeyVersions(
  { code: programme, units }: Programme,
  key: Arguments['key'],
): Promise<CodeRequest['keyVersionOf']> {
  if (key.kind === 'version') return () => key.version;
  const table = openUnitTable({ tableName: key.tableName, programme, region: undefined });
  try {
    const codes = [COMMITTEE_UNIT, ...units.map(({ code }) => code)];
    const { versions, revoked } = await readKeyVersions(table, codes);
    for (const unit of revoked) say(`${unit} gets no code: its newest key is revoked; rotate it`);
    return (unit) => versions.get(unit);
  } finally {
    table.close();
  }
}

function readArguments(): Arguments | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: { 'key-version': { type: 'string' }, table: { type: 'string' } },
      allowPositionals: true,
    });
    const [programmeCode, endpoint, ...others] = positionals;
    const key = toKey(values.table, values['key-version']);
    if (programmeCode === undefined || endpoint === undefined || others.length > 0)
      return undefined;
    return key === undefined ? undefined : { programmeCode, endpoint, key };
  } catch {
    return undefined;
  }
}

function toKey(
  tableName: string | undefined,
  version: string | undefined,
): Arguments['key'] | undefined {
  if (tableName !== undefined) {
    return tableName === '' || version !== undefined ? undefined : { kind: 'table', tableName };
  }
  const text = version ?? '1';
  return /^[1-9]\d{0,5}$/.test(text) ? { kind: 'version', version: Number(text) } : undefined;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function refuse(line: string, code: number): number {
  say(line);
  return code;
}

process.exitCode = await main();
