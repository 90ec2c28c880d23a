/** Writes a decision's slices in order, stopping at the first that was overtaken. */
import type { Slice } from '../../core/sync/plan-slices.ts';
import type { UnitHead } from '../../core/unit-head.ts';
import type { SyncStore } from '../ports/sync-store.ts';

export type Committed = {
  /** As the last committed slice left it. */
  readonly head: UnitHead;
  /** Rows whose writes did not happen. */
  readonly lostIds: ReadonlySet<string>;
};

export async function commitSlices(
  store: Pick<SyncStore, 'commitSlice'>,
  head: UnitHead,
  slices: readonly Slice[],
): Promise<Committed> {
  let current = head;
  for (const [position, slice] of slices.entries()) {
    const { kind } = await store.commitSlice(slice);
    if (kind === 'superseded') {
      const lost = slices.slice(position).flatMap(({ writes }) => writes.map(({ row }) => row.id));
      return { head: current, lostIds: new Set(lost) };
    }
    current = slice.head;
  }
  return { head: current, lostIds: new Set() };
}
