/** Gives rows that a sweep recorded before their records again: the sheet bears no id of theirs. */
import type { RowLocations } from '../messages/sync-request.ts';
import type { SheetRow } from '../sync/entry-table.ts';
import { findAgreement } from '../sync/find-agreement.ts';
import type { Fingerprint } from '../sync/fingerprint.ts';
import { toColumnHashes, toFingerprint } from '../sync/fingerprint.ts';
import type { MatchedRow, Pair, PlacedPair } from '../sync/match-rows.ts';
import { toRowNumbers } from '../sync/row-locations.ts';
import type { StoredRow } from '../sync/stored-row.ts';

export type RecordsInput = {
  /** As the pairs of the sheet match them. */
  readonly rows: readonly MatchedRow[];
  readonly stored: ReadonlyMap<string, StoredRow>;
  /** Where the records stood when that was last known. */
  readonly locations: RowLocations | undefined;
};

/**
 * By the rules of the sheet's own pairs: equal content first, also where a pair was given to a row it
 * only resembles, then the best agreement, ties in place.
 * Deleted records are left out: only equal content brings them back, which the server decides.
 */
export function matchRecords({ rows, stored, locations }: RecordsInput): readonly MatchedRow[] {
  const standing = new Set(
    rows.flatMap(({ row, pair }) => (pair === undefined || row.isBlank ? [] : [pair.id as string])),
  );
  const free = [...stored.values()].filter(
    ({ state, id }) => state !== 'deleted' && !standing.has(id),
  );
  const unknown = rows.filter(
    ({ row, pair }) => !row.isBlank && (pair === undefined || !stored.has(pair.id)),
  );
  const changed = rows.filter(({ row, pair }) => isChangedRecord(row, pair, stored));
  if (free.length === 0 || (unknown.length === 0 && changed.length === 0)) return rows;
  const found = new Map<SheetRow, Pair>();
  const absent = settleEqual(free, [...unknown, ...changed], found);
  // What such a row was taken for stands nowhere now, unless as a row without a known id.
  const released = changed.flatMap(({ row, pair }) => {
    const record = pair === undefined || !found.has(row) ? undefined : stored.get(pair.id);
    return record === undefined || record.state === 'deleted' ? [] : [record];
  });
  const open = () => unknown.filter(({ row }) => !found.has(row));
  const left = [...absent, ...settleEqual(released, open(), found)];
  const numbers = locations === undefined ? new Map() : toRowNumbers(locations);
  const byNumber = new Map(rows.map(({ row }) => [row.rowNumber, row]));
  const placed = left.map((record): PlacedPair => {
    const row = byNumber.get(numbers.get(record.id) ?? 0) ?? NOWHERE;
    return { ...toPair(record), row };
  });
  const openRows = open().map(({ row }) => row);
  for (const [{ id, mark }, row] of findAgreement(placed, openRows)) found.set(row, { id, mark });
  const taken = new Set([...found.values()].map(({ id }) => id as string));
  return rows.map((matched) => toMatched(matched, found, taken));
}

/** Taken for an edit of a record it no longer equals; another's content may be what stands there. */
function isChangedRecord(
  row: SheetRow,
  pair: Pair | undefined,
  stored: ReadonlyMap<string, StoredRow>,
): boolean {
  const record = pair === undefined ? undefined : stored.get(pair.id);
  if (record === undefined || row.isBlank) return false;
  return record.fingerprint !== toFingerprint(toColumnHashes(row.cells));
}

const NOWHERE: SheetRow = {
  rowNumber: Number.MAX_SAFE_INTEGER,
  idText: '',
  markText: '',
  receiptText: '',
  cells: {},
  isBlank: true,
};

/** @returns the records that stand nowhere as they are */
function settleEqual(
  free: readonly StoredRow[],
  unknown: readonly MatchedRow[],
  found: Map<SheetRow, Pair>,
): readonly StoredRow[] {
  const byContent = new Map<Fingerprint, SheetRow[]>();
  for (const { row } of unknown) {
    const content = toFingerprint(toColumnHashes(row.cells));
    byContent.set(content, [...(byContent.get(content) ?? []), row]);
  }
  return free.filter((record) => {
    const row = byContent.get(record.fingerprint)?.shift();
    if (row !== undefined) found.set(row, toPair(record));
    return row === undefined;
  });
}

/** A pair that waits on an emptied row is the record's no more once its content is known elsewhere. */
function toMatched(
  matched: MatchedRow,
  found: ReadonlyMap<SheetRow, Pair>,
  taken: ReadonlySet<string>,
): MatchedRow {
  const { row, hashes, pair } = matched;
  const own = found.get(row);
  if (own !== undefined) {
    return { row, pair: own, hashes: toColumnHashes(row.cells, own.mark?.hashes) };
  }
  if (pair === undefined || !taken.has(pair.id)) return matched;
  return { row, pair: undefined, hashes };
}

/** The mark a script would have written had it heard what became of the row. */
function toPair({ id, version, at, fingerprint, cells }: StoredRow): Pair {
  const hashes = toColumnHashes(cells);
  return {
    id,
    mark: {
      state: '=',
      version,
      atSeconds: Math.floor(at / 1000),
      seq: 0,
      accepted: fingerprint,
      hashes,
    },
  };
}
