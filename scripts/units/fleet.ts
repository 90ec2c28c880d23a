/** The fleet: which script of which spreadsheet serves which unit, and what was pushed to it. */
import * as z from 'zod/mini';
import { COMMITTEE_UNIT } from '../../core/messages/committee-unit.ts';
import { compareCodes } from '../../core/programme.ts';
import { unitCode } from '../../core/unit-code.ts';

const GOOGLE_ID = /^[A-Za-z0-9_-]{25,100}$/;
const googleId = z.string().check(z.regex(GOOGLE_ID, 'not an id of Google'));
const contentHash = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'not a content hash'));
const moment = z.iso.datetime();

/** A content that was verified at Google. */
const Push = z.strictObject({
  /** As the bundle names itself; «unnamed» where the content does not. */
  version: z.string().check(z.minLength(1)),
  contentHash,
  at: moment,
});
export type Push = z.infer<typeof Push>;

const Target = z.strictObject({
  unit: z.union([unitCode, z.literal(COMMITTEE_UNIT)]),
  state: z.enum(['active', 'retired']),
  title: z.string(),
  spreadsheetId: googleId,
  scriptId: googleId,
  registeredAt: moment,
  /** What the script held when it was registered. */
  found: contentHash,
  pushed: z.exactOptional(Push),
  /** What roll-back brings back. */
  previous: z.exactOptional(Push),
  /** Written before a push begins: a run that was killed may have left this content there. */
  begun: z.exactOptional(Push),
});
export type Target = z.infer<typeof Target>;

const Fleet = z
  .strictObject({
    formatVersion: z.literal(1),
    programme: z.string(),
    stage: z.string(),
    targets: z.array(Target),
  })
  .check(({ value, issues }) => {
    for (const [index, target] of value.targets.entries()) {
      const others = value.targets.slice(0, index);
      const owner = others.find((other) => findShared(other, target) !== undefined);
      if (owner === undefined) continue;
      const message = `shares its ${findShared(owner, target)} with ${owner.unit}`;
      issues.push({ code: 'custom', path: ['targets', index], message, input: target });
    }
  });
export type Fleet = z.infer<typeof Fleet>;

type Ids = Pick<Target, 'unit' | 'spreadsheetId' | 'scriptId'>;

function findShared(one: Ids, other: Ids): string | undefined {
  if (one.unit === other.unit) return 'unit';
  if (one.spreadsheetId === other.spreadsheetId) return 'spreadsheet';
  return one.scriptId === other.scriptId ? 'script' : undefined;
}

export type FleetName = { readonly programme: string; readonly stage: string };

export function createFleet(name: FleetName): Fleet {
  return { formatVersion: 1, ...name, targets: [] };
}

export type ParsedFleet =
  | { readonly kind: 'fleet'; readonly fleet: Fleet }
  | { readonly kind: 'damaged'; readonly reason: string }
  /** Whole, and of another programme or stage. */
  | { readonly kind: 'foreign'; readonly reason: string };

export function parseFleet(text: string, name: FleetName): ParsedFleet {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: 'damaged', reason: error instanceof Error ? error.message : String(error) };
  }
  const parsed = z.safeParse(Fleet, value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.map(String).join('.') ?? '';
    const what = issue?.code === 'unrecognized_keys' ? `unknown ${issue.keys}` : issue?.message;
    return { kind: 'damaged', reason: `${place}: ${what}` };
  }
  const { programme, stage } = parsed.data;
  if (programme !== name.programme || stage !== name.stage) {
    return { kind: 'foreign', reason: `is of ${programme} ${stage}` };
  }
  return { kind: 'fleet', fleet: parsed.data };
}

/** One property a line, targets by unit: what changed shows in a diff. */
export function toFleetText(fleet: Fleet): string {
  return `${JSON.stringify(fleet, null, 2)}\n`;
}

export function findTarget(fleet: Fleet, unit: string): Target | undefined {
  return fleet.targets.find((target) => target.unit === unit);
}

export function withTarget(fleet: Fleet, target: Target): Fleet {
  const others = fleet.targets.filter(({ unit }) => unit !== target.unit);
  const targets = [...others, target].sort((one, other) => compareCodes(one.unit, other.unit));
  return { ...fleet, targets };
}

export type Registration =
  | { readonly kind: 'free' }
  | { readonly kind: 'already'; readonly target: Target }
  | { readonly kind: 'refused'; readonly reason: string };

/** Whether a unit may be registered with these two ids. */
export function checkRegistration(fleet: Fleet, ids: Ids): Registration {
  for (const name of ['spreadsheetId', 'scriptId'] as const) {
    const owner = fleet.targets.find(
      ({ unit, [name]: id }) => unit !== ids.unit && id === ids[name],
    );
    if (owner === undefined) continue;
    const what = name === 'scriptId' ? 'script' : 'spreadsheet';
    const reason = `the ${what} ${ids[name]} is registered for ${owner.unit} already; every unit has one of its own`;
    return { kind: 'refused', reason };
  }
  const target = findTarget(fleet, ids.unit);
  if (target === undefined || target.state === 'retired') return { kind: 'free' };
  if (target.spreadsheetId === ids.spreadsheetId && target.scriptId === ids.scriptId) {
    return { kind: 'already', target };
  }
  const reason = `${ids.unit} is registered with spreadsheet ${target.spreadsheetId}; retire it first if another one takes its place`;
  return { kind: 'refused', reason };
}

/** @returns what is wrong with it, and undefined when nothing is */
export function findIdProblem(option: string, text: string): string | undefined {
  if (GOOGLE_ID.test(text)) return undefined;
  const inAddress = /\/(?:d|projects)\/([A-Za-z0-9_-]{25,100})/.exec(text)?.[1];
  const hint =
    inAddress === undefined
      ? 'it is the long word after /d/ or /projects/ in the address'
      : `of that address it is ${inAddress}`;
  return `${option} ${text} is no id of Google: ${hint}`;
}
