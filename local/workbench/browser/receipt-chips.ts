// The number of rows by what their receipts say, as small coloured labels.
import type { ReceiptCounts } from '../api/page-api.ts';
import { RECEIPT_STATES } from '../view/receipt-order.ts';
import { element } from './element.ts';
import { formatCount, TEXTS } from './texts.ts';

/** States nobody is in are left out. */
export function renderReceiptChips(counts: ReceiptCounts): readonly HTMLElement[] {
  return RECEIPT_STATES.filter((state) => counts[state] > 0).map((state) =>
    element(
      'span',
      { class: `chip receipt-${state}` },
      `${formatCount(counts[state])} ${TEXTS.receipts[state]}`,
    ),
  );
}
