/** Near-duplicate items that should stand for a programme's rows, against those that do. */
import { Fault } from '../../../core/fault.ts';
import type { ExpectedEntry } from '../../../core/near/near-item-drift.ts';
import { findNearItemDrift } from '../../../core/near/near-item-drift.ts';
import type { NearChange, NearEntries } from '../../../core/near/near-items.ts';
import { listNearPlaces } from '../../../core/near/near-items.ts';
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import { parseNearItem } from '../../../lambdas/adapters/table/near-item.ts';
import type { ItemKey } from '../../../lambdas/adapters/table/table-keys.ts';
import { toNearKey, toNearPartition } from '../../../lambdas/adapters/table/table-keys.ts';
import type { ProgrammeTable } from '../programme-table.ts';
import type { RawItem } from '../raw-items.ts';
import { scanProgramme, toItemKey } from '../raw-items.ts';
import type { Stop } from '../stop.ts';
import type { Drift, DriftKind } from './find-unit-drift.ts';

export type NearKeyFindings = {
  readonly drifts: readonly Drift[];
  readonly changes: readonly NearChange[];
  /** Items of another shape, those of the layout before this one among them. */
  readonly removes: readonly ItemKey[];
};

/** By key, then by row: some megabytes for a province. */
export type ExpectedKeys = Map<string, Map<string, ExpectedEntry>>;

export function addExpectedKeys(
  expected: ExpectedKeys,
  unit: string,
  rows: readonly StoredRow[],
): void {
  for (const row of rows) {
    for (const { key, entry } of listNearPlaces(unit, row)) {
      const same = expected.get(key) ?? new Map<string, ExpectedEntry>();
      expected.set(key, same.set(entry.id, { entry, at: row.at }));
    }
  }
}

export type NearKeySearch = {
  readonly expected: ExpectedKeys;
  /** Whose entries are looked at; those of others stay as they are. */
  readonly counts: (unit: string) => boolean;
  readonly stop: Stop;
};

export async function findNearKeyDrift(
  table: ProgrammeTable,
  { expected, counts, stop }: NearKeySearch,
): Promise<NearKeyFindings> {
  const drifts: Drift[] = [];
  const changes: NearChange[] = [];
  const removes: ItemKey[] = [];
  const judge = (key: string, entries: NearEntries) => {
    const found = findNearItemDrift({ key, entries, expected: expected.get(key) ?? NONE, counts });
    drifts.push(
      ...toDrifts('nearKeyOrphan', key, found.orphans),
      ...toDrifts('nearKeyDiffers', key, found.differing),
      ...toDrifts('nearKeyMissing', key, found.missing),
    );
    const { change } = found;
    if (change.puts.length + change.removes.length > 0) changes.push(change);
  };
  const judged = new Set<string>();
  const prefix = toNearPartition(table.programme, '');
  for await (const items of scanProgramme(table, { prefix })) {
    stop.check();
    for (const item of items) {
      const own = tryParse(table.programme, item);
      if (own === undefined) {
        const place = toItemKey(item);
        const unit = toOwner(table.programme, place);
        // What nobody can read helps no unit, whichever is asked for.
        if (unit !== undefined && !counts(unit)) continue;
        removes.push(place);
        drifts.push({
          kind: 'nearKeyOrphan',
          unit: unit ?? table.programme,
          place: `${place.sk} under ${place.pk.slice(prefix.length)}`,
          isMendable: true,
        });
      } else {
        judged.add(own.key);
        judge(own.key, own.entries);
      }
    }
  }
  for (const key of expected.keys()) if (!judged.has(key)) judge(key, []);
  return { drifts, changes, removes };
}

const NONE: ReadonlyMap<string, ExpectedEntry> = new Map();

function toDrifts(kind: DriftKind, key: string, entries: NearEntries): readonly Drift[] {
  return entries.map(({ unit, id }) => ({
    kind,
    unit,
    place: `${id} under ${key}`,
    isMendable: true,
  }));
}

/** Of the layout before, an item a row: its unit. Undefined for an item of all units. */
function toOwner(programme: string, { sk }: ItemKey): string | undefined {
  return sk === toNearKey(programme, '').sk ? undefined : (sk.split('#')[0] ?? '');
}

/** Undefined for an item of another layout, and for one that nobody can read. */
function tryParse(programme: string, item: RawItem) {
  const { pk, sk } = toItemKey(item);
  if (sk !== toNearKey(programme, '').sk) return undefined;
  const entries = item.entries?.L?.map(({ S }) => S);
  try {
    return parseNearItem(programme, { pk, sk, itemVersion: Number(item.itemVersion?.N), entries });
  } catch (error) {
    if (error instanceof Fault && error.code === 'store.corrupt_item') return undefined;
    throw error;
  }
}
