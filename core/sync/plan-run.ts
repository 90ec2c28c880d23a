/** What one run of the script will write and send, decided before anything leaves the sheet. */

import { MAX_BODY_BYTES, MAX_ROWS } from '../messages/sync-limits.ts';
import type { RowCounts } from '../messages/sync-request.ts';
import type { RowId } from '../row-id.ts';
import { toUtf8Length } from '../utf8-length.ts';
import type { CheckedRow } from './check-rows.ts';
import { isChanged } from './check-rows.ts';
import type { ColumnHashes, Fingerprint } from './fingerprint.ts';
import { titleHash, toFingerprint } from './fingerprint.ts';
import type { Mark } from './mark.ts';
import type { Pair } from './match-rows.ts';

/** What a run means to do with a row. */
export type RowPlan =
  /** Never typed into, or blank and never accepted. */
  | { readonly kind: 'nothing' }
  /** Its content is gone; the pair waits here for it. */
  | { readonly kind: 'emptied' }
  | { readonly kind: 'invalid' }
  /** Accepted as it stands. */
  | { readonly kind: 'settled' }
  /** The server refused exactly this content. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'send' };

export type PlannedRow = CheckedRow & {
  readonly plan: RowPlan;
  /** The pair to stand beside the row before anything is sent; none where no id is needed. */
  readonly planned: Pair | undefined;
};

export type RunPlan = {
  readonly rows: readonly PlannedRow[];
  readonly batches: readonly (readonly PlannedRow[])[];
  /** Counts before anything is sent: every row to send is still waiting. */
  readonly counts: RowCounts;
};

export type PlanInput = {
  readonly rows: readonly CheckedRow[];
  readonly newId: () => RowId;
  /** «Đồng bộ ngay» sends refused rows once more. */
  readonly retryRefused: boolean;
};

/** Room for everything of a request that is not rows, above all for where they stand. */
const ENVELOPE_BYTES = 64 * 1024;

export function planRun({ rows, newId, retryRefused }: PlanInput): RunPlan {
  const planned = rows.map((row) => planRow(row, newId, retryRefused));
  const sending = planned.filter((row) => row.plan.kind === 'send');
  return { rows: planned, batches: toBatches(sending), counts: countRows(planned) };
}

function planRow(row: CheckedRow, newId: () => RowId, retryRefused: boolean): PlannedRow {
  const { pair, reading, hashes } = row;
  if (reading.kind === 'blank') {
    if (pair === undefined) return { ...row, plan: { kind: 'nothing' }, planned: undefined };
    return {
      ...row,
      plan: { kind: 'emptied' },
      planned: { id: pair.id, mark: toEmptied(pair.mark) },
    };
  }
  if (reading.kind !== 'valid') {
    return { ...row, plan: { kind: 'invalid' }, planned: toInvalid(pair, hashes) };
  }
  if (pair !== undefined && !isChanged(row) && !(retryRefused && pair.mark?.state === '!')) {
    const kind = pair.mark?.state === '!' ? 'refused' : 'settled';
    return { ...row, plan: { kind }, planned: pair };
  }
  const id = pair?.id ?? newId();
  const mark: Mark = {
    state: '?',
    version: pair?.mark?.version ?? 0,
    atSeconds: pair?.mark?.atSeconds ?? 0,
    seq: pair?.mark?.seq ?? 0,
    // Whether anything of it counts was asked and not answered.
    accepted: pair?.mark?.state === 'x' ? undefined : pair?.mark?.accepted,
    hashes,
  };
  return { ...row, plan: { kind: 'send' }, planned: { id, mark } };
}

/** An emptied row that came back under another title says nothing of what it was. */
function toInvalid(pair: Pair | undefined, hashes: ColumnHashes): Pair | undefined {
  if (pair?.mark?.state !== 'x' || titleHash(pair.mark.hashes) === titleHash(hashes)) return pair;
  return { id: pair.id, mark: { ...pair.mark, accepted: undefined } };
}

/** What was there stays remembered, so that it is known again when it comes back. */
function toEmptied(mark: Mark | undefined): Mark | undefined {
  return mark === undefined ? undefined : { ...mark, state: 'x' };
}

/** What the sheet believes accepted, by id; emptied rows are not on the sheet. */
export function listAccepted(rows: readonly PlannedRow[]): Map<RowId, Fingerprint> {
  const accepted = new Map<RowId, Fingerprint>();
  for (const { planned, plan } of rows) {
    if (plan.kind === 'emptied' || planned?.mark?.accepted === undefined) continue;
    accepted.set(planned.id, planned.mark.accepted);
  }
  return accepted;
}

/** The unit's sequence as the sheet knows it: from its memory, or later from its marks. */
export function toKnownSeq({ rows }: Pick<RunPlan, 'rows'>, remembered: number): number {
  return rows.reduce((latest, row) => Math.max(latest, row.planned?.mark?.seq ?? 0), remembered);
}

export function toSentFingerprint(row: PlannedRow): Fingerprint {
  return toFingerprint(row.hashes);
}

/**
 * Cuts rows into requests of at most 500 rows and 1 MB.
 *
 * @param besideBytes of what else goes in the same bodies
 */
export function toBatches(
  rows: readonly PlannedRow[],
  besideBytes = 0,
): readonly (readonly PlannedRow[])[] {
  const batches: PlannedRow[][] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = toUtf8Length(JSON.stringify(row.row.cells)) + 64;
    const last = batches[batches.length - 1];
    const isFull = last === undefined || last.length >= MAX_ROWS;
    if (isFull || bytes + size > MAX_BODY_BYTES - ENVELOPE_BYTES - besideBytes) {
      batches.push([row]);
      bytes = size;
    } else {
      last.push(row);
      bytes += size;
    }
  }
  return batches;
}

function countRows(rows: readonly PlannedRow[]): RowCounts {
  const count = (test: (row: PlannedRow) => boolean) => rows.filter(test).length;
  return {
    incomplete: count((row) => row.reading.kind === 'incomplete'),
    rejected: count((row) => row.reading.kind === 'rejected' || row.plan.kind === 'refused'),
    waiting: count((row) => row.plan.kind === 'send'),
    warned: count(
      ({ reading, keptNear }) =>
        reading.kind === 'valid' && reading.messages.length + keptNear.length > 0,
    ),
  };
}
