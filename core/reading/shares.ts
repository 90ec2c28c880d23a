/** Shares of authors in percent, counted exactly in millionths. */

/** «(60%)», «60 %» or «- 33,33%» at the end of a name; in brackets either the sign or the end may be missing. */
const SHARE =
  /[\s:–-]*(?:\(\s*([+-]?\d{1,6}(?:[.,]\d{1,9})?)\s*(?:%\s*\)?|\))|(?<![\d.,])([+-]?\d{1,6}(?:[.,]\d{1,9})?)\s*%)\s*$/;

export type SharedName = { readonly name: string; readonly sharePercent?: number };

/** Cuts the share off the end of an author as typed. */
export function cutShare(author: string): SharedName {
  const tail = author.slice(-40);
  const match = SHARE.exec(tail);
  const digits = match?.[1] ?? match?.[2];
  if (match === null || digits === undefined) return { name: author.trim() };
  const name = author.slice(0, author.length - tail.length + match.index).trim();
  return { name, sharePercent: Number(digits.replace(',', '.')) };
}

/**
 * Whether shares are whole: each above 0, together 100 ± 0,01. One author without a share has all
 * of it; several of whom none has a share are not judged.
 *
 * @param shares as typed, undefined where none was given
 */
export function judgeShares(
  shares: readonly (number | undefined)[],
): { readonly kind: 'whole' } | { readonly kind: 'wrong'; readonly sumPercent: number } {
  const given = shares.filter((share) => share !== undefined);
  if (given.length === 0) return { kind: 'whole' };
  const millionths = given.reduce((sum, share) => sum + Math.round(share * 1e6), 0);
  const isWhole = Math.abs(millionths - 100_000_000) <= 10_000;
  if (isWhole && given.length === shares.length && given.every((share) => share > 0)) {
    return { kind: 'whole' };
  }
  return { kind: 'wrong', sumPercent: millionths / 1e6 };
}
