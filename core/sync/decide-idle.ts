/** Requests that bring nothing, as nearly all do: decided without any of what reads rows. */
import type { SyncRequest } from '../messages/sync-request.ts';
import type { UnitHead } from '../unit-head.ts';
import type { SyncDecision } from './decide-sync.ts';
import { equalSets } from './fingerprint.ts';

/** It follows another request than the last one that changed something: late, or said twice. */
export function isStale(request: SyncRequest, head: UnitHead): boolean {
  return request.after !== head.seq;
}

/** Neither rows nor an index of them. */
export function isIdle({ rows, index }: SyncRequest): boolean {
  return rows.length === 0 && index === undefined;
}

/** What `decideSync` says of an idle request; without rows, nothing that is stored matters. */
export function decideIdle(request: SyncRequest, head: UnitHead): SyncDecision {
  if (isStale(request, head)) return { kind: 'stale' };
  const { hold } = head;
  const answer = {
    index: !equalSets(request.set, head.set),
    missing: [],
    resend: [],
    accepted: [],
    ...(hold === undefined ? {} : { hold }),
  };
  return { kind: 'decided', outcomes: [], writes: [], answer };
}
