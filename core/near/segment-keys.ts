/**
 * The keys under which near duplicates of different units meet: parts of a title that stay whole.
 *
 * Two near duplicates of known sizes differ by at most so many words (`maxDifference`). With every
 * word in one of so many segments and one more, by a hash of the word alone, at least one segment is
 * the same in both, whichever words were added, dropped or replaced. A title is stored under its own
 * segments, cut as its size asks for, and looked up under the segments its partners are stored under.
 */
import { hash64, toBase64Url } from '../hash.ts';
import { NEAR_PERCENT } from './duplicates.ts';
import type { WordPrints } from './word-prints.ts';

/** Of 60 bits; another title with the same one would merely be compared too. */
const KEY_LENGTH = 10;
/**
 * Cuts of one title, each by another hash: whose segment stays empty at one, which would be the same
 * for all, is cut once more. Even of six words one in thirty is; nine times over, none.
 */
const MAX_CUTS = 9;

/**
 * What a title is stored under. The first is of all its words, so that no series of titles that are
 * alike in part can hide those of the same words. Without words, none.
 */
export function listOwnKeys(prints: WordPrints): readonly string[] {
  if (prints.length === 0) return [];
  const { segments } = toCutting(prints.length);
  return [
    ...listSegmentKeys(prints, 1),
    ...(segments === 1 ? [] : listSegmentKeys(prints, segments)),
  ];
}

/** Where near duplicates stand that are cut into more or fewer segments than the title itself. */
export function listPartnerKeys(prints: WordPrints): readonly string[] {
  if (prints.length === 0) return [];
  return toCutting(prints.length).ofPartners.flatMap((count) => listSegmentKeys(prints, count));
}

function listSegmentKeys(prints: WordPrints, segments: number): readonly string[] {
  const keys: string[] = [];
  for (let cut = 0; cut < MAX_CUTS; cut += 1) {
    const texts = cutPrints(prints, segments, cut);
    const isLast = cut === MAX_CUTS - 1;
    const used = [...texts.entries()].filter(([, text]) => text !== '' || isLast);
    for (const [segment, text] of used) {
      const hash = hash64(`${segments}.${cut}.${segment} ${text}`);
      keys.push(toBase64Url(hash, KEY_LENGTH));
    }
    // Whoever shares the empty segment with this title has it empty, too, and is cut once more.
    if (used.length === segments) break;
  }
  return keys;
}

/** Prints of each segment in their order, which is one for all titles. */
function cutPrints(prints: WordPrints, segments: number, cut: number): readonly string[] {
  const texts = Array.from({ length: segments }, () => '');
  for (const print of prints) {
    const segment = segments === 1 ? 0 : hash64(print, cut)[1] % segments;
    texts[segment] += print;
  }
  return texts;
}

/** Words by which near duplicates of these sizes can differ; undefined where there are none. */
export function maxDifference(size: number, other: number): number | undefined {
  const minShared = Math.ceil(((size + other) * NEAR_PERCENT) / (100 + NEAR_PERCENT));
  return minShared > Math.min(size, other) ? undefined : size + other - 2 * minShared;
}

type Cutting = {
  /** A title of that many words is stored under so many. */
  readonly segments: number;
  /** Other numbers that its partners are stored under; those of the same words need none. */
  readonly ofPartners: readonly number[];
};

/** By number of words: as many as titles have. */
const known = new Map<number, Cutting>();

function toCutting(size: number): Cutting {
  const cutting = known.get(size) ?? makeCutting(size);
  known.set(size, cutting);
  return cutting;
}

function makeCutting(size: number): Cutting {
  const segments = countSegments(size);
  const counts = listPartners(size)
    .filter(({ difference }) => difference > 0)
    .map((partner) => countSegments(partner.size));
  return { segments, ofPartners: [...new Set(counts)].filter((count) => count !== segments) };
}

function countSegments(size: number): number {
  return 1 + Math.max(...listPartners(size).map(({ difference }) => difference));
}

type Partner = { readonly size: number; readonly difference: number };

/** Sizes of near duplicates of a title of that many words, its own among them. */
function listPartners(size: number): readonly Partner[] {
  const partners: Partner[] = [];
  const least = Math.ceil((size * NEAR_PERCENT) / 100);
  const most = Math.floor((size * 100) / NEAR_PERCENT);
  for (let other = least; other <= most; other += 1) {
    const difference = maxDifference(size, other);
    if (difference !== undefined) partners.push({ size: other, difference });
  }
  return partners;
}
