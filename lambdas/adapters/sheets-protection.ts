/** A warning on every tab of ours: what people type there is gone with the next publication. */
import type { sheets_v4 } from '@googleapis/sheets';
import type { Tab } from '../../core/summary/tab.ts';
import { PROTECTION_NOTE } from '../../core/wording/summary.ts';
import { OUR_PROTECTION_IDS, toProtectionId } from './sheets-object-id.ts';
import type { SheetShape } from './spreadsheet-shape.ts';

/**
 * Nobody is locked out: the account that publishes is not the owner and might lock out itself.
 *
 * @param standing ids of the protections on that sheet
 */
export function toProtectionRequests(
  title: string,
  sheetId: number,
  standing: readonly number[],
): readonly sheets_v4.Schema$Request[] {
  const protectedRangeId = toProtectionId(title);
  if (standing.includes(protectedRangeId)) return [];
  const range = { sheetId };
  const description = PROTECTION_NOTE;
  return [
    {
      addProtectedRange: {
        protectedRange: { protectedRangeId, range, description, warningOnly: true },
      },
    },
  ];
}

/**
 * Takes our warnings off tabs that people gave another name: an id can stand only once in a
 * spreadsheet, and the tab that has the name now needs it.
 *
 * @param staying tabs that are filled where they stand, with their sheets
 */
export function toStrayProtectionRequests(
  sheets: readonly SheetShape[],
  staying: readonly { readonly tab: Tab; readonly sheetId: number }[],
): readonly sheets_v4.Schema$Request[] {
  const kept = new Map(staying.map(({ tab, sheetId }) => [sheetId, toProtectionId(tab.title)]));
  return sheets.flatMap(({ sheetId, protectionIds = [] }) =>
    protectionIds
      .filter((id) => OUR_PROTECTION_IDS.has(id) && kept.get(sheetId) !== id)
      .map((protectedRangeId) => ({ deleteProtectedRange: { protectedRangeId } })),
  );
}
