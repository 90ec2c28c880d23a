/** A warning on every tab of ours: what people type there is gone with the next publication. */
import type { sheets_v4 } from '@googleapis/sheets';
import { PROTECTION_NOTE } from '../../core/wording/summary.ts';
import { toProtectionId } from './sheets-object-id.ts';

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
