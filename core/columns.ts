/** The columns of the entry tab, in order: two hidden ones, the receipt, then what people type. */
import type { Cells } from './cell.ts';

/** Columns people type into; the order is that of the template and of the hashes in a mark. */
export const TYPED_COLUMNS = [
  'title',
  'category',
  'field',
  'authors',
  'appliedOn',
  'description',
  'difficulty',
  'benefit',
  'otherBenefits',
  'replication',
  'recognition',
  'decision',
  'award',
  'note',
] as const;
export type TypedColumn = (typeof TYPED_COLUMNS)[number];

/** Columns the script owns. */
export const MANAGED_COLUMNS = ['rowId', 'mark', 'receipt'] as const;
export type ManagedColumn = (typeof MANAGED_COLUMNS)[number];

export type EntryColumn = ManagedColumn | TypedColumn;
export const ENTRY_COLUMNS: readonly EntryColumn[] = [...MANAGED_COLUMNS, ...TYPED_COLUMNS];

export type TypedCells = Cells<TypedColumn>;

export const REQUIRED_COLUMNS: readonly TypedColumn[] = [
  'title',
  'category',
  'authors',
  'appliedOn',
];
export const HIDDEN_COLUMNS: readonly EntryColumn[] = ['rowId', 'mark'];

/** Columns kept as plain text so that the sheet's locale cannot turn 1.250 into 1,25. */
export const TEXT_FORMAT_COLUMNS: readonly EntryColumn[] = [
  'rowId',
  'mark',
  'receipt',
  ...TYPED_COLUMNS,
];
