/** What stands under a near-duplicate key against what its rows say should. */
import type { NearChange, NearEntries, NearEntry } from './near-items.ts';
import { isSameEntry, MAX_ENTRIES, MAX_ENTRIES_A_UNIT } from './near-items.ts';

/** Epoch milliseconds at which the row was last accepted. */
export type ExpectedEntry = { readonly entry: NearEntry; readonly at: number };

export type NearItemDrift = {
  readonly key: string;
  readonly entries: NearEntries;
  /** By row id. */
  readonly expected: ReadonlyMap<string, ExpectedEntry>;
  /** Whose entries are looked at; those of others stay as they are. */
  readonly counts: (unit: string) => boolean;
};

export type FoundNearDrift = {
  /** Rows that do not stand there any more. */
  readonly orphans: NearEntries;
  /** As they should be. */
  readonly differing: NearEntries;
  /** Where there is room for them: what newer rows crowded out is no defect. */
  readonly missing: NearEntries;
  readonly change: NearChange;
};

export function findNearItemDrift(input: NearItemDrift): FoundNearDrift {
  const { key, entries, expected, counts } = input;
  const orphans = entries.filter(({ unit, id }) => counts(unit) && !expected.has(id));
  const gone = new Set(orphans.map(({ id }) => id));
  const differing = listDiffering(input);
  const missing = listMissing(
    entries.filter(({ id }) => !gone.has(id)),
    expected,
  );
  const puts = [...differing, ...[...missing].reverse()];
  return { orphans, differing, missing, change: { key, puts, removes: [...gone] } };
}

/** Each once, however often it stands there. */
function listDiffering({ entries, expected, counts }: NearItemDrift): NearEntries {
  const seen = new Set<string>();
  const differing = new Map<string, NearEntry>();
  for (const entry of entries) {
    const right = expected.get(entry.id)?.entry;
    if (right === undefined || !counts(entry.unit)) continue;
    if (seen.has(entry.id) || !isSameEntry(entry, right)) differing.set(entry.id, right);
    seen.add(entry.id);
  }
  return [...differing.values()];
}

/** Newest first. */
function listMissing(kept: NearEntries, expected: ReadonlyMap<string, ExpectedEntry>): NearEntries {
  const standing = new Map(kept.map((entry) => [entry.id, entry]));
  const units = new Map<string, number>();
  for (const { unit } of standing.values()) units.set(unit, (units.get(unit) ?? 0) + 1);
  let room = MAX_ENTRIES - standing.size;
  const missing: NearEntry[] = [];
  for (const { entry } of [...expected.values()].sort(compareAge)) {
    const count = units.get(entry.unit) ?? 0;
    if (standing.has(entry.id) || room <= 0 || count >= MAX_ENTRIES_A_UNIT) continue;
    units.set(entry.unit, count + 1);
    room -= 1;
    missing.push(entry);
  }
  return missing;
}

function compareAge(one: ExpectedEntry, other: ExpectedEntry): number {
  return other.at - one.at || (one.entry.id < other.entry.id ? -1 : 1);
}
