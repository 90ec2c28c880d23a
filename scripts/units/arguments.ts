/** What the operator typed, understood whole before anything is done. */
import { parseArgs } from 'node:util';
import { isStage, STAGES } from '../../core/stage.ts';
import { DEFAULT_OVERLAP_MS } from '../../lambdas/http/key-rotation.ts';
import { COMMANDS, type CommandName, OVERVIEW, USAGE } from './usage.ts';

export type Arguments = {
  readonly command: CommandName;
  readonly programme: string | undefined;
  readonly stage: string;
  readonly units: readonly string[];
  readonly only: readonly string[] | undefined;
  readonly parallel: number;
  readonly registry: string | undefined;
  readonly data: string | undefined;
  readonly auth: string | undefined;
  readonly timeoutMs: number;
  readonly overlapMs: number;
  /** Of keys; undefined where none were named. */
  readonly versions: readonly number[] | undefined;
  readonly texts: { readonly [name in TextOption]?: string };
  readonly flags: { readonly [name in Flag]: boolean };
};

type TextOption = 'canary' | 'bundle' | 'spreadsheet' | 'script' | 'table' | 'endpoint' | 'codes';
type Flag = 'json' | 'dry-run' | 'all' | 'again' | 'overwrite' | 'texts';

export type ParsedArguments =
  | { readonly kind: 'arguments'; readonly arguments: Arguments }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'wrong'; readonly reason: string };

const DAY_MS = 86_400_000;
const OVERLAP_DAYS = { from: 0, to: 90, otherwise: DEFAULT_OVERLAP_MS / DAY_MS };

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const COMMON = {
  programme: text,
  stage: text,
  only: text,
  parallel: text,
  registry: text,
  data: text,
  auth: text,
  json: flag,
  'dry-run': flag,
  help: flag,
};

type Options = { readonly [name: string]: typeof text | typeof flag };

const OPTIONS: { readonly [name in CommandName]: Options } = {
  list: { table: text, texts: flag },
  add: { all: flag, again: flag },
  adopt: { spreadsheet: text, script: text, overwrite: flag },
  push: { canary: text, overwrite: flag, bundle: text, timeout: text },
  rollback: { overwrite: flag, bundle: text, timeout: text },
  verify: {},
  rotate: { all: flag, endpoint: text, codes: text, 'overlap-days': text, table: text },
  revoke: { versions: text, endpoint: text, codes: text, table: text },
  retire: { table: text },
};

/** Which take units after their name; `--all` may stand for them. */
const TAKES_UNITS: readonly CommandName[] = ['add', 'adopt', 'rotate', 'revoke', 'retire'];

export function parseArguments(argv: readonly string[]): ParsedArguments {
  const [name, ...rest] = argv;
  if (name === undefined) return { kind: 'wrong', reason: `no command was given\n\n${OVERVIEW}` };
  if (name === '--help' || name === 'help') return { kind: 'help', text: OVERVIEW };
  const command = COMMANDS.find((known) => known === name);
  if (command === undefined) {
    return { kind: 'wrong', reason: `there is no command ${name}\n\n${OVERVIEW}` };
  }
  try {
    const options: Options = { ...COMMON, ...OPTIONS[command] };
    const { values, positionals } = parseArgs({
      args: [...rest],
      options,
      allowPositionals: true,
    });
    const given: Given = values;
    if (given.help === true) return { kind: 'help', text: USAGE[command] };
    return { kind: 'arguments', arguments: toArguments(command, given, positionals) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'wrong', reason: `${reason}\n\n${USAGE[command]}` };
  }
}

type Given = { readonly [name: string]: string | boolean | undefined };

/** @throws Error that says what is wrong */
function toArguments(
  command: CommandName,
  given: Given,
  positionals: readonly string[],
): Arguments {
  const units = positionals.flatMap(toList);
  checkUnits(command, { units, all: given.all === true });
  return {
    command,
    programme: toText(given.programme),
    stage: toStage(toText(given.stage)),
    units,
    only: given.only === undefined ? undefined : toList(String(given.only)),
    parallel: toNumber('parallel', given, { from: 1, to: 16, otherwise: 4 }),
    registry: toText(given.registry),
    data: toText(given.data),
    auth: toText(given.auth),
    timeoutMs: toNumber('timeout', given, { from: 1, to: 3600, otherwise: 120 }) * 1000,
    overlapMs: toNumber('overlap-days', given, OVERLAP_DAYS) * DAY_MS,
    versions: given.versions === undefined ? undefined : toVersions(String(given.versions)),
    texts: toTexts(given),
    flags: {
      json: given.json === true,
      'dry-run': given['dry-run'] === true,
      all: given.all === true,
      again: given.again === true,
      overwrite: given.overwrite === true,
      texts: given.texts === true,
    },
  };
}

function checkUnits(
  command: CommandName,
  { units, all }: { readonly units: readonly string[]; readonly all: boolean },
): void {
  const [first] = units;
  if (!TAKES_UNITS.includes(command)) {
    if (first === undefined) return;
    throw new Error(`${command} takes no ${first}; to choose units, --only ${first}`);
  }
  if (all && first !== undefined) throw new Error(`either ${first} or --all, not both`);
  if (!all && first === undefined) throw new Error(`${command} needs the code of a unit`);
  if (command === 'adopt' && units.length > 1) throw new Error('adopt takes one unit at a time');
}

const TEXT_OPTIONS: readonly TextOption[] = [
  'canary',
  'bundle',
  'spreadsheet',
  'script',
  'table',
  'endpoint',
  'codes',
];

function toTexts(given: Given): Arguments['texts'] {
  const named = TEXT_OPTIONS.map((name) => [name, toText(given[name])] as const);
  return Object.fromEntries(named.filter(([, value]) => value !== undefined));
}

function toStage(stage = 'dev'): string {
  if (!isStage(stage)) throw new Error(`--stage ${stage} is not ${STAGES.join(' or ')}`);
  return stage;
}

type Bounds = { readonly from: number; readonly to: number; readonly otherwise: number };

function toNumber(name: string, given: Given, { from, to, otherwise }: Bounds): number {
  const value = given[name];
  if (value === undefined) return otherwise;
  const number = Number(value);
  if (typeof value === 'string' && /^\d+$/.test(value) && number >= from && number <= to) {
    return number;
  }
  throw new Error(`--${name} ${value} is not a whole number from ${from} to ${to}`);
}

function toVersions(text: string): readonly number[] {
  const versions = text.split(',').map((version) => version.trim());
  if (versions.every((version) => /^[1-9]\d{0,5}$/.test(version))) return versions.map(Number);
  throw new Error(`--versions ${text} is no list of key versions: 1,2`);
}

function toList(codes: string): readonly string[] {
  const list = codes.split(',').map((code) => code.trim());
  if (list.includes('')) throw new Error(`«${codes}» is no list of units: BT001,BT002`);
  return list;
}

function toText(value: string | boolean | undefined): string | undefined {
  if (value === '') throw new Error('an option was given without a value');
  return typeof value === 'string' ? value : undefined;
}
