/** Which edited row a pair most likely belongs to, without comparing every pair to every row. */
import { TYPED_COLUMNS } from '../columns.ts';
import type { SheetRow } from './entry-table.ts';
import type { ColumnHashes } from './fingerprint.ts';
import { BLANK_HASH, TITLE, titleHash, toColumnHashes } from './fingerprint.ts';
import type { PlacedPair } from './match-rows.ts';

/** The title weighs more than all other columns together. */
const TITLE_WEIGHT = TYPED_COLUMNS.length;
/** A value more rows than this share says little about which row is meant. */
const MAX_SHARING_ROWS = 20;

type Candidate = {
  readonly pair: PlacedPair;
  readonly row: SheetRow;
  readonly score: number;
  readonly inPlace: boolean;
};

/** Pairs that found a row; a pair agreeing in neither the title nor most filled cells finds none. */
export function findAgreement(
  pairs: readonly PlacedPair[],
  rows: readonly SheetRow[],
): ReadonlyMap<PlacedPair, SheetRow> {
  const index = indexByValue(rows);
  const free = new Set(rows);
  const candidates = pairs.flatMap((pair) => listCandidates(pair, free, index));
  candidates.sort(
    (one, other) =>
      other.score - one.score ||
      Number(other.inPlace) - Number(one.inPlace) ||
      one.pair.row.rowNumber - other.pair.row.rowNumber ||
      one.row.rowNumber - other.row.rowNumber,
  );
  const chosen = new Map<PlacedPair, SheetRow>();
  const taken = new Set<SheetRow>();
  for (const { pair, row } of candidates) {
    if (chosen.has(pair) || taken.has(row)) continue;
    chosen.set(pair, row);
    taken.add(row);
  }
  return chosen;
}

type ValueIndex = ReadonlyMap<string, readonly SheetRow[]>;

function indexByValue(rows: readonly SheetRow[]): ValueIndex {
  const index = new Map<string, SheetRow[]>();
  for (const row of rows) {
    for (const [column, hash] of toColumnHashes(row.cells).entries()) {
      if (hash === BLANK_HASH) continue;
      const key = `${column}|${hash}`;
      const same = index.get(key) ?? [];
      same.push(row);
      index.set(key, same);
    }
  }
  return index;
}

function listCandidates(
  pair: PlacedPair,
  free: ReadonlySet<SheetRow>,
  index: ValueIndex,
): readonly Candidate[] {
  // A pair whose mark was overwritten knows nothing but its place.
  if (pair.mark === undefined) {
    return free.has(pair.row) ? [{ pair, row: pair.row, score: 0, inPlace: true }] : [];
  }
  const marked = pair.mark.hashes;
  const possible = new Set<SheetRow>(free.has(pair.row) ? [pair.row] : []);
  for (const [column, hash] of marked.entries()) {
    if (hash === BLANK_HASH) continue;
    const sharing = index.get(`${column}|${hash}`) ?? [];
    if (sharing.length > MAX_SHARING_ROWS && column !== TITLE) continue;
    for (const row of sharing.slice(0, MAX_SHARING_ROWS)) possible.add(row);
  }
  return [...possible].flatMap((row) => {
    const score = scoreAgreement(marked, toColumnHashes(row.cells, marked));
    return score === 0 ? [] : [{ pair, row, score, inPlace: row === pair.row }];
  });
}

/** 0 where neither the title nor most of the filled cells agree. */
export function scoreAgreement(marked: ColumnHashes, present: ColumnHashes): number {
  let filled = 0;
  let agreeing = 0;
  for (const [column, hash] of marked.entries()) {
    const other = present[column];
    if (hash === BLANK_HASH && other === BLANK_HASH) continue;
    filled += 1;
    if (hash === other) agreeing += 1;
  }
  const titleAgrees = titleHash(marked) !== BLANK_HASH && titleHash(marked) === titleHash(present);
  if (!titleAgrees && agreeing * 2 <= filled) return 0;
  return agreeing + (titleAgrees ? TITLE_WEIGHT : 0);
}
