/** After a commit: keeps the unit's near-duplicate keys, and finds what other units have alike. */

import type { NearDuplicate, RowOutcome } from '../../core/messages/sync-reply.ts';
import type { NearSubject } from '../../core/near/find-across-units.ts';
import {
  confirmNearDuplicates,
  planNearLookups,
  rankNearCandidates,
} from '../../core/near/find-across-units.ts';
import type { NearKeyItem } from '../../core/near/near-key-items.ts';
import { planNearKeyChanges } from '../../core/near/near-key-items.ts';
import type { Programme } from '../../core/programme.ts';
import { findUnit } from '../../core/programme.ts';
import type { RowWrite, StoredRow } from '../../core/sync/stored-row.ts';
import type { NearDuplicateStore } from '../ports/near-duplicate-store.ts';
import { MAX_CHANGES_A_CALL, MAX_KEYS_A_CALL } from '../ports/near-duplicate-store.ts';

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
  /** For the log: keys written or removed, keys looked under, and keys there was no time for. */
  readonly counts: {
    readonly changed: number;
    readonly lookedUp: number;
    readonly skipped: number;
  };
};

/** No call begins later than this after the first, so that a slow table delays no answer for long. */
export const ADVICE_BUDGET_MS = 4_000;

/** @throws what the store throws; the caller then answers without advice */
export async function adviseNearDuplicates(deps: AdviceDeps, input: AdviceInput): Promise<Advice> {
  const { nearDuplicates, programme, now } = deps;
  const { unit } = input;
  const deadline = now() + ADVICE_BUDGET_MS;
  const inTime = () => now() <= deadline;

  const { puts, removes } = planNearKeyChanges(input);
  // Removals first: a key that stays by mistake misleads, one that is missing only fails to warn.
  const removed = await inParts(removes, MAX_CHANGES_A_CALL, inTime, (part) =>
    nearDuplicates.change(unit, { puts: [], removes: part }),
  );
  const put = await inParts(puts, MAX_CHANGES_A_CALL, inTime, (part) =>
    nearDuplicates.change(unit, { puts: part, removes: [] }),
  );

  const subjects = listSubjects(input);
  const keys = planNearLookups(subjects);
  const items: NearKeyItem[] = [];
  const lookedUp = await inParts(keys, MAX_KEYS_A_CALL, inTime, async (part) => {
    items.push(...(await nearDuplicates.findItems(part, unit)));
  });
  const candidates = rankNearCandidates({ unit, subjects, items });
  const current = candidates.length === 0 ? [] : await nearDuplicates.readTitles(candidates);
  const nameOf = (code: string) => findUnit(programme, code)?.name ?? code;
  const near = confirmNearDuplicates({ candidates, current, nameOf });
  const changed = removed + put;
  const skipped = removes.length + puts.length + keys.length - changed - lookedUp;
  return { near, counts: { changed, lookedUp, skipped } };
}

/** @returns how many values were taken before time ran out */
async function inParts<Value>(
  values: readonly Value[],
  size: number,
  inTime: () => boolean,
  call: (part: readonly Value[]) => Promise<void>,
): Promise<number> {
  let taken = 0;
  while (taken < values.length && inTime()) {
    const part = values.slice(taken, taken + size);
    await call(part);
    taken += part.length;
  }
  return taken;
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
