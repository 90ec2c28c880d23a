/** What sheet and server both hold a sync request to; apart, for the sheet has no use for its schema. */

export const PROTOCOL_VERSION = 1;
export const MAX_ROWS = 500;
export const MAX_INDEX_ENTRIES = 20_000;
/** On a longer tab links lead to the tab alone. */
export const MAX_LOCATED_ROWS = 1_000;
export const MAX_ROW_BYTES = 32 * 1024;
export const MAX_BODY_BYTES = 1024 * 1024;
