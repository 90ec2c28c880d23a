/** When two titles are the same initiative, or nearly: sets of words, not strings. */

import { hash64, toBase64Url } from '../hash.ts';
import { toComparisonKey } from '../reading/vietnamese/comparison-key.ts';
import { addTone, splitTone } from '../reading/vietnamese/letters.ts';
import { rememberTexts } from '../remember-texts.ts';

/** Said in every other title, so they distinguish nothing. */
const STOP_PHRASES: readonly (readonly string[])[] = [
  ['một', 'số'],
  ['giải', 'pháp'],
  ['biện', 'pháp'],
  ['nâng', 'cao'],
  ['trong'],
  ['tại'],
];

/** Token sets at least this similar are near duplicates, in hundredths. */
export const NEAR_PERCENT = 85;

const readTokens = rememberTexts((title): ReadonlySet<string> => {
  const words = toComparisonKey(title).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const kept = dropStopPhrases(words);
  return new Set((kept.length === 0 ? words : kept).map(unifyVowelI));
});

/** Words of a title as compared: small, tones at one place, i for y, no punctuation, no stop words. */
export function duplicateTokens(title: string): ReadonlySet<string> {
  return readTokens(title);
}

/** Equal keys in one unit and year are one initiative typed twice. */
export function duplicateKey(title: string): string {
  return [...duplicateTokens(title)].sort(compareWords).join(' ');
}

/** Shared words among all words of two titles, 0 to 1. */
export function jaccard(a: string, b: string): number {
  const { shared, all } = countShared(duplicateTokens(a), duplicateTokens(b));
  return all === 0 ? 0 : shared / all;
}

export function isNearDuplicate(a: string, b: string): boolean {
  return nearSimilarity(duplicateTokens(a), duplicateTokens(b)) !== undefined;
}

/** How similar two sets of words are, up to 1; undefined where they are not even near duplicates. */
export function nearSimilarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number | undefined {
  const { shared, all } = countShared(a, b);
  return all > 0 && shared * 100 >= all * NEAR_PERCENT ? shared / all : undefined;
}

/**
 * The key that only titles of the same words share, so that no series of like titles can hide one
 * of them; another title with the same hash would merely be compared too. Undefined without words.
 */
function toExactKey(words: ReadonlySet<string>): string | undefined {
  if (words.size === 0) return undefined;
  const hash = hash64([...words].sort(compareWords).join(' '));
  return `=${toBase64Url(hash, EXACT_KEY_LENGTH)}`;
}

/** All 64 bits of the hash but four. */
const EXACT_KEY_LENGTH = 10;

/** A title of n words has about n²/45 keys; a longer prefix than this is cut. */
const MAX_PREFIX = 12;
const MAX_TOKEN_LENGTH = 24;

/**
 * Keys under which near duplicates meet: any two titles with at least 0.85 of their words in common
 * share one (up to 66 words), so only the rows under a title's own keys need comparing.
 *
 * The first is that of the same words, whatever their number. The others are a prefix filter for
 * Jaccard, on pairs of words: with the words of each title in one fixed order, rarer ones first,
 * similar sets share two words among their first n - ⌈0.85 n⌉ + 2.
 */
export function toNearKeys(words: ReadonlySet<string>): readonly string[] {
  const exact = toExactKey(words);
  if (exact === undefined) return [];
  // One word more or less is too much for a title of five.
  if (words.size * 100 < (words.size + 1) * NEAR_PERCENT) return [exact];
  const tokens = [...words].sort(compareRarity);
  const overlap = Math.ceil((tokens.length * NEAR_PERCENT) / 100);
  const length = Math.min(tokens.length - overlap + 2, MAX_PREFIX);
  const prefix = tokens.slice(0, length).map((token) => token.slice(0, MAX_TOKEN_LENGTH));
  const pairs = prefix.flatMap((first, index) =>
    prefix.slice(index + 1).map((second) => `${first}+${second}`),
  );
  // Long words that differ only at their ends make the same key.
  return [exact, ...new Set(pairs)];
}

function dropStopPhrases(words: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const phrase = STOP_PHRASES.find((stop) =>
      stop.every((word, offset) => words[index + offset] === word),
    );
    if (phrase === undefined) kept.push(words[index] ?? '');
    else index += phrase.length - 1;
  }
  return kept;
}

/** «lý» and «lí» are one word; «máy» and «mái» are two: y alone after its consonants. */
function unifyVowelI(token: string): string {
  return token.replace(
    /^([bcdđghklmnpqrstvx]*(?:qu)?)([yýỳỷỹỵ])$/u,
    (_, onset: string, y: string) => {
      return onset + addTone('i', splitTone(y).tone);
    },
  );
}

function countShared(
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
): { readonly shared: number; readonly all: number } {
  let shared = 0;
  for (const token of a) if (b.has(token)) shared += 1;
  return { shared, all: a.size + b.size - shared };
}

/** Frequent in titles of initiatives; sorted last so that keys are made of telling words. */
const FREQUENT = new Set(
  `cải tiến kĩ thuật quản lí tổ chức đào tạo sản xuất hợp hóa tiết kiệm xây dựng quy qui trình áp dụng
  ứng phần mềm hệ thống máy công tác hiệu quả chất lượng cho và của các với từ theo để mô hình đổi mới
  phương pháp thiết kế chế thời gian giảm chi phí bệnh viện trường học sinh điều trị`
    .split(/\s+/)
    .map((word) => word.normalize('NFC')),
);

function compareRarity(one: string, other: string): number {
  return Number(FREQUENT.has(one)) - Number(FREQUENT.has(other)) || compareWords(one, other);
}

/** Code-unit order: the same on every host. */
function compareWords(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
