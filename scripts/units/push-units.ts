/** `units push` and `units rollback`: which content goes to which script, and how it went. */
import { join } from 'node:path';
import { readContentFolder } from './content-store.ts';
import { type Context, openGoogle, ROOT_DIR, selectTargets, WrongUse } from './context.ts';
import type { Target } from './fleet.ts';
import { type PushStep, pushFleet, type UnitOutcome } from './push-fleet.ts';
import type { PushOutcome, PushParts } from './push-target.ts';
import type { Report, UnitLine } from './report.ts';
import {
  type FileDifference,
  hashContent,
  readVersion,
  type ScriptContent,
} from './script-content.ts';

export async function pushUnits(context: Context): Promise<Report> {
  const content = readBundle(context) ?? readFolder(join(ROOT_DIR, 'dist/appsscript'));
  const steps = selectTargets(context).map((target) => ({ target, content }));
  const { canary } = context.args.texts;
  if (canary !== undefined && steps.every(({ target }) => target.unit !== canary)) {
    throw new WrongUse(`--canary ${canary} is none of the units this push goes to`);
  }
  context.progress(`pushing ${readVersion(content)} to ${steps.length} scripts`);
  return run(context, openGoogle(context), steps);
}

export async function rollBackUnits(context: Context): Promise<Report> {
  const parts = openGoogle(context);
  const bundle = readBundle(context);
  const targets = selectTargets(context);
  const found = targets.map((target) => ({ target, step: findStep(parts, target, bundle) }));
  const steps = found.flatMap(({ step }) => (typeof step === 'string' ? [] : [step]));
  const report = await run(context, parts, steps);
  const without = found.flatMap(({ target, step }) =>
    typeof step === 'string' ? [toNotPossible(target.unit, step)] : [],
  );
  return { ...report, lines: [...report.lines, ...without] };
}

/** @returns why there is none */
function findStep(
  { store }: PushParts,
  target: Target,
  bundle: ScriptContent | undefined,
): PushStep | string {
  const { previous } = target;
  if (previous === undefined) return 'there is no version before this one';
  const isBundle = bundle !== undefined && hashContent(bundle) === previous.contentHash;
  const content = isBundle ? bundle : store.read(previous.contentHash);
  if (content !== undefined) return { target, content };
  return `${previous.version} is not kept on this machine: check it out, npm run build, and give its folder with --bundle`;
}

async function run(
  context: Context,
  parts: PushParts,
  steps: readonly PushStep[],
): Promise<Report> {
  const { args, signal, progress } = context;
  const { canary } = args.texts;
  const outcomes = await pushFleet(parts, {
    steps,
    overwrite: args.flags.overwrite,
    dryRun: args.flags['dry-run'],
    parallel: args.parallel,
    signal,
    ...(canary === undefined ? {} : { canary }),
    onOutcome: (outcome, done) =>
      progress(`[${done}/${steps.length}] ${outcome.unit} ${toLine(outcome).text}`),
  });
  return { lines: outcomes.map(toLine), notes: listNotes(context, outcomes) };
}

function listNotes({ folder }: Context, outcomes: readonly UnitOutcome[]): readonly string[] {
  const kinds = new Set(outcomes.map(({ outcome }) => outcome.kind));
  return [
    ...(kinds.has('foreign')
      ? [
          `Somebody changed scripts at Google. Ask them; then push --overwrite --only …, which keeps in ${folder} what it replaces.`,
        ]
      : []),
    ...(kinds.has('failed') || kinds.has('notTried')
      ? ['The same command goes on where this one ended.']
      : []),
  ];
}

function toLine({ unit, outcome }: UnitOutcome): UnitLine {
  const { kind, ...details } = outcome;
  const isGood = ['pushed', 'current', 'wouldPush'].includes(kind);
  return { unit, outcome: kind, isGood, text: describe(outcome), details };
}

function describe(outcome: PushOutcome): string {
  switch (outcome.kind) {
    case 'pushed': {
      const times = outcome.attempts === 1 ? '' : ` at attempt ${outcome.attempts}`;
      return `pushed and verified ${outcome.version}${times}`;
    }
    case 'current':
      return `has ${outcome.version} already`;
    case 'wouldPush':
      return `would get ${outcome.to} for ${outcome.from}: ${describeDifferences(outcome.differences)}`;
    case 'foreign':
      return `CHANGED AT GOOGLE, nothing pushed: ${describeDifferences(outcome.differences)}`;
    case 'failed':
      return `FAILED: ${outcome.reason}`;
    case 'notTried':
      return `not tried, ${outcome.reason}`;
  }
}

export function describeDifferences(differences: readonly FileDifference[]): string {
  return differences
    .map(({ file, change, by, at }) => {
      const who = by === undefined ? '' : ` by ${by}`;
      return `${file} ${change}${who}${at === undefined ? '' : ` at ${at}`}`;
    })
    .join('; ');
}

function toNotPossible(unit: string, reason: string): UnitLine {
  return { unit, outcome: 'notPossible', isGood: false, text: `NOT POSSIBLE: ${reason}` };
}

function readBundle({ args }: Context): ScriptContent | undefined {
  return args.texts.bundle === undefined ? undefined : readFolder(args.texts.bundle);
}

/** @throws WrongUse */
function readFolder(folder: string): ScriptContent {
  try {
    return readContentFolder(folder);
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}
