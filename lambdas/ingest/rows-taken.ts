/** What a request's rows have led to, whether it brought any or not. */
import type { RowOutcome } from '../../core/messages/sync-reply.ts';
import type { SyncRequest } from '../../core/messages/sync-request.ts';
import type { Programme, ProgrammeUnit } from '../../core/programme.ts';
import type { SyncDecision } from '../../core/sync/decide-sync.ts';
import type { UnitHead } from '../../core/unit-head.ts';
import type { NearDuplicateStore } from '../ports/near-duplicate-store.ts';
import type { SyncStore } from '../ports/sync-store.ts';
import type { Advice } from './advise-near-duplicates.ts';
import type { AnsweringDeps } from './answer.ts';
import type { Committed } from './commit-slices.ts';
import type { LetCallsLeave } from './during.ts';

export type RowsTakingDeps = AnsweringDeps & {
  readonly store: SyncStore;
  readonly nearDuplicates: NearDuplicateStore;
  readonly programme: Programme;
  /** Unlike any other, for each request that changes something. */
  readonly newToken: () => string;
  readonly letCallsLeave: LetCallsLeave;
};

export type RowsSent = {
  readonly unit: ProgrammeUnit;
  readonly keyVersion: number;
  /** As it was read, before any of the rows. */
  readonly head: UnitHead;
  readonly request: SyncRequest;
  /** Epoch milliseconds. */
  readonly now: number;
};

export type RowsTaken = {
  readonly decision: SyncDecision;
  readonly committed: Committed;
  /** Of what is told of the rows; never throws. */
  readonly advise: (outcomes: readonly RowOutcome[]) => Promise<Advice>;
};

export const NO_ADVICE: Advice = { near: [], counts: { changed: 0, lookedUp: 0, skipped: 0 } };
