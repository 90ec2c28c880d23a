/** `units list`: every unit's spreadsheet and version, who must press «Kích hoạt», and who has. */
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import type { Programme } from '../../core/programme.ts';
import { FLEET_TEXTS } from '../../core/wording/fleet.ts';
import { FIRST_KEY_POLICY, type KeyPolicy } from '../../lambdas/http/key-policy.ts';
import type { StoredUnit } from '../../lambdas/ports/sync-store.ts';
import type { Context } from './context.ts';
import { findTarget, type Target } from './fleet.ts';
import { inParallel } from './push-fleet.ts';
import type { Report, UnitLine } from './report.ts';
import { findUnitTable } from './unit-table.ts';

/** Undefined where no table was named: nobody knows then. */
type Known = StoredUnit | undefined;

export async function listUnits(context: Context): Promise<Report> {
  const { programme, args } = context;
  const codes = [COMMITTEE_UNIT, ...programme.units.map(({ code }) => code)].filter(
    (code) => args.only?.includes(code) ?? true,
  );
  const known = await readUnits(context, codes);
  const lines = codes.map((unit) => toLine(context, unit, known?.get(unit)));
  return { lines, notes: [...listNotes(known), ...listTexts(context, codes, known)] };
}

async function readUnits(
  context: Context,
  codes: readonly string[],
): Promise<ReadonlyMap<string, StoredUnit> | undefined> {
  const table = findUnitTable(context);
  if (table === undefined) return undefined;
  const units = new Map<string, StoredUnit>();
  try {
    await inParallel(codes, context.args.parallel, async (unit) => {
      units.set(unit, await table.store.readUnit(unit));
    });
  } finally {
    table.close();
  }
  return units;
}

function listNotes(known: ReadonlyMap<string, StoredUnit> | undefined): readonly string[] {
  return known === undefined
    ? ['who has pressed «Kích hoạt» stands in the table: --table NAME, see list --help']
    : [];
}

type Activation = 'unknown' | 'notYet' | 'activated' | 'otherSpreadsheet';

function toLine({ file, programme }: Context, unit: string, known: Known): UnitLine {
  const target = findTarget(file.fleet, unit);
  const activation = toActivation(unit, target, known);
  const people = listPeople(programme, unit);
  const lastContactAt = known?.contact?.lastContactAt;
  const lastContact =
    lastContactAt === undefined ? undefined : new Date(lastContactAt).toISOString();
  const state = target?.state ?? 'unregistered';
  const keys = known === undefined ? undefined : toKeys(known);
  return {
    unit,
    outcome: state,
    isGood: true,
    text: [
      state.padEnd(12),
      (target?.pushed?.version ?? '-').padEnd(12),
      ACTIVATION_WORDS[activation].padEnd(16),
      (lastContact ?? '-').padEnd(24),
      keys === undefined ? '-'.padEnd(8) : describeKeys(keys).padEnd(8),
      people.length === 0 ? 'nobody: put a recipient into programme.json' : people.join(' '),
      target?.spreadsheetId ?? '',
    ].join('  '),
    details: {
      ...(target === undefined
        ? {}
        : {
            spreadsheetId: target.spreadsheetId,
            scriptId: target.scriptId,
            pushed: target.pushed,
          }),
      activation,
      people,
      lastContactAt: lastContact,
      sheetVersion: known?.contact?.bundle,
      keys,
    },
  };
}

const ACTIVATION_WORDS: { readonly [name in Activation]: string } = {
  unknown: '?',
  notYet: 'not yet',
  activated: 'activated',
  otherSpreadsheet: 'from elsewhere!',
};

/** The committee's spreadsheet sends no rows, so it has no head. */
function toActivation(unit: string, target: Target | undefined, known: Known): Activation {
  if (known === undefined || unit === COMMITTEE_UNIT) return 'unknown';
  if (known.head === undefined) return 'notYet';
  if (target === undefined || target.spreadsheetId === known.head.spreadsheetId) return 'activated';
  return 'otherSpreadsheet';
}

type Keys = { readonly policy: KeyPolicy; readonly used?: number };

function toKeys({ keyPolicy, head }: StoredUnit): Keys {
  return {
    policy: keyPolicy ?? FIRST_KEY_POLICY,
    ...(head === undefined ? {} : { used: head.keyVersion }),
  };
}

function describeKeys({ policy, used }: Keys): string {
  if (policy.revoked.includes(policy.current)) return 'revoked';
  const isBehind = used !== undefined && used !== policy.current;
  const isRefused = isBehind && policy.revoked.includes(used);
  const behind = isBehind ? ` (sheet ${used}${isRefused ? ', revoked' : ''})` : '';
  return `key ${policy.current}${behind}`;
}

function listPeople(programme: Programme, unit: string): readonly string[] {
  return programme.recipients.flatMap((recipient) => {
    if (unit === COMMITTEE_UNIT) return recipient.kind === 'committee' ? [recipient.address] : [];
    return recipient.kind === 'unit' && recipient.unit === unit ? [recipient.address] : [];
  });
}

/** For units that are not known to have pressed it. */
function listTexts(
  { args, file, programme }: Context,
  codes: readonly string[],
  known: ReadonlyMap<string, StoredUnit> | undefined,
): readonly string[] {
  if (!args.flags.texts) return [];
  return codes.flatMap((unit) => {
    const target = findTarget(file.fleet, unit);
    const found = programme.units.find(({ code }) => code === unit);
    if (target === undefined || target.state === 'retired' || found === undefined) return [];
    if (toActivation(unit, target, known?.get(unit)) === 'activated') return [];
    const to = listPeople(programme, unit).join(', ');
    const { spreadsheetId } = target;
    const text = FLEET_TEXTS.activationCall({
      unitName: found.name,
      programmeName: programme.name,
      spreadsheetId,
    });
    return [`--- ${unit} → ${to === '' ? '?' : to}\n${text}`];
  });
}
