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
import { decideMissing } from './decide-missing.ts';
import { findAdoptions, mayBeAnother } from './find-adoptions.ts';
import type { SetDigest } from './fingerprint.ts';
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
  /** Epoch milliseconds. */
  readonly now: number;
};

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
  const { request, head, stored } = input;
  if (request.after !== head.seq) return { kind: 'stale' };

  const mayHaveMoved = request.rows.some((row) => mayBeAnother(row, stored.get(row.id)));
  const adopted = findAdoptions(input);
  const decided = request.rows.map((row) => decideRow(row, input, adopted.get(row.id)));
  const outcomes = decided.map((one) => one.outcome);
  const rowWrites = decided.flatMap((one) => (one.write === undefined ? [] : [one.write]));

  const claimed = correctClaim(request, outcomes, stored);
  const setAfterRows = applyToSet(head.set, rowWrites, stored);
  const agrees = equalSets(claimed, setAfterRows);
  if (request.index === undefined) {
    if (mayHaveMoved && !agrees && head.set.n > 0) return { kind: 'askIndex' };
    return {
      kind: 'decided',
      outcomes,
      writes: rowWrites,
      answer: {
        ...toAnswer({ index: !agrees, hold: releaseHold(head, rowWrites, stored) }),
        accepted: listCounting(outcomes, stored),
      },
    };
  }

  const missing = decideMissing({ ...input, index: request.index, rowWrites, outcomes });
  return {
    kind: 'decided',
    outcomes,
    writes: [...rowWrites, ...missing.writes],
    answer: {
      ...toAnswer({ index: false, hold: missing.hold }),
      ...missing.answer,
      accepted: [...listCounting(outcomes, stored), ...missing.answer.accepted],
    },
  };
}

type RowDecision = { readonly outcome: RowOutcome; readonly write?: RowWrite };

function decideRow(
  row: SyncRequest['rows'][number],
  { stored, rules, now }: SyncInput,
  adopted: StoredRow | undefined,
): RowDecision {
  const own = stored.get(row.id);
  const cells = { ...(adopted ?? own)?.cells, ...row.cells };
  const reading = readMerged(cells, rules);
  if (reading.kind !== 'valid') {
    const messages = reading.kind === 'blank' ? [] : [...reading.messages];
    const counts = own !== undefined && own.state !== 'deleted' ? { version: own.version } : {};
    return { outcome: { kind: 'rejected', id: row.id, messages, ...counts } };
  }
  const fingerprint = toFingerprint(toColumnHashes(cells));
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
function readMerged(cells: TypedCells, rules: ReadingRules): RowReading {
  if (toUtf8Length(JSON.stringify(cells)) <= MAX_ROW_BYTES) return readRow(cells, rules);
  return { kind: 'rejected', messages: [{ code: 'E_TOO_LONG', values: {} }] };
}

/** The set the sheet claims, less what it claimed for rows that were not accepted as sent. */
function correctClaim(
  request: SyncRequest,
  outcomes: readonly RowOutcome[],
  stored: ReadonlyMap<string, StoredRow>,
): SetDigest {
  let claimed: SetDigest = request.set;
  request.rows.forEach((row, position) => {
    const outcome = outcomes[position];
    if (outcome === undefined || outcome.kind === 'saved' || outcome.kind === 'unchanged') return;
    const own = stored.get(row.id);
    const fingerprint = toFingerprint(toColumnHashes({ ...own?.cells, ...row.cells }));
    claimed = removeFromSet(claimed, row.id, fingerprint);
    if (outcome.kind === 'moved') claimed = addToSet(claimed, outcome.as, fingerprint);
    else if (own !== undefined && own.state === 'active') {
      claimed = addToSet(claimed, own.id, own.fingerprint);
    }
  });
  return claimed;
}

/** The head's set once these writes are done. */
export function applyToSet(
  set: SetDigest,
  writes: readonly RowWrite[],
  stored: ReadonlyMap<string, StoredRow>,
): SetDigest {
  let after = set;
  for (const { row } of writes) {
    const before = stored.get(row.id);
    if (before?.state === 'active') after = removeFromSet(after, before.id, before.fingerprint);
    if (row.state === 'active') after = addToSet(after, row.id, row.fingerprint);
  }
  return after;
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
