/** Writes a decision's slices in order, stopping at the first that was overtaken. */
import type { Slice } from '../../core/sync/plan-slices.ts';
import type { UnitHead } from '../../core/unit-head.ts';
import type { SyncStore } from '../ports/sync-store.ts';
import type { LetCallsLeave } from './during.ts';
import { during } from './during.ts';

export type CommitDeps = {
  readonly store: Pick<SyncStore, 'commitSlice'>;
  readonly letCallsLeave: LetCallsLeave;
};

export type Committed = {
  /** As the last committed slice left it. */
  readonly head: UnitHead;
  /** All there were to write. */
  readonly slices: readonly Slice[];
  /** Rows whose writes did not happen. */
  readonly lostIds: ReadonlySet<string>;
};

/**
 * One after another, as each expects the head that the one before leaves; the next is decided while
 * this one is written.
 *
 * @returns also what the slices end with
 */
export async function commitSlices<End>(
  { store, letCallsLeave }: CommitDeps,
  head: UnitHead,
  slices: Iterator<Slice, End, undefined>,
): Promise<Committed & { readonly end: End }> {
  const all: Slice[] = [];
  let written = 0;
  let next = slices.next();
  while (next.done !== true) {
    all.push(next.value);
    const committing = store.commitSlice(next.value);
    const [{ kind }, following] = await during(letCallsLeave, committing, () => slices.next());
    next = following;
    if (kind === 'superseded') break;
    written += 1;
  }
  while (next.done !== true) {
    all.push(next.value);
    next = slices.next();
  }
  const lost = all.slice(written).flatMap(({ writes }) => writes.map(({ row }) => row.id));
  return {
    head: all[written - 1]?.head ?? head,
    slices: all,
    lostIds: new Set(lost),
    end: next.value,
  };
}
