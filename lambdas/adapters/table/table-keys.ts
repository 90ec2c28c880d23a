/** Keys of the one table; ids are case-sensitive, so no key is ever lower-cased. */

export type ItemKey = { readonly pk: string; readonly sk: string };

/** Index over unit heads and contacts by when they changed. */
export const CHANGES_INDEX = 'changes';
export const ROW_PREFIX = 'ROW#';
export const OPEN_PREFIX = 'OPEN#';
export const PAGE_PREFIX = 'PAGE#';
const HEAD_KEY = 'HEAD';
const CONTACT_KEY = 'CONTACT';
const KEYS_KEY = 'KEYS';
/** No unit has such a code: items of the layout before this one had a unit's code and a row here. */
const NEAR_SORT_KEY = 'NEAR';
/** Epoch milliseconds have 13 digits until the year 2286; padding keeps text order = time order. */
const TIME_DIGITS = 15;

export function toProgrammeKey(programme: string): string {
  return `P#${programme}`;
}

export function toUnitKey(programme: string, unit: string): string {
  return `${toProgrammeKey(programme)}#U#${unit}`;
}

export function toHeadKey(programme: string, unit: string): ItemKey {
  return { pk: toUnitKey(programme, unit), sk: HEAD_KEY };
}

export function toContactKey(programme: string, unit: string): ItemKey {
  return { pk: toUnitKey(programme, unit), sk: CONTACT_KEY };
}

/** Which versions of the unit's signing key are accepted. */
export function toKeyPolicyKey(programme: string, unit: string): ItemKey {
  return { pk: toUnitKey(programme, unit), sk: KEYS_KEY };
}

export function toRowKey(programme: string, unit: string, id: string): ItemKey {
  return { pk: toUnitKey(programme, unit), sk: `${ROW_PREFIX}${id}` };
}

/** `page` counts from 0. */
export function toPageKey(programme: string, unit: string, page: number): ItemKey {
  return { pk: toUnitKey(programme, unit), sk: `${PAGE_PREFIX}${String(page).padStart(4, '0')}` };
}

export type VersionOfRow = {
  readonly programme: string;
  readonly unit: string;
  readonly id: string;
  readonly version: number;
};

export function toHistoryKey({ programme, unit, id, version }: VersionOfRow): ItemKey {
  return { pk: toHistoryPartition(programme, unit, id), sk: toVersionKey(version) };
}

export function toHistoryPartition(programme: string, unit: string, id: string): string {
  return `${toUnitKey(programme, unit)}#R#${id}`;
}

export function toNearPartition(programme: string, key: string): string {
  return `${toProgrammeKey(programme)}#KEY#${key}`;
}

/** Of all rows that share a near-duplicate key, whatever their unit. */
export function toNearKey(programme: string, key: string): ItemKey {
  return { pk: toNearPartition(programme, key), sk: NEAR_SORT_KEY };
}

export function toConfigKey(programme: string): ItemKey {
  return { pk: toProgrammeKey(programme), sk: 'CONFIG' };
}

export function toPublishedKey(programme: string): ItemKey {
  return { pk: toProgrammeKey(programme), sk: 'PUBLISHED' };
}

/** Everything the digest function writes has a partition key that begins so. */
function toDigestPrefix(programme: string): string {
  return `${toProgrammeKey(programme)}#DIGEST`;
}

/** Of one mail; its sort key begins with a digit, those of all other items with a letter. */
export function toMailMarkKey(programme: string, recipient: string, scheduledAt: number): ItemKey {
  return { pk: toRecipientKey(programme, recipient), sk: toSortableTime(scheduledAt) };
}

/** Partition of all that is kept of an address. */
export function toRecipientKey(programme: string, recipient: string): string {
  return `${toDigestPrefix(programme)}#${recipient}`;
}

/** That an address took no mail, or its reader called one spam. */
export function toDeadAddressKey(programme: string, recipient: string): ItemKey {
  return { pk: toRecipientKey(programme, recipient), sk: 'DEAD' };
}

export function toOptOutKey(programme: string, recipient: string, mailKind: string): ItemKey {
  return { pk: toRecipientKey(programme, recipient), sk: `OPTOUT#${mailKind}` };
}

/** A mail that is under way, or did not surely leave. */
export function toOpenMailKey(programme: string, recipient: string, scheduledAt: number): ItemKey {
  return {
    pk: toOpenMailsKey(programme),
    sk: `${OPEN_PREFIX}${toSortableTime(scheduledAt)}#${recipient}`,
  };
}

export function toOpenMailsKey(programme: string): string {
  return toDigestPrefix(programme);
}

/** «2011-04-04T00:30:00Z»: without parts of a second, as the scheduler says it. */
function toSortableTime(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}

/** All values of the committee's «Danh mục». */
export function toCatalogueKey(programme: string): ItemKey {
  return { pk: toProgrammeKey(programme), sk: 'CATALOGUE' };
}

/** What one accepted request of it changed. */
export function toCatalogueHistoryKey(programme: string, version: number): ItemKey {
  return { pk: toCatalogueHistoryPartition(programme), sk: toVersionKey(version) };
}

export function toCatalogueHistoryPartition(programme: string): string {
  return `${toProgrammeKey(programme)}#CATALOGUE`;
}

function toVersionKey(version: number): string {
  return `V#${String(version).padStart(8, '0')}`;
}

/** What an operator did by command; a time with parts of a second, so that they stand in order. */
export function toOperatorRecordKey(
  programme: string,
  { at, token }: { readonly at: number; readonly token: string },
): ItemKey {
  const sk = `${new Date(at).toISOString()}#${token}`;
  return { pk: `${toProgrammeKey(programme)}#OPERATOR`, sk };
}

export type ChangesKey = { readonly changesPk: string; readonly changesSk: string };

/** What puts an item into the changes index. */
export function toChangesKey(programme: string, unit: string, changedAt: number): ChangesKey {
  return {
    changesPk: toProgrammeKey(programme),
    changesSk: `${toChangesTime(changedAt)}#${unit}`,
  };
}

/** Lower bound for «changed at or after» in the changes index. */
export function toChangesTime(epochMs: number): string {
  return String(epochMs).padStart(TIME_DIGITS, '0');
}
