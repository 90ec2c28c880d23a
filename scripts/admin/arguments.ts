/** The operator's command line as one of the commands, or what is wrong with it. */
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseRowId } from '../../core/row-id.ts';
import { isStage } from '../../core/stage.ts';
import { UsageError } from './admin-error.ts';
import type { TableChoice, TablePlace } from './open-table.ts';

export const USAGE = `usage: npm run -s admin -- COMMAND [options]
  export --out FILE           every item of the programme as JSON Lines
  import FILE                 into a table that has nothing of the programme
         --only-missing       leaves what is there: goes on where an import was cut off
         --unit CODE          of that unit only: brings back what was lost of it
  restore-row ROWID           brings a deleted row back; prints it for pasting
         --version N          as that version was
  recount                     compares heads, histories, keys and pages with the rows
         --unit CODE          of that unit only
         --mend               mends what can be mended, with a record of it
  erase-author NAME           takes a person's name out, as far as no sheet still says it
         --unit CODE          of that unit only
         --mentions           also where other cells mention the name
which table (one of)
  --stage dev|prod            at AWS with your credentials, by the stack's name
  --table NAME                at AWS with your credentials; elsewhere where there are several
  --data FOLDER               of npm start, which must be stopped
  --endpoint URL              a table server on this machine
  --region NAME               of AWS, where the environment says none
and
  --programme CODE            (ben-tre)
  --operator NAME             who is recorded (your account on this machine)
  --dry-run                   says what would be done and does nothing
  --json                      the outcome as one JSON object
exit code: 0 all is well, 1 it is not or could not be done, 2 wrong command line`;

type Unit = string | undefined;

export type Command =
  | { readonly kind: 'export'; readonly out: string | undefined }
  | {
      readonly kind: 'import';
      readonly file: string;
      readonly unit: Unit;
      readonly onlyMissing: boolean;
    }
  | {
      readonly kind: 'restore-row';
      readonly unit: string;
      readonly id: string;
      readonly version: number | undefined;
    }
  | { readonly kind: 'recount'; readonly unit: Unit; readonly mend: boolean }
  | {
      readonly kind: 'erase-author';
      readonly name: string;
      readonly unit: Unit;
      readonly mentions: boolean;
    };

export type AdminArguments = {
  readonly command: Command;
  readonly choice: TableChoice;
  readonly operator: string;
  readonly dryRun: boolean;
  readonly asJson: boolean;
};

const OPTIONS = {
  out: { type: 'string' },
  'only-missing': { type: 'boolean' },
  version: { type: 'string' },
  unit: { type: 'string' },
  mend: { type: 'boolean' },
  mentions: { type: 'boolean' },
  stage: { type: 'string' },
  table: { type: 'string' },
  data: { type: 'string' },
  endpoint: { type: 'string' },
  region: { type: 'string' },
  programme: { type: 'string', default: 'ben-tre' },
  operator: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parse>['values'];
type Option = keyof typeof OPTIONS;

/** Options of one command that mean nothing to another are refused, not overlooked. */
const OWN_OPTIONS: { readonly [kind in Command['kind']]: readonly Option[] } = {
  export: ['out'],
  import: ['only-missing', 'unit'],
  'restore-row': ['version'],
  recount: ['unit', 'mend'],
  'erase-author': ['unit', 'mentions'],
};
const CODE = /^[A-Za-z0-9-]{1,40}$/;

/** @throws UsageError */
export function parseAdminArguments(args: readonly string[]): AdminArguments {
  const { values, positionals } = parse(args);
  const command = toCommand(values, positionals);
  refuseForeign(command.kind, values);
  const { programme, operator = userInfo().username } = values;
  if (!CODE.test(programme)) throw new UsageError(`--programme ${programme}: no programme code`);
  if (operator.trim() === '' || operator.length > 100) {
    throw new UsageError('--operator: say who you are in up to 100 letters');
  }
  return {
    command,
    choice: { place: toPlace(values), tableName: values.table, programme },
    operator,
    dryRun: values['dry-run'],
    asJson: values.json,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new UsageError(reason);
  }
}

function toCommand(values: Values, [kind, subject, ...others]: readonly string[]): Command {
  if (others.length > 0) throw new UsageError(`too many words: «${others[0]}»`);
  const { unit } = values;
  if (unit !== undefined && !CODE.test(unit)) throw new UsageError(`--unit ${unit}: no unit code`);
  switch (kind) {
    case 'export':
      refuseSubject(subject);
      if (values.out === undefined && !values['dry-run']) throw new UsageError('say --out FILE');
      return { kind, out: values['dry-run'] ? undefined : resolve(values.out ?? '') };
    case 'import':
      if (subject === undefined) throw new UsageError('import what? say the FILE of an export');
      return { kind, file: resolve(subject), unit, onlyMissing: values['only-missing'] === true };
    case 'restore-row':
      return { kind, ...toRow(subject), version: toVersion(values.version) };
    case 'recount':
      refuseSubject(subject);
      return { kind, unit, mend: values.mend === true };
    case 'erase-author':
      if (subject === undefined) throw new UsageError('whose name? say it in quotes');
      return { kind, name: subject, unit, mentions: values.mentions === true };
    default:
      throw new UsageError(kind === undefined ? 'say a command' : `«${kind}» is no command`);
  }
}

function refuseSubject(subject: string | undefined): void {
  if (subject !== undefined) throw new UsageError(`too many words: «${subject}»`);
}

function toRow(id: string | undefined): { readonly unit: string; readonly id: string } {
  const unit = id?.slice(0, id.lastIndexOf('-')) ?? '';
  if (id === undefined || unit === '' || parseRowId(id, unit) === undefined) {
    throw new UsageError(`${id ?? ''}: no row id; one looks like BT028-0123456789ab0000`);
  }
  return { unit, id };
}

function toVersion(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,7}$/.test(text)) throw new UsageError(`--version ${text}: no version`);
  return Number(text);
}

function refuseForeign(kind: Command['kind'], values: Values): void {
  for (const [other, options] of Object.entries(OWN_OPTIONS)) {
    for (const option of options) {
      const isForeign = other !== kind && !OWN_OPTIONS[kind].includes(option);
      if (isForeign && values[option] !== undefined) {
        throw new UsageError(`--${option} means nothing to ${kind}`);
      }
    }
  }
}

function toPlace({ stage, table, data, endpoint, region }: Values): TablePlace {
  const named = [stage, data, endpoint].filter((one) => one !== undefined);
  if (named.length > 1) throw new UsageError('say one of --stage, --data and --endpoint');
  if (data !== undefined) return { kind: 'data', dir: resolve(data) };
  if (endpoint !== undefined) return { kind: 'endpoint', url: endpoint };
  if (stage !== undefined && !isStage(stage)) {
    throw new UsageError(`--stage ${stage}: dev or prod`);
  }
  if (stage === undefined && table === undefined) {
    throw new UsageError('which table? say --stage, --table, --data or --endpoint');
  }
  return { kind: 'aws', region, stage: stage ?? '' };
}
