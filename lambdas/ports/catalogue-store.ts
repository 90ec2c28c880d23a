/** What is asked of the table about the committee's «Danh mục»; one store serves one programme. */
import type { Catalogue, CatalogueHistory } from '../../core/catalogue/catalogue.ts';
import type { KeyPolicy } from '../http/key-policy.ts';

/** Absent is what was never written. */
export type StoredCatalogue = {
  readonly catalogue?: Catalogue;
  /** Of the committee's signing key. */
  readonly keyPolicy?: KeyPolicy;
};

export type CatalogueCommit = {
  /** The sequence the new one follows; 0 where there is none yet. */
  readonly after: number;
  readonly next: Catalogue;
  /** Undefined where no value changed. */
  readonly history: CatalogueHistory | undefined;
};

/**
 * Reads are strongly consistent. Every call may throw Fault 'store.conflict' when the table stays
 * busy, and 'store.corrupt_item'.
 */
export type CatalogueStore = {
  read(): Promise<StoredCatalogue>;
  /** Values and history together or not at all. Safe to repeat. */
  commit(commit: CatalogueCommit): Promise<'committed' | 'superseded'>;
};
