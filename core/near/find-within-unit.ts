/** Near duplicates among the rows of one tab, found by shared keys instead of by all pairs. */
import { duplicateTokens, nearSimilarity, toNearKeys } from './duplicates.ts';

export type TitledRow = { readonly title: string };

/** A row is warned of its nearest ones only; a long series of like titles is one finding. */
export const MAX_NEAR_IN_UNIT = 2;
/** Rows compared with one row: those of the same words first, then those of keys with fewer rows. */
const MAX_COMPARED = 100;

/** For each row with near duplicates among the others: these, nearest first, then upper first. */
export function findNearRows<Row extends TitledRow>(
  rows: readonly Row[],
): ReadonlyMap<Row, readonly Row[]> {
  const words = rows.map(({ title }) => duplicateTokens(title));
  const keys = words.map(toNearKeys);
  const byKey = groupPositions(keys);
  const found = new Map<Row, readonly Row[]>();
  for (const [position, row] of rows.entries()) {
    const own = words[position] ?? new Set<string>();
    const near: { readonly other: number; readonly similarity: number }[] = [];
    for (const other of listOthers(position, keys[position] ?? [], byKey)) {
      const similarity = nearSimilarity(own, words[other] ?? new Set());
      if (similarity !== undefined) near.push({ other, similarity });
    }
    if (near.length === 0) continue;
    near.sort((one, two) => two.similarity - one.similarity || one.other - two.other);
    const best = near.slice(0, MAX_NEAR_IN_UNIT);
    found.set(
      row,
      best.flatMap(({ other }) => rows[other] ?? []),
    );
  }
  return found;
}

type Positions = ReadonlyMap<string, readonly number[]>;

/** Only keys that bring two rows together. */
function groupPositions(keys: readonly (readonly string[])[]): Positions {
  const byKey = new Map<string, number[]>();
  for (const [position, own] of keys.entries()) {
    for (const key of own) {
      const same = byKey.get(key);
      if (same === undefined) byKey.set(key, [position]);
      else same.push(position);
    }
  }
  return byKey;
}

/** Each once, at most MAX_COMPARED of them. @param keys the first is that of the same words */
function listOthers(position: number, keys: readonly string[], byKey: Positions): Set<number> {
  const others = new Set<number>();
  const [same = [], ...like] = keys
    .map((key) => byKey.get(key) ?? [])
    .filter((group, index) => index === 0 || group.length > 1);
  like.sort((one, other) => one.length - other.length);
  for (const group of [same, ...like]) {
    for (const other of group) {
      if (others.size >= MAX_COMPARED) return others;
      if (other !== position) others.add(other);
    }
  }
  return others;
}
