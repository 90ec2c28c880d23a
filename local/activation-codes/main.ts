/** `npm run -s codes -- PROGRAMME API_URL [--key-version N]`, the master secret on standard input. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build } from '../../scripts/build.ts';
import { describeFailure } from '../start/describe-failure.ts';
import { readProgramme } from '../system.ts';
import { listCodes } from './list-codes.ts';

const USAGE =
  'usage: npm run -s codes -- PROGRAMME API_URL [--key-version N] < MASTER_SECRET > codes.csv';
const FAILED = 1;
const MALFORMED = 2;
const STANDARD_INPUT = 0;

type Arguments = {
  readonly programmeCode: string;
  readonly endpoint: string;
  readonly keyVersion: number;
};

async function main(): Promise<number> {
  const args = readArguments();
  // Waiting for somebody to type a secret would look like a program that hangs.
  if (args === undefined || process.stdin.isTTY) return refuse(USAGE, MALFORMED);
  const { programmeCode, ...rest } = args;
  try {
    await build({ print: (line) => process.stderr.write(`${line}\n`) });
    const masterSecret = readFileSync(STANDARD_INPUT, 'utf8').trim();
    const list = listCodes({ ...rest, masterSecret, programme: readProgramme(programmeCode) });
    if (list.kind === 'refused') return refuse(list.reason, MALFORMED);
    process.stdout.write(`${list.lines.join('\n')}\n`);
    return 0;
  } catch (error) {
    return refuse(describeFailure(error), FAILED);
  }
}

function readArguments(): Arguments | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: { 'key-version': { type: 'string', default: '1' } },
      allowPositionals: true,
    });
    const [programmeCode, endpoint, ...others] = positionals;
    const version = values['key-version'];
    if (programmeCode === undefined || endpoint === undefined || others.length > 0)
      return undefined;
    if (!/^[1-9]\d{0,5}$/.test(version)) return undefined;
    return { programmeCode, endpoint, keyVersion: Number(version) };
  } catch {
    return undefined;
  }
}

function refuse(line: string, code: number): number {
  process.stderr.write(`${line}\n`);
  return code;
}

process.exitCode = await main();
