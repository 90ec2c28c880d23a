/** A row as the table keeps it: what was typed, how it was read, and where it stands. */
import type { TypedCells } from '../columns.ts';
import type { Initiative } from '../record.ts';
import type { RowId } from '../row-id.ts';
import type { Fingerprint } from './fingerprint.ts';

/** Active and held rows are in all figures; deleted ones only in history. */
export type RowState = 'active' | 'held' | 'deleted';

export type StoredRow = {
  readonly id: RowId;
  readonly version: number;
  readonly state: RowState;
  /** The hold a held row belongs to. */
  readonly holdId?: string;
  readonly cells: TypedCells;
  readonly fingerprint: Fingerprint;
  readonly initiative: Initiative;
  /** Codes of the warnings it was accepted with. */
  readonly warnings: readonly string[];
  /** Epoch milliseconds at which `version` was accepted. */
  readonly at: number;
};

export type VersionKind = 'create' | 'edit' | 'delete' | 'revive';

/** One accepted change, never rewritten. */
export type HistoryEntry = {
  readonly id: RowId;
  readonly version: number;
  readonly kind: VersionKind;
  readonly at: number;
  readonly cells: TypedCells;
  /** Who made it where it was not the unit's sheet. */
  readonly actor?: 'operator';
};

/** What a sheet is told of a version that counts though its row says something else. */
export function toCounting({ id, version, at, fingerprint }: StoredRow) {
  return { id, version, at, fingerprint };
}

/** The row one version on, with the history entry that version makes. */
export function toNextVersion(row: StoredRow, kind: VersionKind, at: number) {
  const next: StoredRow = { ...row, version: row.version + 1, at };
  const { id, version, cells } = next;
  const history: HistoryEntry = { id, version, kind, at, cells };
  return { row: next, history };
}

/** One row to put, with the history entry it makes; hold and release make none. */
export type RowWrite = { readonly row: StoredRow; readonly history?: HistoryEntry };
