/** Whether a script has run since people last typed: what it saw, it marked. */
import { isChanged } from '../sync/check-rows.ts';
import { equalHashes } from '../sync/fingerprint.ts';
import type { MatchedRow } from '../sync/match-rows.ts';
import type { PlannedRow } from '../sync/plan-run.ts';
import { parseReceiptState } from '../wording/receipts.ts';

/**
 * A row without a sign of the script tells that it does not run. Where every row bears one it may run
 * still and only its requests not arrive. Rows that are gone leave no sign either way.
 *
 * @param matched as the pairs of the sheet match it; `planned` may know of records beside
 */
export function isSeenByScript(
  { row, pair, hashes }: MatchedRow,
  { reading }: PlannedRow,
): boolean {
  const mark = pair?.mark;
  switch (reading.kind) {
    case 'blank':
      return mark === undefined || mark.state === 'x';
    case 'valid':
      return !isChanged({ row, pair, hashes }) || isUnderWay();
    case 'incomplete':
    case 'rejected':
      return SAID_OF_INVALID.has(parseReceiptState(row.receiptText));
  }

  function isUnderWay(): boolean {
    return mark?.state === '?' && equalHashes(mark.hashes, hashes);
  }
}

const SAID_OF_INVALID: ReadonlySet<string | undefined> = new Set(['incomplete', 'rejected']);
