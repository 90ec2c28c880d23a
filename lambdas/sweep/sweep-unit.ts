/** One unit: its head, then its sheet, then what follows, written only if nobody spoke meanwhile. */
import type { ProgrammeUnit } from '../../core/programme.ts';
import { toProgrammeRules } from '../../core/programme.ts';
import { createRowIdSource } from '../../core/row-id.ts';
import { toReadingRules } from '../../core/rules.ts';
import type { EntryTabChoice } from '../../core/sweep/choose-entry-tab.ts';
import { chooseEntryTab, toTypedFormulas } from '../../core/sweep/choose-entry-tab.ts';
import type { SweepPlan } from '../../core/sweep/plan-sweep.ts';
import { planSweep, toSweptCounts, toSweptLocations } from '../../core/sweep/plan-sweep.ts';
import { isOutOfPatience, isSilent } from '../../core/sweep/silence.ts';
import type { SweepNews } from '../../core/sweep/swept-contact.ts';
import { toSweptContact } from '../../core/sweep/swept-contact.ts';
import { decideSync } from '../../core/sync/decide-sync.ts';
import type { Slice } from '../../core/sync/plan-slices.ts';
import { planSlices } from '../../core/sync/plan-slices.ts';
import type { StoredRow } from '../../core/sync/stored-row.ts';
import { toVietnamDay } from '../../core/time.ts';
import type { UnitContact, UnitHead, UnreadableReason } from '../../core/unit-head.ts';
import { toErrorFields } from '../adapters/telemetry/error-fields.ts';
import { FIRST_KEY_POLICY } from '../http/key-policy.ts';
import { adviseNearDuplicates } from '../ingest/advise-near-duplicates.ts';
import { commitSlices } from '../ingest/commit-slices.ts';
import { AT_ONCE } from '../ingest/during.ts';
import type { StoredUnit } from '../ports/sync-store.ts';
import type { SweepDeps } from './sweep-deps.ts';

export type UnitOutcome =
  /** Its rows stand in the table as they stand on the sheet; so many changed. */
  | { readonly kind: 'swept'; readonly rows: number }
  /** Its script has seen every row and may run still: they are left to it for now. */
  | { readonly kind: 'leftToScript' }
  /** It speaks again, or never spoke, or its key is revoked. */
  | { readonly kind: 'notSilent' }
  /** Its script spoke while its sheet was read: whatever was read is old. */
  | { readonly kind: 'superseded' }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason; readonly detail: string };

/** A unit that an operator names is read at once, whatever its script does. */
export type Occasion = 'silence' | 'request';

type Known = { readonly head: UnitHead; readonly contact: UnitContact };

/** @throws what the store throws */
export async function sweepUnit(
  deps: SweepDeps,
  unit: ProgrammeUnit,
  occasion: Occasion,
): Promise<UnitOutcome> {
  // First the head: what is read later can only be newer, and what is decided is tied to its sequence.
  const known = toSweepable(await deps.store.readUnit(unit.code), occasion, deps.now());
  if (known === undefined) return { kind: 'notSilent' };
  await deps.pace.turn();
  const reading = await deps.sheets.read(known.head.spreadsheetId);
  if (reading.kind === 'unreadable') {
    return noteUnreadable(deps, known, { reason: reading.reason, detail: reading.detail });
  }
  const choice = chooseEntryTab(reading.tabs, known.contact.locations?.sheetId);
  if (choice.kind !== 'tab') {
    return noteUnreadable(deps, known, { reason: choice.kind, detail: '' });
  }
  const stored = await deps.store.readRows(unit.code, { kind: 'all' });
  const plan = planUnit(deps, { unit, known, choice, stored });
  if (plan.kind === 'tooLarge') {
    return noteUnreadable(deps, known, { reason: 'tooLarge', detail: '' });
  }
  const isTaken =
    plan.kind === 'planned' &&
    (occasion === 'request' || !plan.isSeen || isOutOfPatience(known.contact, deps.now()));
  if (!isTaken) {
    await noteSweep(deps, known, 'rows');
    return { kind: 'leftToScript' };
  }
  return take(deps, { known, plan, stored, sheetId: choice.tab.sheetId });
}

function toSweepable(
  { head, contact, keyPolicy = FIRST_KEY_POLICY }: StoredUnit,
  occasion: Occasion,
  now: number,
): Known | undefined {
  if (head === undefined || contact === undefined) return undefined;
  // Whoever took a unit's key away wants nothing more of it until it has a new one: its rows wait.
  const { revoked, current } = keyPolicy;
  if (revoked.includes(current) || revoked.includes(head.keyVersion)) return undefined;
  return occasion === 'request' || isSilent(contact, now) ? { head, contact } : undefined;
}

type PlanInput = {
  readonly unit: ProgrammeUnit;
  readonly known: Known;
  readonly choice: Extract<EntryTabChoice, { kind: 'tab' }>;
  readonly stored: ReadonlyMap<string, StoredRow>;
};

function planUnit(deps: SweepDeps, { unit, known, choice, stored }: PlanInput): SweepPlan {
  const { tab, table } = choice;
  const now = deps.now();
  return planSweep({
    unit,
    head: known.head,
    stored,
    locations: known.contact.locations,
    rows: table.rows,
    formulas: toTypedFormulas(tab, table.places),
    mergedRows: tab.mergedRows,
    rules: toReadingRules(toProgrammeRules(deps.programme), toVietnamDay(now)),
    newId: createRowIdSource(unit.code, deps.newUuid()),
    now,
  });
}

type Taking = {
  readonly known: Known;
  readonly plan: Extract<SweepPlan, { kind: 'planned' }>;
  readonly stored: ReadonlyMap<string, StoredRow>;
  readonly sheetId: number;
};

/** Decides as ingest does, and writes as it does: on a head that is still the one read first. */
async function take(
  deps: SweepDeps,
  { known, plan, stored, sheetId }: Taking,
): Promise<UnitOutcome> {
  const { store, programme, newToken } = deps;
  const { head } = known;
  const now = deps.now();
  const rules = toReadingRules(toProgrammeRules(programme), toVietnamDay(now));
  const decision = decideSync({ request: plan.request, head, stored, rules, now });
  if (decision.kind !== 'decided') return { kind: 'superseded' };
  const token = newToken();
  const { keyVersion } = head;
  const slices = planSlices({ decision, head, stored, token, keyVersion, now });
  const { lostIds } = await commitSlices({ store, letCallsLeave: AT_ONCE }, head, slices.values());
  await keepNearKeys(deps, head.unit, { slices, lostIds, stored });
  if (lostIds.size > 0) return { kind: 'superseded' };
  const { outcomes } = decision;
  await noteSweep(deps, known, 'rows', {
    counts: toSweptCounts(plan.plan, outcomes),
    locations: toSweptLocations(sheetId, plan.plan, outcomes),
  });
  return { kind: 'swept', rows: decision.writes.length };
}

type Written = {
  readonly slices: readonly Slice[];
  readonly lostIds: ReadonlySet<string>;
  readonly stored: ReadonlyMap<string, StoredRow>;
};

/** So that other units are warned of these rows; nobody is here to be warned of theirs. */
async function keepNearKeys(
  deps: SweepDeps,
  unit: string,
  { slices, lostIds, stored }: Written,
): Promise<void> {
  const writes = slices.flatMap((slice) => slice.writes).filter(({ row }) => !lostIds.has(row.id));
  if (writes.length === 0) return;
  try {
    await adviseNearDuplicates(deps, { unit, outcomes: [], writes, stored });
  } catch (error) {
    deps.logger.warn('near duplicates left out', { unit, ...toErrorFields(error) });
    deps.metrics.count('NearDuplicatesLeftOut', 1);
  }
}

async function noteUnreadable(
  deps: SweepDeps,
  known: Known,
  { reason, detail }: { readonly reason: UnreadableReason; readonly detail: string },
): Promise<UnitOutcome> {
  await noteSweep(deps, known, reason);
  return { kind: 'unreadable', reason, detail };
}

/** Nothing is said of a unit that was only read on request: its script is alive. */
async function noteSweep(
  { store, now }: SweepDeps,
  { contact }: Known,
  found: SweepNews['sweep']['found'],
  taken?: SweepNews['taken'],
): Promise<void> {
  const at = now();
  if (!isSilent(contact, at)) return;
  const news = { sweep: { at, found }, ...(taken === undefined ? {} : { taken }) };
  // «superseded» means that the script speaks again: what it says weighs more.
  await store.replaceContact(contact, toSweptContact(contact, news));
}
