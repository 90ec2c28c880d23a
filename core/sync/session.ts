/** The conversation of one run with the server: which request comes next, what an answer changes. */

import { PROTOCOL_VERSION } from '../messages/sync-limits.ts';
import type { NearDuplicate, RowOutcome, SyncReply } from '../messages/sync-reply.ts';
import type { Statement, SyncRequest, SyncRow } from '../messages/sync-request.ts';
import type { RowId } from '../row-id.ts';
import type { Hold } from '../unit-head.ts';
import { toUtf8Length } from '../utf8-length.ts';
import { formatReceipt } from '../wording/receipts.ts';
import type { Fingerprint, SetDigest } from './fingerprint.ts';
import { addToSet, EMPTY_SET } from './fingerprint.ts';
import type { PlannedRow, RunPlan } from './plan-run.ts';
import { listAccepted, toBatches, toSentFingerprint } from './plan-run.ts';
import { toRowLocations } from './row-locations.ts';

/** More requests than this in one run are left to the next. */
export const MAX_REQUESTS = 60;
const HELD_RECEIPT = formatReceipt({ kind: 'held' });

export type SessionInput = {
  readonly unit: string;
  readonly spreadsheetId: string;
  readonly bundle: string;
  readonly after: number;
  readonly rulesVersion: number;
  readonly plan: RunPlan;
  /** Of the tab the rows stand on. */
  readonly sheetId?: number;
  readonly statement?: Statement;
  /** The hold an editor confirmed. */
  readonly confirm?: string;
  /** The hold of which the rows say already that they belong to it. */
  readonly toldHold?: string;
};

export type Session = {
  readonly input: SessionInput;
  readonly after: number;
  readonly requests: number;
  readonly queue: readonly (readonly PlannedRow[])[];
  /** Ids sent twice already: a third time waits for the next run. */
  readonly repeated: ReadonlySet<string>;
  /** Ids whose rows must be marked as sent before they are sent anew, which takes another reading. */
  readonly resend: ReadonlySet<string>;
  readonly indexWanted: boolean;
  readonly indexSent: boolean;
  readonly accepted: ReadonlyMap<RowId, Fingerprint>;
  readonly outcomes: ReadonlyMap<string, RowOutcome>;
  /** Near duplicates in other units of the rows answered so far. */
  readonly near: ReadonlyMap<string, readonly NearDuplicate[]>;
  readonly missing: ReadonlyMap<string, 'deleted' | 'held'>;
  /** Versions that count for rows not valid on the sheet now. */
  readonly counting: ReadonlyMap<string, SyncReply['accepted'][number]>;
  readonly lastReply: SyncReply | undefined;
};

export function startSession(input: SessionInput): Session {
  return leaveRoomForIndex({
    input,
    after: input.after,
    requests: 0,
    queue: input.plan.batches,
    repeated: new Set(),
    resend: new Set(),
    indexWanted:
      input.confirm !== undefined ||
      isToldElsewhere(input) ||
      input.plan.rows.some((row) => isUnanswered(row, input.toldHold !== undefined)),
    indexSent: false,
    accepted: listAccepted(input.plan.rows),
    outcomes: new Map(),
    near: new Map(),
    missing: new Map(),
    counting: new Map(),
    lastReply: undefined,
  });
}

/** Whether receipts of a hold were sorted away from its rows, or cleared: only an index names them. */
function isToldElsewhere({ plan, toldHold }: SessionInput): boolean {
  if (toldHold === undefined) return false;
  const saying = plan.rows.filter(({ row }) => row.receiptText === HELD_RECEIPT);
  return !toldHold.endsWith(toHeldText(saying));
}

/** Whether what counts of this row must be asked: it came back, or an earlier answer was lost. */
function isUnanswered(row: PlannedRow, mayBeHeld: boolean): boolean {
  if (row.plan.kind !== 'invalid' || row.planned?.mark?.state !== 'x') return false;
  return mayBeHeld || isClaim(row);
}

/** A row that is not valid as it stands, of which an earlier version is believed to count. */
function isClaim({ plan, planned }: PlannedRow): boolean {
  return plan.kind === 'invalid' && planned?.mark?.accepted !== undefined;
}

/**
 * The session with its claims taken back until they are answered. An index may bring deleted
 * records back with new versions; the marks must tell, should that answer never be heard.
 */
export function suspendClaims(session: Session): Session {
  const rows = session.input.plan.rows.map((row): PlannedRow => {
    const { planned } = row;
    if (!isClaim(row) || planned?.mark === undefined || planned.mark.state === 'x') return row;
    return { ...row, planned: { ...planned, mark: { ...planned.mark, state: 'x' } } };
  });
  return { ...session, input: { ...session.input, plan: { ...session.input.plan, rows } } };
}

/** The next request, or undefined when all is said. Every run says at least one. */
export function nextRequest(session: Session, sentAt: number): SyncRequest | undefined {
  const { input, queue, requests } = session;
  const sendsIndex = mustSendIndex(session);
  if (requests >= MAX_REQUESTS || (requests > 0 && queue.length === 0 && !sendsIndex)) {
    return undefined;
  }
  const [batch = [], ...rest] = queue;
  const waiting = rest.reduce((sum, rows) => sum + rows.length, 0);
  return {
    v: PROTOCOL_VERSION,
    bundle: input.bundle,
    unit: input.unit,
    spreadsheetId: input.spreadsheetId,
    after: session.after,
    sentAt,
    counts: { ...input.plan.counts, waiting },
    set: toSet(session.accepted, batch),
    rows: batch.flatMap(toSyncRow),
    ...(sendsIndex ? toWholeIndex(session) : toLocations(session)),
    ...(sendsIndex && input.confirm !== undefined ? { confirm: input.confirm } : {}),
    ...(input.statement === undefined || requests > 0 ? {} : { statement: input.statement }),
    rules: input.rulesVersion,
  };
}

/** The session once the server has answered the request `nextRequest` gave. */
export function absorbReply(session: Session, reply: SyncReply): Session {
  const [batch = [], ...rest] = session.queue;
  const outcomes = new Map(session.outcomes);
  const near = new Map(session.near);
  const accepted = new Map(session.accepted);
  const byId = new Map(
    batch.flatMap((row) =>
      row.planned === undefined ? [] : [[row.planned.id as string, row] as const],
    ),
  );
  for (const outcome of reply.rows) {
    outcomes.set(outcome.id, outcome);
    if (outcome.kind !== 'stale') near.set(outcome.id, []);
    const row = byId.get(outcome.id);
    if (row === undefined) continue;
    if (outcome.kind === 'saved' || outcome.kind === 'unchanged') {
      accepted.set(outcome.id as RowId, toSentFingerprint(row));
    } else if (outcome.kind === 'moved') {
      accepted.delete(outcome.id as RowId);
      accepted.set(outcome.as as RowId, toSentFingerprint(row));
    } else if (outcome.kind === 'rejected') {
      // What still counts of it, if anything, stands in the reply's own list.
      accepted.delete(outcome.id as RowId);
    }
  }
  for (const { id, fingerprint } of reply.accepted) accepted.set(id as RowId, fingerprint);

  for (const one of reply.near) near.set(one.id, [...(near.get(one.id) ?? []), one]);

  const again = listStale(reply).filter((id) => !session.repeated.has(id));
  const resending = toResending(session, new Set(again));
  return leaveRoomForIndex({
    ...session,
    after: reply.seq,
    requests: session.requests + 1,
    queue: [...toBatches(resending), ...rest],
    repeated: new Set([...session.repeated, ...again]),
    resend: new Set([...session.resend, ...reply.resend]),
    // While rows wait the server cannot say what is missing: it asks for the index once more.
    indexSent: session.indexSent || (session.indexWanted && !reply.index),
    indexWanted: session.indexWanted || reply.index || isNewHold(session, reply),
    accepted,
    outcomes,
    near,
    missing: new Map([
      ...session.missing,
      ...reply.missing.map(({ id, kind }) => [id, kind] as const),
    ]),
    counting: new Map([
      ...session.counting,
      ...reply.accepted.map((one) => [one.id, one] as const),
    ]),
    lastReply: reply,
  });
}

function mustSendIndex({ indexWanted, indexSent }: Session): boolean {
  return indexWanted && !indexSent;
}

/** The next batch so short that it goes in one body with the index, where one goes along. */
function leaveRoomForIndex(session: Session): Session {
  const [first, ...rest] = session.queue;
  if (first === undefined || !mustSendIndex(session)) return session;
  const indexBytes = toUtf8Length(JSON.stringify(toWholeIndex(session)));
  const [head = [], ...tail] = toBatches(first, indexBytes);
  const left = tail.flat();
  return { ...session, queue: [head, ...(left.length === 0 ? [] : [left]), ...rest] };
}

/** Only the answer to an index names the rows of a hold. */
function isNewHold({ input, indexSent }: Session, { hold }: SyncReply): boolean {
  return hold !== undefined && !indexSent && input.toldHold?.startsWith(toHoldText(hold)) !== true;
}

/** The open hold as it is remembered once an index named its rows, with the rows that say so. */
export function toToldHold({ input, missing }: Session, hold: Hold): string {
  const isHeld = ({ planned }: PlannedRow) =>
    planned !== undefined && missing.get(planned.id) === 'held';
  return toHoldText(hold) + toHeldText(input.plan.rows.filter(isHeld));
}

/** Others may join a hold, or leave. */
function toHoldText({ id, count }: Hold): string {
  return `${id}/${count}/`;
}

function toHeldText(rows: readonly PlannedRow[]): string {
  const blank = rows.filter(({ reading }) => reading.kind === 'blank');
  const ids = blank.flatMap(({ planned }) => planned?.id ?? []);
  const { n, digest } = ids.reduce((set, id) => addToSet(set, id, ''), EMPTY_SET);
  return `${n}/${digest}`;
}

function listStale(reply: SyncReply): string[] {
  return reply.rows.flatMap((outcome) => (outcome.kind === 'stale' ? [outcome.id] : []));
}

/** Rows overtaken by another request; their marks say already that they are under way. */
function toResending(session: Session, ids: ReadonlySet<string>): readonly PlannedRow[] {
  return session.input.plan.rows.filter(
    (row) => row.reading.kind === 'valid' && row.planned !== undefined && ids.has(row.planned.id),
  );
}

function toSyncRow({ row, planned }: PlannedRow): SyncRow[] {
  return planned === undefined ? [] : [{ id: planned.id, cells: row.cells }];
}

function toSet(accepted: ReadonlyMap<RowId, Fingerprint>, batch: readonly PlannedRow[]): SetDigest {
  const after = new Map(accepted);
  for (const row of batch) {
    if (row.planned !== undefined) after.set(row.planned.id, toSentFingerprint(row));
  }
  let set = EMPTY_SET;
  for (const [id, fingerprint] of after) set = addToSet(set, id, fingerprint);
  return set;
}

function toWholeIndex(session: Session): Pick<SyncRequest, 'index' | 'claims'> {
  const { rows } = session.input.plan;
  const claims = rows.filter(isClaim).flatMap(({ planned }) => planned?.id ?? []);
  return { index: toIndex(session), ...(claims.length === 0 ? {} : { claims }) };
}

/** Once a run, with the last of its rows: more would say the same again. */
function toLocations({ input, queue }: Session): Pick<SyncRequest, 'locations'> {
  const { sheetId, plan } = input;
  if (sheetId === undefined || queue.length > 1) return {};
  return { locations: toRowLocations(sheetId, plan.rows) };
}

/** Every row on the sheet that has an id; null where its content is not what was accepted. */
function toIndex({ input, accepted, outcomes }: Session): NonNullable<SyncRequest['index']> {
  const taken = new Set<string>();
  for (const one of outcomes.values()) if (one.kind === 'moved') taken.add(one.as);
  return input.plan.rows.flatMap(({ planned, plan, reading }) => {
    if (planned === undefined || plan.kind === 'emptied') return [];
    const outcome = outcomes.get(planned.id);
    // Its record turned out to be another row.
    if (outcome?.kind !== 'moved' && taken.has(planned.id)) return [];
    const id = outcome?.kind === 'moved' ? (outcome.as as RowId) : planned.id;
    const fingerprint = reading.kind === 'valid' ? accepted.get(id) : undefined;
    return [[id, fingerprint ?? null] as [string, string | null]];
  });
}
