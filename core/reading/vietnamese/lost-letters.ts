/** Letters that were lost on the way: nothing can bring them back. */

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
    .some((word) => QUESTION_MARK_INSIDE.test(word) && !/:\/\/|^www\.|[=&]/i.test(word));
}
