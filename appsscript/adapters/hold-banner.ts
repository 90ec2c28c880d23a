/** Says on «Danh mục» itself which values count without a line: whoever comes later must see it too. */
import type { CatalogueTable } from '../../core/catalogue/catalogue-table.ts';
import type { CatalogueHoldReply } from '../../core/messages/catalogue.ts';
import {
  CATALOGUE_HEADER_NOTES,
  CATALOGUE_HEADERS,
  formatHoldBanner,
  formatHoldNote,
  HOLD_OPENING,
} from '../../core/wording/catalogue.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Readable = Extract<CatalogueTable, { kind: 'readable' }>;

const HELD = '#f6b26b';
const RUNNING = '#d9ead3';

/** Writes only where the header does not say so already. */
export function showHold(
  sheet: Sheet,
  { headerRowNumber, places, receiptHeader }: Readable,
  hold: CatalogueHoldReply | undefined,
): void {
  const isShown = receiptHeader.includes(HOLD_OPENING);
  if (hold === undefined && !isShown) return;
  const cell = sheet.getRange(headerRowNumber, places.receipt + 1);
  if (hold === undefined) {
    cell.setValue(CATALOGUE_HEADERS.receipt);
    cell.setNote(CATALOGUE_HEADER_NOTES.receipt);
    cell.setBackground(RUNNING);
    sheet.setTabColor(null);
    return;
  }
  const text = `${CATALOGUE_HEADERS.receipt} – ${formatHoldBanner(hold)}`;
  if (receiptHeader === text) return;
  cell.setValue(text);
  cell.setNote(formatHoldNote(hold));
  cell.setBackground(HELD);
  sheet.setTabColor(HELD);
}
