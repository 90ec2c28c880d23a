/** All invariants of the sync contract, over what one run left behind. */
import type { Evidence, Violation } from '../evidence.ts';
import { checkFigures } from './check-figures.ts';
import { checkHistory } from './check-history.ts';
import { checkHold } from './check-hold.ts';
import { checkIsolation } from './check-isolation.ts';
import { checkKeys } from './check-keys.ts';
import { checkMails } from './check-mails.ts';
import { checkReceipts } from './check-receipts.ts';
import { checkRecordsEqualSheets } from './check-records-equal-sheets.ts';

export function checkInvariants(evidence: Evidence): readonly Violation[] {
  return [
    ...checkRecordsEqualSheets(evidence),
    ...checkHold(evidence),
    ...checkHistory(evidence),
    ...checkFigures(evidence),
    ...checkIsolation(evidence),
    ...checkKeys(evidence),
    ...checkReceipts(evidence),
    ...checkMails(evidence),
  ];
}
