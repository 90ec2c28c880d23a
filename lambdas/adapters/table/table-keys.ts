/** Keys of the one table; ids are case-sensitive, so no key is ever lower-cased. */

export type ItemKey = { readonly pk: string; readonly sk: string };

/** Index over unit heads and contacts by when they changed. */
export const CHANGES_INDEX = 'changes';
export const ROW_PREFIX = 'ROW#';
export const PAGE_PREFIX = 'PAGE#';
const HEAD_KEY = 'HEAD';
const CONTACT_KEY = 'CONTACT';
const KEYS_KEY = 'KEYS';
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
  return {
    pk: toHistoryPartition(programme, unit, id),
    sk: `V#${String(version).padStart(8, '0')}`,
  };
}

export function toHistoryPartition(programme: string, unit: string, id: string): string {
  return `${toUnitKey(programme, unit)}#R#${id}`;
}

/** All rows that share a near-duplicate key, whatever their unit. */
export function toNearPartition(programme: string, key: string): string {
  return `${toProgrammeKey(programme)}#KEY#${key}`;
}

export type NearKeyOfRow = { readonly key: string; readonly unit: string; readonly id: string };

export function toNearKey(programme: string, { key, unit, id }: NearKeyOfRow): ItemKey {
  return { pk: toNearPartition(programme, key), sk: `${unit}#${id}` };
}

/** A unit's items under one key lie strictly between these two: no code or id has a '#' or a '$'. */
export function toUnitBounds(unit: string): { readonly from: string; readonly to: string } {
  return { from: `${unit}#`, to: `${unit}$` };
}

export function toConfigKey(programme: string): ItemKey {
  return { pk: toProgrammeKey(programme), sk: 'CONFIG' };
}

export function toPublishedKey(programme: string): ItemKey {
  return { pk: toProgrammeKey(programme), sk: 'PUBLISHED' };
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
