/** The catalogue as the server keeps it: every value with its version, and what is on hold. */
import type { Deletions, Hold } from '../unit-head.ts';
import type { CatalogueKey } from './catalogue-key.ts';
import type { CatalogueValue } from './catalogue-value.ts';

export type CatalogueEntry = {
  readonly key: CatalogueKey;
  /** Counts what was accepted of this key, withdrawals included; 0 for the programme's own value. */
  readonly version: number;
  /** Epoch milliseconds of that version. */
  readonly at: number;
  /** Null: there is none, because somebody said so. */
  readonly value: CatalogueValue | null;
  /** Gone from the tab with many others; it counts until somebody confirms. */
  readonly isHeld?: true;
};

export type Catalogue = {
  /** Grows with every request that named its lines. */
  readonly seq: number;
  /** Made by the server for the request that set `seq`. */
  readonly token: string;
  /** Grows with every request that changed a value: the number of the newest history item. */
  readonly version: number;
  /** In the order of keys. */
  readonly entries: readonly CatalogueEntry[];
  /** Of the lines last settled. */
  readonly digest: string;
  readonly hold?: Hold;
  readonly recentDeletions: readonly Deletions[];
};

export type CatalogueChange = {
  readonly key: CatalogueKey;
  readonly kind: 'create' | 'edit' | 'delete' | 'revive';
  readonly version: number;
  readonly value: CatalogueValue | null;
};

/** What one request changed. */
export type CatalogueHistory = {
  readonly version: number;
  readonly at: number;
  readonly changes: readonly CatalogueChange[];
};

/** Before anything was taken in. */
export const NO_CATALOGUE: Catalogue = {
  seq: 0,
  token: '',
  version: 0,
  entries: [],
  digest: '',
  recentDeletions: [],
};
