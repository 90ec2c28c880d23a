/** What ties rows and their history to the head they were written with, and how it is read back. */
import * as z from 'zod/mini';
import type { CountedPart, RowVersion } from '../../../core/digest/row-history.ts';
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import { fromCellsItem } from './cells-item.ts';
import { HistoryItem } from './history-item.ts';
import type { StoredItem } from './parse-item.ts';
import { parseItem } from './parse-item.ts';
import { InitiativeItem } from './row-item.ts';

/** Of the head's version in the same transaction; items without one are older than any publication. */
const headVersion = z._default(z.int().check(z.gte(0)), 0);

const { place, recognition } = InitiativeItem.shape;
const CountedItem = z.strictObject({ place, recognition });

const RowVersionItem = z.extend(HistoryItem, {
  headVersion,
  counted: z.exactOptional(CountedItem),
});

/** Goes with every row, also with one that only a hold or its release touched. */
export function toRowTie(version: number): StoredItem {
  return { headVersion: version };
}

/** Goes with every version in history. */
export function toVersionTie(version: number, { initiative }: StoredRow): StoredItem {
  const counted: CountedPart = {
    place: initiative.place,
    ...(initiative.recognition === undefined ? {} : { recognition: initiative.recognition }),
  };
  return { headVersion: version, counted };
}

/** @throws Fault 'store.corrupt_item' */
export function parseRowVersion(item: StoredItem): RowVersion {
  const { kind, at, cells, counted, ...tie } = parseItem(RowVersionItem, item);
  return { kind, at, cells: fromCellsItem(cells), headVersion: tie.headVersion, counted };
}
