/** What other units' titles are compared by: a print of each word, and no word itself. */
import { hash64, toBase64Url } from '../hash.ts';
import { duplicateTokens, NEAR_PERCENT } from './duplicates.ts';

/**
 * The prints of a title's words, sorted, one a word. Two words of one print (one pair in sixteen
 * million) stay two, so that prints are never less alike than their titles.
 */
export type WordPrints = readonly string[];

/** Characters of a print: 24 bits. */
export const PRINT_LENGTH = 4;

/**
 * In letters, some 200 words; whoever types more into a title is compared by its beginning until the
 * rows themselves are read, so that entries stay small and keys few.
 */
const MAX_COMPARED_TITLE = 1_000;

export function toWordPrints(title: string): WordPrints {
  const words = duplicateTokens(toComparedTitle(title));
  return [...words].map((word) => toBase64Url(hash64(word), PRINT_LENGTH)).sort(comparePrints);
}

/** Whole letters only; both sides of a comparison are cut alike. */
export function toComparedTitle(title: string): string {
  const { length } = title;
  return length <= MAX_COMPARED_TITLE ? title : [...title].slice(0, MAX_COMPARED_TITLE).join('');
}

/** How similar, up to 1; undefined where the titles cannot be near duplicates. */
export function printSimilarity(one: WordPrints, other: WordPrints): number | undefined {
  const shared = countShared(one, other);
  const all = one.length + other.length - shared;
  return all > 0 && shared * 100 >= all * NEAR_PERCENT ? shared / all : undefined;
}

/** Both are sorted: one walk along the two. */
function countShared(one: WordPrints, other: WordPrints): number {
  let shared = 0;
  let at = 0;
  let otherAt = 0;
  while (at < one.length && otherAt < other.length) {
    const order = comparePrints(one[at] ?? '', other[otherAt] ?? '');
    if (order === 0) shared += 1;
    if (order <= 0) at += 1;
    if (order >= 0) otherAt += 1;
  }
  return shared;
}

/** Code-unit order: the same on every host. */
function comparePrints(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
