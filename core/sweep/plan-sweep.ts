/** What a sheet would say to the server if its script ran: every row at once, with the whole index. */
import * as z from 'zod/mini';
import type { TypedColumn } from '../columns.ts';
import { MAX_INDEX_ENTRIES, PROTOCOL_VERSION } from '../messages/sync-limits.ts';
import type { RowOutcome } from '../messages/sync-reply.ts';
import type { RowCounts, RowLocations } from '../messages/sync-request.ts';
import { type SyncRequest, SyncRow } from '../messages/sync-request.ts';
import type { RowId } from '../row-id.ts';
import type { ReadingRules } from '../rules.ts';
import { checkRows, isChanged } from '../sync/check-rows.ts';
import type { SheetRow } from '../sync/entry-table.ts';
import { EMPTY_SET, toFingerprint } from '../sync/fingerprint.ts';
import type { MatchedRow } from '../sync/match-rows.ts';
import { matchRows } from '../sync/match-rows.ts';
import type { PlannedRow, RunPlan } from '../sync/plan-run.ts';
import { planRun } from '../sync/plan-run.ts';
import { toRowLocations } from '../sync/row-locations.ts';
import type { StoredRow } from '../sync/stored-row.ts';
import type { UnitHead } from '../unit-head.ts';
import { matchRecords } from './match-records.ts';
import { isSeenByScript } from './seen-by-script.ts';

export type SweepInput = {
  readonly unit: { readonly code: string; readonly name: string };
  /** As it stood before the sheet was read. */
  readonly head: UnitHead;
  readonly stored: ReadonlyMap<string, StoredRow>;
  readonly locations: RowLocations | undefined;
  readonly rows: readonly SheetRow[];
  readonly formulas: ReadonlyMap<number, ReadonlySet<TypedColumn>>;
  readonly mergedRows: ReadonlySet<number>;
  readonly rules: ReadingRules;
  readonly newId: () => RowId;
  /** Epoch milliseconds. */
  readonly now: number;
};

export type SweepPlan =
  | {
      readonly kind: 'planned';
      readonly request: SyncRequest;
      readonly plan: RunPlan;
      /** The script has run since people last typed: see `isSeenByScript`. */
      readonly isSeen: boolean;
    }
  /** Neither a row nor an id stands there though records count: no sign that anybody deleted them. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'tooLarge' };

/** The sender named in what is stored: no sheet has such a bundle. */
const SWEEPER = 'sweep';

export function planSweep(input: SweepInput): SweepPlan {
  const { rows, unit, stored, locations } = input;
  const isEmpty = rows.every(({ isBlank, idText }) => isBlank && idText === '');
  if (isEmpty && stored.size > 0) return { kind: 'empty' };
  const matched = matchRows(rows, unit.code);
  const known = matchRecords({ rows: matched, stored, locations });
  const plan = planRun({
    rows: checkRows({
      ...input,
      rows: known,
      formulas: keepInspected(input.formulas, matched),
    }),
    newId: input.newId,
    retryRefused: true,
  });
  const present = plan.rows.flatMap((row) => toPresent(row));
  if (present.length > MAX_INDEX_ENTRIES) return { kind: 'tooLarge' };
  const isSeen = plan.rows.every((row, position) => {
    const own = matched[position];
    return own === undefined || isSeenByScript(own, row);
  });
  return { kind: 'planned', request: toRequest(input, plan, present), plan, isSeen };
}

function toRequest(
  { unit, head, now }: SweepInput,
  { counts }: RunPlan,
  standing: readonly Present[],
): SyncRequest {
  const claims = standing.flatMap(({ id, isClaim }) => (isClaim ? [id] : []));
  return {
    v: PROTOCOL_VERSION,
    bundle: SWEEPER,
    unit: unit.code,
    spreadsheetId: head.spreadsheetId,
    after: head.seq,
    sentAt: now,
    // Every row is in this request.
    counts: { ...counts, waiting: 0 },
    // An index tells more than a digest could.
    set: EMPTY_SET,
    rows: standing.flatMap(({ row }) => row ?? []),
    index: standing.map(({ id, fingerprint }) => [id, fingerprint]),
    ...(claims.length === 0 ? {} : { claims }),
  };
}

type Present = {
  readonly id: RowId;
  /** Sent whether changed or not: the sheet does not know what was stored since its script stopped. */
  readonly row: SyncRow | undefined;
  readonly fingerprint: string | null;
  readonly isClaim: boolean;
};

function toPresent({ row, plan, planned, reading, hashes }: PlannedRow): Present[] {
  if (planned === undefined || plan.kind === 'emptied') return [];
  const { id, mark } = planned;
  const sent = z.safeParse(SyncRow, { id, cells: row.cells });
  const isSent = reading.kind === 'valid' && sent.success;
  return [
    {
      id,
      row: isSent ? sent.data : undefined,
      fingerprint: isSent ? toFingerprint(hashes) : null,
      isClaim: reading.kind !== 'valid' && mark?.accepted !== undefined,
    },
  ];
}

/** A script looks for formulas only in rows that changed; one in a settled row must not be found here. */
function keepInspected(
  formulas: SweepInput['formulas'],
  matched: readonly MatchedRow[],
): SweepInput['formulas'] {
  const changed = new Set(matched.filter(isChanged).map(({ row }) => row.rowNumber));
  return new Map([...formulas].filter(([rowNumber]) => changed.has(rowNumber)));
}

/** Counts once the rows are in: what the server refused counts as refused, what was lost waits. */
export function toSweptCounts({ counts }: RunPlan, outcomes: readonly RowOutcome[]): RowCounts {
  const refused = outcomes.filter(({ kind }) => kind === 'rejected').length;
  return { ...counts, rejected: counts.rejected + refused, waiting: 0 };
}

/** Where the rows stand, by the ids of the records they turned out to be. */
export function toSweptLocations(
  sheetId: number,
  { rows }: RunPlan,
  outcomes: readonly RowOutcome[],
): RowLocations {
  const moved = new Map(
    outcomes.flatMap((one) => (one.kind === 'moved' ? [[one.id, one.as as RowId] as const] : [])),
  );
  const renamed = rows.map((row): PlannedRow => {
    const id = row.planned === undefined ? undefined : moved.get(row.planned.id);
    if (row.planned === undefined || id === undefined) return row;
    return { ...row, planned: { ...row.planned, id } };
  });
  return toRowLocations(sheetId, renamed);
}
