/** A request as an idle sheet of the hospital sends it; tests change what they are about. */
import type { SyncRequest } from '../../core/messages/sync-request.ts';
import { EMPTY_SET } from '../../core/sync/fingerprint.ts';

export function syncRequest(changes: Partial<SyncRequest> = {}): SyncRequest {
  return {
    v: 1,
    bundle: '0.1.0',
    unit: 'BT028',
    spreadsheetId: 'spreadsheet-of-BT028',
    after: 0,
    sentAt: 1_795_400_358_000,
    counts: { incomplete: 0, rejected: 0, waiting: 0, warned: 0 },
    set: EMPTY_SET,
    rows: [],
    ...changes,
  };
}
