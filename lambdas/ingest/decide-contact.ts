/** What is remembered of a unit's last request, and whether that is worth a write. */
import type { SyncRequest } from '../../core/messages/sync-request.ts';
import { equalLocations } from '../../core/sync/row-locations.ts';
import { toVietnamDay } from '../../core/time.ts';
import type { UnitContact } from '../../core/unit-head.ts';
import { equalCounts } from '../../core/unit-head.ts';

/** An idle sheet asks every five minutes; once an hour is enough to know it is alive. */
export const CONTACT_INTERVAL_MS = 3_600_000;

export type ContactDecision =
  | { readonly kind: 'write'; readonly contact: UnitContact }
  | { readonly kind: 'keep'; readonly contact: UnitContact };

/** @param deadline the one in force; undefined where there is none */
export function decideContact(
  previous: UnitContact | undefined,
  request: SyncRequest,
  { now, deadline }: { readonly now: number; readonly deadline: string | undefined },
): ContactDecision {
  const isLate = deadline !== undefined && toVietnamDay(now) > deadline;
  const gives = givesUpStatement(previous, request);
  const statement = isLate && gives ? previous?.statement : toStatement(previous, request);
  const seen = { unit: request.unit, counts: request.counts, bundle: request.bundle };
  // A request in the midst of several says nothing of them.
  const locations = request.locations ?? previous?.locations;
  const contact = {
    ...seen,
    lastContactAt: now,
    ...(statement === undefined ? {} : { statement }),
    ...(locations === undefined ? {} : { locations }),
  };
  if (
    previous === undefined ||
    // A script that was silent speaks again: the committee is told so.
    previous.sweep !== undefined ||
    statement !== previous.statement ||
    !equalCounts(request.counts, previous.counts) ||
    (locations !== undefined && !equalLocations(previous.locations, locations))
  ) {
    return { kind: 'write', contact: { ...contact, changedAt: now } };
  }
  if (now - previous.lastContactAt < CONTACT_INTERVAL_MS)
    return { kind: 'keep', contact: previous };
  return { kind: 'write', contact: { ...contact, changedAt: previous.changedAt } };
}

/**
 * Until the deadline a unit may say otherwise. Later «done» is given up no more, and nobody goes back
 * to having said nothing; whoever had no initiatives and now has some may still say «done».
 */
export function givesUpStatement(
  previous: UnitContact | undefined,
  { statement }: Pick<SyncRequest, 'statement'>,
): boolean {
  if (previous?.statement === undefined || statement === undefined) return false;
  return statement === 'open' || (statement === 'none' && previous.statement === 'done');
}

/** «open» takes a statement back; a request without one leaves it. */
function toStatement(
  previous: UnitContact | undefined,
  { statement }: SyncRequest,
): UnitContact['statement'] {
  if (statement === undefined) return previous?.statement;
  return statement === 'open' ? undefined : statement;
}
