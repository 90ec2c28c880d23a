// The states a row can be in, as counted on the page; the worst first.
import type { ReceiptState } from '../../../core/wording/receipts.ts';

export const RECEIPT_STATES: readonly ReceiptState[] = [
  'rejected',
  'incomplete',
  'held',
  'waiting',
  'none',
  'saved',
];
