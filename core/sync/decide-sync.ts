/** What the server does with a request whose sender is known: outcomes, and slices to write. */
import type { TypedCells } from '../columns.ts';
import { MAX_ROW_BYTES } from '../messages/sync-limits.ts';
import type { RowOutcome, SyncReply } from '../messages/sync-reply.ts';
import type { SyncRequest } from '../messages/sync-request.ts';
import type { RowReading } from '../reading/read-row.ts';
import { readRow } from '../reading/read-row.ts';
import type { RowId } from '../row-id.ts';
import type { ReadingRules } from '../rules.ts';
import type { Hold, UnitHead } from '../unit-head.ts';
import { toUtf8Length } from '../utf8-length.ts';
import { isStale } from './decide-idle.ts';
import { decideMissing } from './decide-missing.ts';
import { findAdoptions, mayBeAnother } from './find-adoptions.ts';
import type { Fingerprint, SetDigest } from './fingerprint.ts';
import {
  addToSet,
  equalSets,
  removeFromSet,
  toColumnHashes,
  toFingerprint,
} from './fingerprint.ts';
import { release, releaseHold } from './release.ts';
import type { RowWrite, StoredRow } from './stored-row.ts';
import { toCounting, toNextVersion } from './stored-row.ts';

/** Which stored rows a decision needs. */
export type RowsNeeded =
  | { readonly kind: 'all' }
  | { readonly kind: 'byId'; readonly ids: readonly RowId[] };

export function planReads(request: SyncRequest, head: UnitHead): RowsNeeded {
  const holdMayMatch = head.hold !== undefined && request.rows.length > 0;
  if (request.index !== undefined || request.confirm !== undefined || holdMayMatch) {
    return { kind: 'all' };
  }
  return { kind: 'byId', ids: request.rows.map((row) => row.id as RowId) };
}

export type SyncInput = {
  readonly request: SyncRequest;
  readonly head: UnitHead;
  /** At least what `planReads` named. */
  readonly stored: ReadonlyMap<string, StoredRow>;
  readonly rules: ReadingRules;
  /** Made by `readSent` while the stored rows were on their way. */
  readonly readAhead?: SentReadings;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** What the cells of a request's rows mean as they were sent; by the very object. */
export type SentReadings = ReadonlyMap<TypedCells, RowReading>;

/** Reads rows that no stored row was looked up for yet: most are new, or are sent whole. */
export function readSent(rows: SyncRequest['rows'], rules: ReadingRules): SentReadings {
  return new Map(rows.map(({ cells }) => [cells, readBounded(cells, rules)]));
}

/** What the unit is told beside its sequence and rules. */
export type UnitAnswer = Pick<SyncReply, 'index' | 'missing' | 'resend' | 'accepted'> & {
  readonly hold?: Hold;
};

export type SyncDecision =
  | { readonly kind: 'stale' }
  /** New ids or titles while records are missing: they may be moved rows, as only an index tells. */
  | { readonly kind: 'askIndex' }
  | {
      readonly kind: 'decided';
      readonly outcomes: readonly RowOutcome[];
      /** In writing order; empty when nothing changes. */
      readonly writes: readonly RowWrite[];
      readonly answer: UnitAnswer;
    };

export function decideSync(input: SyncInput): SyncDecision {
  const steps = stepSync(input);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** Each write as soon as it is decided, so that a shell may begin to write; then the decision. */
export type SyncSteps = Generator<RowWrite, SyncDecision, undefined>;

/**
 * Whether anything is to be written at all is decided before the first row is read. What is read
 * after a write was handed out can only refuse its own row.
 */
export function* stepSync(input: SyncInput): SyncSteps {
  const { request, head, stored } = input;
  if (isStale(request, head)) return { kind: 'stale' };
  const rows = joinStored(input);
  const agrees = agreesOnSet(input, rows);
  if (request.index === undefined && !agrees && head.set.n > 0) {
    const mayHaveMoved = rows.some(({ row, own }) => mayBeAnother(row, own));
    if (mayHaveMoved) return { kind: 'askIndex' };
  }
  const outcomes: RowOutcome[] = [];
  const rowWrites: RowWrite[] = [];
  for (const row of rows) {
    const { outcome, write } = decideRow(row, input);
    outcomes.push(outcome);
    if (write === undefined) continue;
    rowWrites.push(write);
    yield write;
  }
  const accepted = listCounting(outcomes, stored);
  if (request.index === undefined) {
    const hold = releaseHold(head, rowWrites, stored);
    const answer = { ...toAnswer({ index: !agrees, hold }), accepted };
    return { kind: 'decided', outcomes, writes: rowWrites, answer };
  }
  const missing = decideMissing({ ...input, index: request.index, rowWrites, outcomes });
  yield* missing.writes;
  return {
    kind: 'decided',
    outcomes,
    writes: [...rowWrites, ...missing.writes],
    answer: {
      ...toAnswer({ index: false, hold: missing.hold }),
      ...missing.answer,
      accepted: [...accepted, ...missing.answer.accepted],
    },
  };
}

/** A sent row with the record it speaks of. */
type JoinedRow = {
  readonly row: SyncRequest['rows'][number];
  /** Under its own id. */
  readonly own: StoredRow | undefined;
  /** Under another id: then it is that record. */
  readonly adopted: StoredRow | undefined;
  /** Kept and sent ones together. */
  readonly cells: TypedCells;
  readonly fingerprint: Fingerprint;
};

function joinStored(input: SyncInput): readonly JoinedRow[] {
  const adoptions = findAdoptions(input);
  return input.request.rows.map((row) => {
    const own = input.stored.get(row.id);
    const adopted = adoptions.get(row.id);
    const cells = toMerged((adopted ?? own)?.cells, row.cells);
    return { row, own, adopted, cells, fingerprint: toFingerprint(toColumnHashes(cells)) };
  });
}

/** The sent ones themselves where they leave nothing to be kept. */
function toMerged(kept: TypedCells | undefined, sent: TypedCells): TypedCells {
  const keepsNone = Object.keys(kept ?? {}).every((column) => column in sent);
  return keepsNone ? sent : { ...kept, ...sent };
}

/**
 * Whether the set the sheet claims is ours once the rows are in. A row that is refused leaves both
 * as it stands in both if it is taken, so this holds whatever reading the rows leads to.
 */
function agreesOnSet({ request, head }: SyncInput, rows: readonly JoinedRow[]): boolean {
  let claimed: SetDigest = request.set;
  let ours: SetDigest = head.set;
  for (const { row, own, adopted, fingerprint } of rows) {
    const record = adopted ?? own;
    if (record?.state === 'active') ours = removeFromSet(ours, record.id, record.fingerprint);
    ours = addToSet(ours, record?.id ?? row.id, fingerprint);
    if (adopted === undefined) continue;
    const asSent = toFingerprint(toColumnHashes(toMerged(own?.cells, row.cells)));
    claimed = addToSet(removeFromSet(claimed, row.id, asSent), adopted.id, asSent);
  }
  return equalSets(claimed, ours);
}

type RowDecision = { readonly outcome: RowOutcome; readonly write?: RowWrite };

function decideRow(
  { row, own, adopted, cells, fingerprint }: JoinedRow,
  { rules, readAhead, now }: SyncInput,
): RowDecision {
  const reading = readAhead?.get(cells) ?? readBounded(cells, rules);
  if (reading.kind !== 'valid') {
    const messages = reading.kind === 'blank' ? [] : [...reading.messages];
    const counts = own !== undefined && own.state !== 'deleted' ? { version: own.version } : {};
    return { outcome: { kind: 'rejected', id: row.id, messages, ...counts } };
  }
  const warnings = reading.messages.map((message) => message.code);
  const content = { cells, fingerprint, initiative: reading.initiative, warnings };
  const record = adopted ?? own;
  if (record === undefined) {
    const created = {
      ...content,
      id: row.id as RowId,
      version: 0,
      state: 'active',
      at: now,
    } as const;
    return toSaved(toNextVersion(created, 'create', now));
  }
  const write = bringTo(record, content, now);
  const { version, at } = write?.row ?? record;
  if (adopted !== undefined) {
    const outcome = { kind: 'moved', id: row.id, as: adopted.id, version, at } as const;
    return { outcome, ...(write === undefined ? {} : { write }) };
  }
  if (write?.history !== undefined) return toSaved(write);
  const outcome = { kind: 'unchanged', id: row.id, version, at } as const;
  return { outcome, ...(write === undefined ? {} : { write }) };
}

type Content = Pick<StoredRow, 'cells' | 'fingerprint' | 'initiative' | 'warnings'>;

/** What makes a record say this; a held one whose row is back is only released. */
function bringTo(record: StoredRow, content: Content, now: number): RowWrite | undefined {
  const row = release(record);
  if (record.state === 'deleted') return toNextVersion({ ...row, ...content }, 'revive', now);
  if (record.fingerprint !== content.fingerprint) {
    return toNextVersion({ ...row, ...content }, 'edit', now);
  }
  return record.state === 'held' ? { row } : undefined;
}

function toSaved(write: RowWrite): RowDecision {
  const { id, version, at } = write.row;
  return { outcome: { kind: 'saved', id, version, at }, write };
}

/** Kept and sent cells together may exceed what a row may be, though neither does alone. */
function readBounded(cells: TypedCells, rules: ReadingRules): RowReading {
  if (toUtf8Length(JSON.stringify(cells)) <= MAX_ROW_BYTES) return readRow(cells, rules);
  return { kind: 'rejected', messages: [{ code: 'E_TOO_LONG', values: {} }] };
}

/** Of refused rows, the version that goes on counting: the sheet may never have heard of it. */
function listCounting(
  outcomes: readonly RowOutcome[],
  stored: ReadonlyMap<string, StoredRow>,
): SyncReply['accepted'] {
  return outcomes.flatMap((outcome) => {
    const own = outcome.kind === 'rejected' ? stored.get(outcome.id) : undefined;
    if (own === undefined || own.state === 'deleted') return [];
    return [toCounting(own)];
  });
}

function toAnswer({ index, hold }: { index: boolean; hold: Hold | undefined }): UnitAnswer {
  return { index, missing: [], resend: [], accepted: [], ...(hold === undefined ? {} : { hold }) };
}
