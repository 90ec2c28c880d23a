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
 * By the rules of the sheet's own pairs: equal content first, then the best agreement, ties in place.
 * A pair speaks of what its script knew last, which may be long ago: where its row does not equal its
 * record, equal content elsewhere goes before it. Deleted records are left out: only equal content
 * brings them back, which the server decides.
 */
export function matchRecords({ rows, stored, locations }: RecordsInput): readonly MatchedRow[] {
  const found = settleOwn(rows, stored);
  const settled = new Set(listIds(found));
  const open = rows.filter(({ row }) => !row.isBlank && !found.has(row));
  const records = [...stored.values()].filter(
    ({ state, id }) => state !== 'deleted' && !settled.has(id),
  );
  const absent = settleEqual(records, open, found);
  const equal = new Set(listIds(found));
  const isKept = ({ row, pair }: MatchedRow): boolean =>
    pair !== undefined && stored.has(pair.id) && !found.has(row) && !equal.has(pair.id);
  const kept = new Set(open.filter(isKept).flatMap(({ pair }) => pair?.id ?? []));
  const numbers = locations === undefined ? new Map() : toRowNumbers(locations);
  const byNumber = new Map(rows.map(({ row }) => [row.rowNumber, row]));
  const placed = absent.flatMap((record): PlacedPair[] => {
    if (kept.has(record.id)) return [];
    const row = byNumber.get(numbers.get(record.id) ?? 0) ?? NOWHERE;
    return [{ ...toPair(record), row }];
  });
  const homeless = open.flatMap((one) => (found.has(one.row) || isKept(one) ? [] : [one.row]));
  for (const [{ id, mark }, row] of findAgreement(placed, homeless)) found.set(row, { id, mark });
  const taken = new Set(listIds(found));
  return rows.map((matched) => toMatched(matched, found, taken));
}

/** Rows that are what their record says, whatever their marks remember of it. */
function settleOwn(rows: readonly MatchedRow[], stored: RecordsInput['stored']) {
  const found = new Map<SheetRow, Pair>();
  for (const { row, pair } of rows) {
    const record = pair === undefined || row.isBlank ? undefined : stored.get(pair.id);
    if (record === undefined || record.state === 'deleted') continue;
    if (record.fingerprint !== toFingerprint(toColumnHashes(row.cells))) continue;
    found.set(row, toPair(record));
  }
  return found;
}

function listIds(found: ReadonlyMap<SheetRow, Pair>): readonly string[] {
  return [...found.values()].map(({ id }) => id);
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
