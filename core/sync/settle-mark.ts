/** The pair a row ends a run with, from what the server said of it. */
import type { SyncReply } from '../messages/sync-reply.ts';
import type { RowId } from '../row-id.ts';
import { unreachable } from '../unreachable.ts';
import { toFingerprint } from './fingerprint.ts';
import type { Mark, MarkState } from './mark.ts';
import type { Pair } from './match-rows.ts';
import type { PlannedRow } from './plan-run.ts';
import { toSentFingerprint } from './plan-run.ts';
import type { Session } from './session.ts';

export function settleMark(row: PlannedRow, session: Session): Pair | undefined {
  const { planned } = row;
  if (planned === undefined) return undefined;
  const outcome = session.outcomes.get(planned.id);
  if (outcome === undefined) return { ...planned, mark: settleUnsent(row, planned, session) };
  switch (outcome.kind) {
    case 'saved':
    case 'unchanged':
      return { id: planned.id, mark: toAccepted(row, outcome, session.after) };
    case 'moved':
      return { id: outcome.as as RowId, mark: toAccepted(row, outcome, session.after) };
    case 'rejected':
      return { id: planned.id, mark: toRefused(row, session.counting.get(planned.id), session) };
    case 'stale':
      return planned;
    default:
      return unreachable(outcome);
  }
}

function toAccepted(
  row: PlannedRow,
  { version, at }: { readonly version: number; readonly at: number },
  seq: number,
): Mark {
  return {
    state: '=',
    version,
    atSeconds: Math.floor(at / 1000),
    seq,
    accepted: toSentFingerprint(row),
    hashes: row.hashes,
  };
}

/** Refused as it stands; what counts, if anything, is what the server says counts. */
function toRefused(
  { hashes }: PlannedRow,
  counting: SyncReply['accepted'][number] | undefined,
  { after }: Session,
): Mark {
  return {
    state: '!',
    version: counting?.version ?? 0,
    atSeconds: counting === undefined ? 0 : Math.floor(counting.at / 1000),
    seq: after,
    accepted: counting?.fingerprint,
    hashes,
  };
}

/** A table restored to an earlier time has an earlier sequence: marks must not insist on theirs. */
function toPossibleSeq(mark: Mark | undefined, { after, lastReply }: Session): Mark | undefined {
  if (mark === undefined || lastReply === undefined || mark.seq <= after) return mark;
  return { ...mark, seq: after };
}

/** Rows not sent keep their mark, unless the server told that it has something else of theirs. */
function settleUnsent(row: PlannedRow, { id, mark }: Pair, session: Session): Mark | undefined {
  if (session.resend.has(id) && mark !== undefined) {
    return toPossibleSeq({ ...mark, state: '?' }, session);
  }
  const counting = session.counting.get(id);
  if (row.plan.kind === 'emptied') return toPossibleSeq(mark, session);
  if (counting === undefined) return toPossibleSeq(settleClaim(row, mark, session), session);
  const isWhatCounts = mark !== undefined && toFingerprint(mark.hashes) === counting.fingerprint;
  const state = toStateOfUnsent(mark, isWhatCounts);
  // What was to be sent and never came to count is nobody's any more: other rows may be that now.
  const hashes = state === '?' ? row.hashes : (mark?.hashes ?? row.hashes);
  return {
    state,
    version: counting.version,
    atSeconds: Math.floor(counting.at / 1000),
    seq: session.after,
    accepted: counting.fingerprint,
    hashes,
  };
}

/** What an invalid row is believed to count with, once the server has spoken of the whole unit. */
function settleClaim(
  { plan, hashes }: PlannedRow,
  mark: Mark | undefined,
  { indexSent, lastReply }: Session,
): Mark | undefined {
  if (plan.kind !== 'invalid' || mark === undefined) return mark;
  if (mark.accepted !== undefined || mark.state === 'x') {
    // The answer to an index names every version that counts, and this one is not among them.
    if (indexSent) return { ...mark, state: '?', version: 0, atSeconds: 0, accepted: undefined };
  }
  // Where both sides agree on the whole unit, nothing counts that was to be sent and never heard of.
  const isAgreed = lastReply !== undefined && !lastReply.index;
  return mark.state === '?' && isAgreed ? { ...mark, hashes } : mark;
}

/** Content other than what counts must not look accepted once it is mended back. */
function toStateOfUnsent(mark: Mark | undefined, isWhatCounts: boolean): MarkState {
  if (isWhatCounts) return '=';
  return mark?.state === '!' ? '!' : '?';
}
