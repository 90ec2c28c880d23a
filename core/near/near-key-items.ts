/** The items under which units find each other's near duplicates: one a row and key. */

import type { RowWrite, StoredRow } from '../sync/stored-row.ts';
import { nearDuplicateKeys } from './duplicates.ts';

/** Names no author: other units are shown what is in here. */
export type NearKeyItem = {
  readonly key: string;
  readonly unit: string;
  readonly id: string;
  /** As compared: cut where it is very long. */
  readonly title: string;
  /** '' where undated. */
  readonly year: string;
};
export type NearKeyRef = Pick<NearKeyItem, 'key' | 'unit' | 'id'>;

/** In letters; longer titles are compared by their beginnings until the rows themselves are read. */
const MAX_ITEM_TITLE = 400;

/**
 * The items that should stand for these rows of a unit and no others: what a recount writes.
 * Deleted rows have none; held ones still count and keep theirs.
 */
export function planNearKeyItems(unit: string, rows: Iterable<StoredRow>): readonly NearKeyItem[] {
  return [...rows].flatMap((row) => toNearKeyItems(unit, row));
}

export type NearKeyChanges = {
  readonly puts: readonly NearKeyItem[];
  readonly removes: readonly NearKeyRef[];
};

export type NearKeyInput = {
  readonly unit: string;
  /** Committed. */
  readonly writes: readonly RowWrite[];
  /** The rows as they were before. */
  readonly stored: ReadonlyMap<string, StoredRow>;
};

/** What committed writes change in a unit's items; nothing for rows whose title and year stay. */
export function planNearKeyChanges({ unit, writes, stored }: NearKeyInput): NearKeyChanges {
  const puts: NearKeyItem[] = [];
  const removes: NearKeyRef[] = [];
  for (const { row } of writes) {
    const before = stored.get(row.id);
    const had = before === undefined ? [] : toNearKeyItems(unit, before);
    const has = toNearKeyItems(unit, row);
    const earlier = new Map(had.map((item) => [item.key, item]));
    puts.push(...has.filter((item) => !isSameItem(item, earlier.get(item.key))));
    const kept = new Set(has.map(({ key }) => key));
    const gone = had.filter(({ key }) => !kept.has(key));
    removes.push(...gone.map(({ key, id }) => ({ key, unit, id })));
  }
  return { puts, removes };
}

/** The title as items hold it; both sides of a comparison are cut alike. */
export function toItemTitle(title: string): string {
  return title.length <= MAX_ITEM_TITLE ? title : [...title].slice(0, MAX_ITEM_TITLE).join('');
}

/** '' where undated. */
export function toYearText(year: number | undefined): string {
  return year === undefined ? '' : String(year);
}

function toNearKeyItems(unit: string, { id, state, initiative }: StoredRow): NearKeyItem[] {
  if (state === 'deleted') return [];
  const title = toItemTitle(initiative.title);
  const year = toYearText(initiative.year);
  return nearDuplicateKeys(title).map((key) => ({ key, unit, id, title, year }));
}

function isSameItem(item: NearKeyItem, other: NearKeyItem | undefined): boolean {
  return other !== undefined && item.title === other.title && item.year === other.year;
}
