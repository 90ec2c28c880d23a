/** `units rotate`: a new key for units; the one of before is accepted until its sheet has changed over. */
import { appendFileSync, chmodSync, existsSync, statSync } from 'node:fs';
import { COMMITTEE_UNIT } from '../../core/messages/activation.ts';
import { FIRST_KEY_POLICY, type KeyPolicy } from '../../lambdas/http/key-policy.ts';
import { rotateKeyPolicy } from '../../lambdas/http/rotate-key-policy.ts';
import type { StoredUnit } from '../../lambdas/ports/sync-store.ts';
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

/** The code is on disk before the key counts: no unit is left with a key that nobody can tell it. */
async function rotate(
  { args, now }: Context,
  { table, unit, writeCode }: Rotating,
): Promise<UnitLine> {
  const stored = await table.store.readUnit(unit);
  const policy = stored.keyPolicy ?? FIRST_KEY_POLICY;
  const open = findOpenRotation(policy, stored, now());
  if (open !== undefined) {
    const text = `was given key ${policy.current} already; its sheet may sign with key ${open.version} until ${toText(open.acceptedUntil)}`;
    return { unit, outcome: 'alreadyRotated', isGood: true, text, details: { policy } };
  }
  const next = rotateKeyPolicy(policy, { now: now(), overlapMs: args.overlapMs });
  const details = { policy: next };
  if (args.flags['dry-run']) {
    const text = `would be given key ${next.current}`;
    return { unit, outcome: 'wouldRotate', isGood: true, text, details };
  }
  writeCode(unit, next.current);
  await table.store.writeKeyPolicy(unit, next);
  const until = next.previous?.acceptedUntil;
  const rest =
    until === undefined ? 'no other is accepted' : `the one of before ends at ${toText(until)}`;
  return {
    unit,
    outcome: 'rotated',
    isGood: true,
    text: `has key ${next.current}; ${rest}`,
    details,
  };
}

/** A second rotation would lock a sheet out that still signs with the key before the first. */
function findOpenRotation(
  { current, previous }: KeyPolicy,
  { head }: StoredUnit,
  now: number,
): KeyPolicy['previous'] {
  if (previous === undefined || now > previous.acceptedUntil) return undefined;
  return head?.keyVersion === current ? undefined : previous;
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
