/** `units rotate`: a new key for units by routine; their sheets learn it within the overlap. */
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import { FIRST_KEY_POLICY, type KeyPolicy } from '../../lambdas/http/key-policy.ts';
import { type KeyRotation, planRotation, rotateKey } from '../../lambdas/http/key-rotation.ts';
import { changeKeys, type KeyChanging, withCode } from './change-keys.ts';
import { createContentStore } from './content-store.ts';
import { type Context, WrongUse } from './context.ts';
import { findTarget } from './fleet.ts';
import { decideKeyLearning, type KeyLearning } from './key-learning.ts';
import type { Report, UnitLine } from './report.ts';

/** @throws WrongUse before anything is changed */
export async function rotateUnits(context: Context, readInput: () => string): Promise<Report> {
  const { overlapMs, texts } = context.args;
  if (overlapMs === 0 && texts.codes === undefined) {
    throw new WrongUse('without an overlap no sheet learns its key: --overlap-days 1, or --codes');
  }
  const units = listUnits(context);
  const report = await changeKeys(context, units, { readInput, change: rotate });
  return { ...report, notes: [...report.notes, ...listLearningNotes(report)] };
}

function listUnits({ args, programme, file }: Context): readonly string[] {
  const all = [COMMITTEE_UNIT, ...programme.units.map(({ code }) => code)];
  const units = args.flags.all
    ? all.filter((unit) => findTarget(file.fleet, unit)?.state !== 'retired')
    : args.units;
  return units.filter((unit) => args.only?.includes(unit) ?? true);
}

async function rotate(changing: KeyChanging, unit: string): Promise<UnitLine> {
  const { context, table } = changing;
  const { args, now, file, folder } = context;
  const { keyPolicy, contact } = await table.store.readUnit(unit);
  const times = { now: now(), overlapMs: args.overlapMs };
  const rotation = args.flags['dry-run']
    ? planRotation(keyPolicy ?? FIRST_KEY_POLICY, times)
    : await rotateKey(table.store, unit, times);
  // Too soon may be so since a moment ago, by somebody else: the code is of the key that counts now.
  const policy =
    rotation.kind === 'changed'
      ? rotation.policy
      : ((await table.store.readUnit(unit)).keyPolicy ?? FIRST_KEY_POLICY);
  const store = createContentStore(folder);
  const learning = decideKeyLearning({ target: findTarget(file.fleet, unit), contact, store });
  const line = {
    unit,
    outcome: toOutcome(rotation, args.flags['dry-run']),
    isGood: true,
    text: describe({ rotation, policy, learning, isDryRun: args.flags['dry-run'] }),
    details: { policy, learning: learning.kind },
  };
  return withCode(changing, line, policy.current);
}

function toOutcome({ kind }: KeyRotation, isDryRun: boolean): string {
  if (kind === 'tooSoon') return 'tooSoon';
  return isDryRun ? 'wouldRotate' : 'rotated';
}

type Rotated = {
  readonly rotation: KeyRotation;
  readonly policy: KeyPolicy;
  readonly learning: KeyLearning;
  readonly isDryRun: boolean;
};

function describe({ rotation, policy, learning, isDryRun }: Rotated): string {
  const { current, previous } = policy;
  if (rotation.kind === 'tooSoon') {
    const until = toText(rotation.acceptedUntil);
    return `TOO SOON, nothing changed: it was given key ${current}, and the one of before is accepted until ${until}; rotate after that`;
  }
  const has = isDryRun ? `would be given key ${current}` : `has key ${current}`;
  if (previous === undefined) return `${has}; no other is accepted, so it needs a new code`;
  const overlap = `key ${previous.version} is accepted until ${toText(previous.acceptedUntil)}`;
  return `${has}; ${overlap}${LEARNING_WORDS[learning.kind]}${learning.kind === 'cannot' ? learning.version : ''}`;
}

const LEARNING_WORDS: { readonly [kind in KeyLearning['kind']]: string } = {
  learns: ', and its sheet learns the new one by itself',
  cannot: '; ITS SHEET CANNOT LEARN THE NEW ONE before a push: its bundle is ',
  unknown: '; its sheet learns the new one if its bundle is new enough',
};

function listLearningNotes({ lines }: Report): readonly string[] {
  const kinds = new Set(
    lines.map(({ outcome, details }) => (outcome === 'tooSoon' ? undefined : details?.learning)),
  );
  return [
    ...(kinds.has('cannot')
      ? [
          'Push before the overlap ends to those that cannot learn keys, or send them new codes (--codes): after it their rows wait.',
        ]
      : []),
    ...(kinds.has('unknown')
      ? [
          'Of some sheets it is not known here whether their bundle learns keys: a bundle that does must have been pushed first (npm run -s units -- push). After the overlap the others need a new code.',
        ]
      : []),
  ];
}

function toText(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
