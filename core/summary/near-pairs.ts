/** Pairs of rows with nearly the same title, in one unit or two: the committee sees both sides. */
import { duplicateTokens, nearSimilarity, toNearKeys } from '../near/duplicates.ts';
import type { ListedRow } from './listed-rows.ts';

export type NearPair = {
  readonly one: ListedRow;
  readonly other: ListedRow;
  /** Shared words among all words of both, 0,85 to 1. */
  readonly similarity: number;
};

/** A title that everybody uses would make pairs without end: rows beyond this many are not compared. */
export const MAX_ROWS_A_KEY = 40;
export const MAX_NEAR_PAIRS = 1_000;
/** Compared with one row: long titles have many keys. */
const MAX_COMPARED = 400;

export type NearPairs = {
  /** In the order of the rows, at most MAX_NEAR_PAIRS. */
  readonly pairs: readonly NearPair[];
  /** Pairs beyond those, as far as they were looked for. */
  readonly left: number;
};

type Seen = { readonly listed: ListedRow; readonly tokens: ReadonlySet<string> };

export function findNearPairs(rows: readonly ListedRow[]): NearPairs {
  const byKey = new Map<string, Seen[]>();
  const pairs: NearPair[] = [];
  let left = 0;
  for (const listed of rows) {
    const seen = { listed, tokens: duplicateTokens(listed.row.initiative.title) };
    const met = new Set<Seen>();
    for (const key of toNearKeys(seen.tokens)) {
      const bucket = byKey.get(key) ?? [];
      for (const earlier of bucket) if (met.size < MAX_COMPARED) met.add(earlier);
      if (bucket.length === 0) byKey.set(key, [seen]);
      else if (bucket.length < MAX_ROWS_A_KEY) bucket.push(seen);
    }
    for (const earlier of met) {
      const similarity = nearSimilarity(earlier.tokens, seen.tokens);
      if (similarity === undefined) continue;
      if (pairs.length < MAX_NEAR_PAIRS)
        pairs.push({ one: earlier.listed, other: listed, similarity });
      else left += 1;
    }
  }
  return { pairs, left };
}
