/** The items under which units find each other's near duplicates: one a key, an entry a row. */
import type { RowWrite, StoredRow } from '../sync/stored-row.ts';
import { listOwnKeys } from './segment-keys.ts';
import type { WordPrints } from './word-prints.ts';
import { toWordPrints } from './word-prints.ts';

/** Names no author and no word: what is told is read from the row itself. */
export type NearEntry = { readonly unit: string; readonly id: string; readonly prints: WordPrints };

/** Newest first. */
export type NearEntries = readonly NearEntry[];

/** Of one unit under one key: a series of like titles must not crowd out all others. */
export const MAX_ENTRIES_A_UNIT = 3;
/**
 * Of all units: two write units with titles of a common length. Of 20,000 titles made of the same few
 * parts 99 in 100 rows that have a near duplicate still find one.
 */
export const MAX_ENTRIES = 24;

/** What changes under one key. */
export type NearChange = {
  readonly key: string;
  /** The newest last. */
  readonly puts: NearEntries;
  /** Ids of rows that no longer stand there. */
  readonly removes: readonly string[];
};

/** The entries as they should stand after a change; those that stay as they are keep their places. */
export function mergeEntries(entries: NearEntries, { puts, removes }: NearChange): NearEntries {
  const gone = new Set(removes);
  const newer: NearEntry[] = [];
  for (const put of puts) {
    if (entries.some((entry) => isSameEntry(entry, put))) continue;
    gone.add(put.id);
    newer.unshift(put);
  }
  return crowdOut([...newer, ...entries.filter(({ id }) => !gone.has(id))]);
}

/** Each row once, and no more than the bounds allow. */
function crowdOut(entries: NearEntries): NearEntries {
  const ids = new Set<string>();
  const counts = new Map<string, number>();
  const kept: NearEntry[] = [];
  for (const entry of entries) {
    const count = counts.get(entry.unit) ?? 0;
    if (kept.length === MAX_ENTRIES || count === MAX_ENTRIES_A_UNIT || ids.has(entry.id)) continue;
    ids.add(entry.id);
    counts.set(entry.unit, count + 1);
    kept.push(entry);
  }
  return kept;
}

export function areSameEntries(one: NearEntries, other: NearEntries): boolean {
  if (one.length !== other.length) return false;
  return one.every((entry, at) => {
    const opposite = other[at];
    return opposite !== undefined && isSameEntry(entry, opposite);
  });
}

export function isSameEntry(one: NearEntry, other: NearEntry): boolean {
  return one.id === other.id && one.unit === other.unit && isSamePrints(one.prints, other.prints);
}

export type NearInput = {
  readonly unit: string;
  /** Committed. */
  readonly writes: readonly RowWrite[];
  /** The rows as they were before. */
  readonly stored: ReadonlyMap<string, StoredRow>;
};

/**
 * What committed writes change, each key once, those of all words first; nothing for rows whose
 * words stay.
 */
export function planNearChanges({ unit, writes, stored }: NearInput): readonly NearChange[] {
  const changes: KeyedChanges = new Map();
  const changed = writes.flatMap(({ row }) => {
    const before = stored.get(row.id);
    const had = before === undefined ? [] : toStandingPrints(before);
    const prints = toStandingPrints(row);
    if (isSamePrints(had, prints)) return [];
    return [{ entry: { unit, id: row.id, prints }, had, keys: listOwnKeys(prints) }];
  });
  for (const { entry, keys } of changed) {
    for (const key of keys.slice(0, 1)) addTo(changes, key).puts.push(entry);
  }
  for (const { entry, had, keys } of changed) {
    for (const key of keys.slice(1)) addTo(changes, key).puts.push(entry);
    for (const key of listOwnKeys(had)) {
      if (!keys.includes(key)) addTo(changes, key).removes.push(entry.id);
    }
  }
  return [...changes].map(([key, change]) => ({ key, ...change }));
}

type KeyedChanges = Map<string, { readonly puts: NearEntry[]; readonly removes: string[] }>;

function addTo(changes: KeyedChanges, key: string) {
  const change = changes.get(key) ?? { puts: [], removes: [] };
  changes.set(key, change);
  return change;
}

/** Under which keys a row should stand, and with which entry; deleted ones stand under none. */
export function listNearPlaces(
  unit: string,
  row: StoredRow,
): readonly { readonly key: string; readonly entry: NearEntry }[] {
  const prints = toStandingPrints(row);
  return listOwnKeys(prints).map((key) => ({ key, entry: { unit, id: row.id, prints } }));
}

/** Held rows still count. */
function toStandingPrints({ state, initiative }: StoredRow): WordPrints {
  return state === 'deleted' ? [] : toWordPrints(initiative.title);
}

function isSamePrints(one: WordPrints, other: WordPrints): boolean {
  return one.length === other.length && one.every((print, at) => print === other[at]);
}
