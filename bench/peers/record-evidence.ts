/** Records of any algorithm in one form, for the judge. */
import type { TypedCells } from '../../core/columns.ts';
import type { VersionKind } from '../../core/sync/stored-row.ts';

export type VersionEvidence = {
  readonly kind: VersionKind;
  readonly cells: TypedCells;
  /** Grows with time; versions accepted together may share it. */
  readonly order: number;
};

export type RecordEvidence = {
  readonly id: string;
  /** Counted in the figures; ours while held, too. */
  readonly isActive: boolean;
  /** Its deletion waits for a person's word. */
  readonly isHeld: boolean;
  readonly cells: TypedCells;
  /** First to last. */
  readonly history: readonly VersionEvidence[];
};
