/** The words of a header as they are compared: no accents, capitals or punctuation. */
import { toComparisonKey } from '../reading/vietnamese/comparison-key.ts';
import { stripMarks } from '../reading/vietnamese/letters.ts';

/** Longer texts are no headers. */
export const MAX_HEADER_LENGTH = 150;

/** In order, i standing for y too: «Kỹ thuật» and «KĨ THUẬT» give the same. */
export function toHeaderWords(text: string): readonly string[] {
  const plain = stripMarks(toComparisonKey(text)).replace(/y/g, 'i');
  return plain.match(/[a-z0-9]+/g) ?? [];
}

/** One key for the same words in any order. */
export function toHeaderKey(text: string): string {
  return [...toHeaderWords(text)].sort().join(' ');
}
