/** What a unit is told: only what the table now holds; near duplicates are looked up after it. */
import type { RowOutcome, RulesUpdate, SyncReply } from '../../core/messages/sync-reply.ts';
import type { SyncRequest } from '../../core/messages/sync-request.ts';
import type { Programme, ProgrammeUnit } from '../../core/programme.ts';
import type { SyncDecision } from '../../core/sync/decide-sync.ts';
import type { UnitContact, UnitHead } from '../../core/unit-head.ts';
import type { Committed } from './commit-slices.ts';

export type ReplyInput = {
  readonly request: SyncRequest;
  readonly decision: Exclude<SyncDecision, { kind: 'stale' }>;
  readonly committed: Committed;
  readonly contact: UnitContact;
  readonly programme: Programme;
  readonly unit: ProgrammeUnit;
};

export function toSyncReply(input: ReplyInput): SyncReply {
  const { request, decision, committed, contact, programme, unit } = input;
  const hasOldRules = request.rules !== programme.rulesVersion;
  return {
    v: 1,
    seq: committed.head.seq,
    ...toAnswer(request, decision, committed),
    ...toHold(committed.head),
    near: [],
    ...(contact.statement === undefined ? {} : { statement: contact.statement }),
    ...(hasOldRules ? { rules: toRulesUpdate(programme, unit) } : {}),
  };
}

type Answer = Pick<SyncReply, 'rows' | 'index' | 'missing' | 'resend' | 'accepted'>;

function toAnswer(
  request: SyncRequest,
  decision: ReplyInput['decision'],
  { lostIds }: Committed,
): Answer {
  if (decision.kind === 'askIndex') {
    const rows = request.rows.map(({ id }) => ({ kind: 'stale', id }) as const);
    return { rows, index: true, missing: [], resend: [], accepted: [] };
  }
  const { index, missing, resend, accepted } = decision.answer;
  return {
    rows: decision.outcomes.map((outcome) => toKnown(outcome, lostIds)),
    index,
    missing: missing.filter(({ id }) => !lostIds.has(id)),
    resend,
    accepted,
  };
}

/** An outcome whose write did not happen says nothing any more. */
function toKnown(outcome: RowOutcome, lostIds: ReadonlySet<string>): RowOutcome {
  const recordId = outcome.kind === 'moved' ? outcome.as : outcome.id;
  return lostIds.has(recordId) ? { kind: 'stale', id: outcome.id } : outcome;
}

function toHold({ hold }: UnitHead): Pick<SyncReply, 'hold'> {
  return hold === undefined ? {} : { hold };
}

function toRulesUpdate(programme: Programme, unit: ProgrammeUnit): RulesUpdate {
  const { rulesVersion, period, referenceDate, deadline } = programme;
  return {
    version: rulesVersion,
    unitName: unit.name,
    period,
    ...(referenceDate === undefined ? {} : { referenceDate }),
    ...(deadline === undefined ? {} : { deadline }),
  };
}
