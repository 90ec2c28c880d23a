/** Of several rows with one id, which is the row and which are copies of it. */
import { countEqualHashes, toColumnHashes } from './fingerprint.ts';
import type { CopiedIds, PlacedPair } from './match-rows.ts';

export function chooseOriginals(
  pairs: readonly PlacedPair[],
  copiedIds: CopiedIds | undefined,
): readonly PlacedPair[] {
  const byId = new Map<string, PlacedPair[]>();
  for (const pair of pairs) {
    const same = byId.get(pair.id) ?? [];
    same.push(pair);
    byId.set(pair.id, same);
  }
  return [...byId.values()].map((same) => chooseOne(same, copiedIds));
}

/** Not what was just pasted; else what equals its mark; else most agreeing cells; else the upper. */
function chooseOne(same: readonly PlacedPair[], copiedIds: CopiedIds | undefined): PlacedPair {
  const untouched = same.filter(({ row }) => !isCopied(row.rowNumber, copiedIds));
  const candidates = untouched.length > 0 ? untouched : same;
  return candidates.reduce((best, pair) =>
    countAgreeing(pair) > countAgreeing(best) ? pair : best,
  );
}

function isCopied(rowNumber: number, copied: CopiedIds | undefined): boolean {
  return copied !== undefined && rowNumber >= copied.fromRow && rowNumber <= copied.toRow;
}

/** An emptied row agrees with nothing; equality in every cell is simply the most agreement. */
function countAgreeing({ row, mark }: PlacedPair): number {
  if (row.isBlank) return -1;
  if (mark === undefined) return 0;
  return countEqualHashes(toColumnHashes(row.cells, mark.hashes), mark.hashes);
}
