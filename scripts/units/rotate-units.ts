/** `units rotate`: a new key for units; the one of before is accepted until its sheet has changed over. */
import { appendFileSync, chmodSync, existsSync, statSync } from 'node:fs';
import { COMMITTEE_UNIT } from '../../core/messages/activation.ts';
import { FIRST_KEY_POLICY, type KeyPolicy } from '../../lambdas/http/key-policy.ts';
import { planRotation, rotateKey } from '../../lambdas/http/key-rotation.ts';
import { listCodes } from '../../local/activation-codes/list-codes.ts';
import { type Context, WrongUse } from './context.ts';
import type { Report, UnitLine } from './report.ts';
import { openUnitTable, type UnitTable } from './unit-table.ts';

/** @throws WrongUse before anything is changed */
export async function rotateUnits(context: Context, readInput: () => string): Promise<Report> {
  const { args, programme } = context;
  const { endpoint, codes } = args.texts;
  if (endpoint === undefined) throw new WrongUse('rotate needs --endpoint: ApiUrl of the stack');
  if (codes === undefined) throw new WrongUse('rotate needs --codes: a file for the new codes');
  const writeCode = openCodes(context, { endpoint, codes, masterSecret: readInput().trim() });
  const table = openUnitTable(context);
  if (table === undefined) throw new WrongUse('rotate needs the table: --table NAME');
  const all = [COMMITTEE_UNIT, ...programme.units.map(({ code }) => code)];
  const units = (args.flags.all ? all : args.units).filter(
    (unit) => args.only?.includes(unit) ?? true,
  );
  const lines: UnitLine[] = [];
  try {
    for (const unit of units) {
      if (context.signal.aborted) break;
      const line = await rotate(context, { table, unit, writeCode });
      lines.push(line);
      context.progress(`[${lines.length}/${units.length}] ${unit} ${line.text}`);
    }
  } finally {
    table.close();
  }
  const note = `send each unit its own line of ${codes}, and nothing else; then delete the file`;
  return { lines, notes: lines.some(({ outcome }) => outcome === 'rotated') ? [note] : [] };
}

type Rotating = {
  readonly table: UnitTable;
  readonly unit: string;
  readonly writeCode: (unit: string, keyVersion: number) => void;
};

/** The code is of the version that became current, whoever made it so. */
async function rotate(
  { args, now }: Context,
  { table, unit, writeCode }: Rotating,
): Promise<UnitLine> {
  const times = { now: now(), overlapMs: args.overlapMs };
  const isDryRun = args.flags['dry-run'];
  const { keyPolicy = FIRST_KEY_POLICY } = await table.store.readUnit(unit);
  const rotation = isDryRun
    ? planRotation(keyPolicy, times)
    : await rotateKey(table.store, unit, times);
  if (rotation.kind === 'tooSoon') {
    const text = `was given its newest key already; the one of before is accepted until ${toText(rotation.acceptedUntil)}`;
    return { unit, outcome: 'tooSoon', isGood: true, text, details: { policy: keyPolicy } };
  }
  const { policy } = rotation;
  if (isDryRun) {
    const text = `would be given key ${policy.current}`;
    return { unit, outcome: 'wouldRotate', isGood: true, text, details: { policy } };
  }
  writeCode(unit, policy.current);
  return { unit, outcome: 'rotated', isGood: true, text: describe(policy), details: { policy } };
}

function describe({ current, previous }: KeyPolicy): string {
  const rest =
    previous === undefined
      ? 'no other is accepted'
      : `the one of before ends at ${toText(previous.acceptedUntil)}`;
  return `has key ${current}; ${rest}`;
}

function toText(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

type Codes = {
  readonly endpoint: string;
  readonly codes: string;
  readonly masterSecret: string;
};

/** @throws WrongUse for a secret or an address that is none, and a file others may read */
function openCodes(
  { programme }: Context,
  { endpoint, codes, masterSecret }: Codes,
): Rotating['writeCode'] {
  function toLines(unit: string, keyVersion: number): readonly string[] {
    const units = programme.units.filter(({ code }) => code === unit);
    const list = listCodes({
      programme: { ...programme, units },
      endpoint,
      masterSecret,
      keyVersion,
    });
    if (list.kind === 'refused') throw new WrongUse(list.reason);
    return list.lines;
  }
  const [header = ''] = toLines(COMMITTEE_UNIT, 1);
  if (existsSync(codes) && (statSync(codes).mode & 0o077) !== 0) {
    throw new WrongUse(`${codes} may be read by others: chmod 600, or another --codes`);
  }
  return (unit, keyVersion) => {
    const isNew = !existsSync(codes);
    const line = toLines(unit, keyVersion).find((text) => text.startsWith(`${unit},`));
    if (line === undefined) throw new WrongUse(`there is no unit ${unit}`);
    appendFileSync(codes, `${isNew ? `${header}\n` : ''}${line}\n`, { mode: 0o600 });
    chmodSync(codes, 0o600);
  };
}
