// Counts the rows of an entry tab by what their receipt says.
import type { SheetRow } from '../../../core/sync/entry-table.ts';
import type { ReceiptState } from '../../../core/wording/receipts.ts';
import { parseReceiptState } from '../../../core/wording/receipts.ts';
import type { ReceiptCounts } from './page-api.ts';

export const NO_RECEIPTS: ReceiptCounts = {
  saved: 0,
  waiting: 0,
  incomplete: 0,
  rejected: 0,
  held: 0,
  none: 0,
};

/** Rows that hold nothing and say nothing are no rows. */
export function countReceipts(rows: readonly SheetRow[]): ReceiptCounts {
  const counts: { [state in ReceiptState]: number } = { ...NO_RECEIPTS };
  for (const row of rows) {
    // Words of a person's own in the column are no receipt.
    const state = parseReceiptState(row.receiptText) ?? 'none';
    if (state !== 'none' || !row.isBlank) counts[state] += 1;
  }
  return counts;
}
