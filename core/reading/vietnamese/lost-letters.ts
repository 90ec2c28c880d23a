/** Letters that were lost on the way: nothing can bring them back. */
import { readWord } from './word.ts';

/** U+FFFD, or half a surrogate pair. */
export function hasReplacementCharacter(text: string): boolean {
  return /[\ufffd\ud800-\udfff]/u.test(text);
}

/** Between letters, small after it or capitals on both sides; or before a small letter. */
const QUESTION_MARK_INSIDE = /\p{L}\?\p{Ll}|\p{Lu}\?\p{Lu}|^\?\p{Ll}/u;

/** A question mark where a letter of a word should be; addresses of pages may have one. */
export function hasQuestionMarkInside(text: string): boolean {
  return text
    .split(/\s+/)
    .some(
      (word) =>
        word.includes('?') &&
        QUESTION_MARK_INSIDE.test(cutQuestions(word)) &&
        !/:\/\/|^www\.|[=&]/i.test(word),
    );
}

/** «làm gì?để làm gì» lacks a space, no letter: both sides are words. */
function cutQuestions(word: string): string {
  return word.replace(/(\p{L}{1,7})\?(?=(\p{Ll}{2,7}))/gu, (whole, left: string, right: string) =>
    isSyllable(left) && isSyllable(right) ? left : whole,
  );
}

function isSyllable(word: string): boolean {
  return readWord(word).kind !== 'none';
}
