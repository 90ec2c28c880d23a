/** After a commit: keeps the unit's near-duplicate keys, and finds what other units have alike. */

import type { NearDuplicate, RowOutcome } from '../../core/messages/sync-reply.ts';
import type { CurrentTitle, NearSubject } from '../../core/near/find-across-units.ts';
import {
  confirmNearDuplicates,
  listLookupKeys,
  planNearLookups,
  rankNearCandidates,
} from '../../core/near/find-across-units.ts';
import { planNearChanges } from '../../core/near/near-items.ts';
import type { Programme } from '../../core/programme.ts';
import { findUnit } from '../../core/programme.ts';
import type { RowWrite, StoredRow } from '../../core/sync/stored-row.ts';
import type { NearDuplicateStore } from '../ports/near-duplicate-store.ts';
import { MAX_KEYS_A_CALL } from '../ports/near-duplicate-store.ts';
import { changeNearItems } from './change-near-items.ts';
import { inParts } from './in-parts.ts';

export type AdviceDeps = {
  readonly nearDuplicates: NearDuplicateStore;
  readonly programme: Programme;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

export type AdviceInput = {
  readonly unit: string;
  readonly outcomes: readonly RowOutcome[];
  /** Committed. */
  readonly writes: readonly RowWrite[];
  /** The rows as they were before. */
  readonly stored: ReadonlyMap<string, StoredRow>;
};

export type Advice = {
  readonly near: readonly NearDuplicate[];
  /** For the log: items written, items looked at, and those, or rows found, there was no time or chance for. */
  readonly counts: {
    readonly changed: number;
    readonly lookedUp: number;
    readonly skipped: number;
  };
};

/**
 * No call begins later than this after the first, nor is one repeated, so that a slow table delays no
 * answer for long.
 */
export const ADVICE_BUDGET_MS = 4_000;

/** @throws what the store throws; the caller then answers without advice */
export async function adviseNearDuplicates(deps: AdviceDeps, input: AdviceInput): Promise<Advice> {
  const { nearDuplicates, programme, now } = deps;
  const { unit } = input;
  const deadline = now() + ADVICE_BUDGET_MS;
  const inTime = () => now() <= deadline;

  const lookups = planNearLookups(listSubjects(input));
  const keys = listLookupKeys(lookups);
  const changes = planNearChanges(input);
  const changed = await changeNearItems(nearDuplicates, changes, keys.own, inTime);
  // Only now: of two units whose rows stand under each other's partner keys, each has written its
  // own first, so at least one of them finds the other's.
  const items = new Map(changed.items);
  const looked = await inParts(keys.partners, MAX_KEYS_A_CALL, inTime, async (part) => {
    for (const [key, entries] of await nearDuplicates.readItems(part, inTime))
      items.set(key, entries);
  });
  const candidates = rankNearCandidates({ unit, lookups, items });
  // All at once, as there are few; what nobody confirms is told to nobody.
  let current: readonly CurrentTitle[] = [];
  const confirmed = await inParts(candidates, candidates.length, inTime, async (part) => {
    current = await nearDuplicates.readTitles(part, inTime);
  });
  const nameOf = (code: string) => findUnit(programme, code)?.name ?? code;
  const near = confirmNearDuplicates({ candidates, current, nameOf });
  const lookedUp = changed.items.size + looked;
  const unread = keys.own.filter((key) => !changed.items.has(key)).length;
  const unlooked = unread + keys.partners.length - looked;
  const skipped = changed.left + unlooked + candidates.length - confirmed;
  return { near, counts: { changed: changed.written, lookedUp, skipped } };
}

/** Rows the request asked about and the table now holds as sent; asked again, they are told again. */
function listSubjects({ outcomes, writes, stored }: AdviceInput): readonly NearSubject[] {
  const written = new Map<string, StoredRow>(writes.map(({ row }) => [row.id, row]));
  return outcomes.flatMap((outcome) => {
    if (outcome.kind === 'rejected' || outcome.kind === 'stale') return [];
    const recordId = outcome.kind === 'moved' ? outcome.as : outcome.id;
    const row = written.get(recordId) ?? stored.get(recordId);
    return row === undefined ? [] : [{ id: outcome.id, title: row.initiative.title }];
  });
}
