/** `units add`: a spreadsheet with a script bound to it, made by the real clasp, for units without one. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import { type Context, openGoogle, titleOf } from './context.ts';
import { checkRegistration, findTarget } from './fleet.ts';
import { inParallel } from './push-fleet.ts';
import type { PushParts } from './push-target.ts';
import type { Report, UnitLine } from './report.ts';
import { hashContent } from './script-content.ts';

const Made = z.object({ scriptId: z.string(), parentId: z.string() });
type Made = z.infer<typeof Made>;

const NEXT = 'next: npm run -s units -- push, then share each spreadsheet with its unit';

export async function addUnits(context: Context): Promise<Report> {
  const units = listUnits(context);
  if (context.args.flags['dry-run']) {
    return { lines: units.map((unit) => describeDryRun(context, unit)), notes: [] };
  }
  const parts = openGoogle(context);
  const lines = new Map<string, UnitLine>();
  await inParallel(units, context.args.parallel, async (unit) => {
    const line = context.signal.aborted
      ? { unit, outcome: 'notTried', isGood: false, text: 'interrupted; the same command goes on' }
      : await addUnit(context, parts, unit).catch((error: unknown) => toFailed(unit, error));
    lines.set(unit, line);
    context.progress(`[${lines.size}/${units.length}] ${unit} ${line.text}`);
  });
  return { lines: units.flatMap((unit) => lines.get(unit) ?? []), notes: [NEXT] };
}

function listUnits({ args, programme, file }: Context): readonly string[] {
  if (!args.flags.all) return args.units;
  const codes = [COMMITTEE_UNIT, ...programme.units.map(({ code }) => code)];
  return codes
    .filter((code) => findTarget(file.fleet, code) === undefined)
    .filter((code) => args.only?.includes(code) ?? true);
}

async function addUnit(context: Context, parts: PushParts, unit: string): Promise<UnitLine> {
  const known = findTarget(context.file.fleet, unit);
  if (known?.state === 'active') return toAlready(unit, known.spreadsheetId);
  const folder = join(context.folder, 'adding', unit);
  const resumed = readMade(folder);
  if (resumed === undefined && existsSync(folder) && !context.args.flags.again) {
    return toFailed(unit, new Error(describeUnknown(titleOf(context, unit))));
  }
  const made = resumed ?? (await make(context, parts, { unit, folder }));
  const ids = { unit, spreadsheetId: made.parentId, scriptId: made.scriptId };
  const registration = checkRegistration(context.file.fleet, ids);
  if (registration.kind === 'refused') return toFailed(unit, new Error(registration.reason));
  const content = await parts.api.readContent(made.scriptId);
  if (content.kind === 'problem') return toFailed(unit, new Error(content.reason));
  context.file.write({
    ...ids,
    state: 'active',
    title: titleOf(context, unit),
    registeredAt: new Date(context.now()).toISOString(),
    found: hashContent(content.value),
  });
  rmSync(folder, { recursive: true, force: true });
  const { spreadsheetId, scriptId } = ids;
  return {
    unit,
    outcome: 'added',
    isGood: true,
    text: `has the new spreadsheet ${spreadsheetId}`,
    details: { spreadsheetId, scriptId },
  };
}

/** The folder stays until the unit is registered: clasp leaves there what it made. */
async function make(
  context: Context,
  { clasp }: PushParts,
  { unit, folder }: { readonly unit: string; readonly folder: string },
): Promise<Made> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const title = titleOf(context, unit);
  const create = ['create-script', '--type', 'sheets', '--title', title, '--rootDir', 'content'];
  const outcome = await clasp.run(['-P', folder, '--json', ...create], folder);
  const made = readMade(folder);
  if (made !== undefined) return made;
  const reason = outcome.kind === 'failed' ? outcome.reason : 'clasp did not say what it made';
  throw new Error(`${reason}. ${describeUnknown(title)}`);
}

function readMade(folder: string): Made | undefined {
  const path = join(folder, '.clasp.json');
  if (!existsSync(path)) return undefined;
  try {
    return Made.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

function describeUnknown(title: string): string {
  return `A spreadsheet «${title}» may have been made: look for it in Drive, and adopt it or remove it and add --again`;
}

function describeDryRun({ file }: Context, unit: string): UnitLine {
  const known = findTarget(file.fleet, unit);
  if (known?.state === 'active') return toAlready(unit, known.spreadsheetId);
  return { unit, outcome: 'wouldAdd', isGood: true, text: 'would get a new spreadsheet' };
}

function toAlready(unit: string, spreadsheetId: string): UnitLine {
  const text = `is registered already with spreadsheet ${spreadsheetId}`;
  return { unit, outcome: 'already', isGood: true, text, details: { spreadsheetId } };
}

function toFailed(unit: string, error: unknown): UnitLine {
  const reason = error instanceof Error ? error.message : String(error);
  return { unit, outcome: 'failed', isGood: false, text: `FAILED: ${reason}`, details: { reason } };
}
