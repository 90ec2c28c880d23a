/** A text in capitals brought to ordinary spelling, as a suggestion only. */

import { isForeignWord } from './foreign-words.ts';
import { capitalise } from './letter-case.ts';
import { splitTone } from './letters.ts';
import { readWord } from './word.ts';

/** First letter capital, the rest small; what looks like an acronym stays in capitals. */
export function toSentenceCase(text: string): string {
  const small = text.replace(/[\p{L}\p{M}]+/gu, (word) =>
    looksLikeAcronym(word) ? word : word.toLowerCase(),
  );
  const at = small.search(/\p{L}/u);
  return at < 0 ? small : small.slice(0, at) + capitalise(small.slice(at));
}

function looksLikeAcronym(word: string): boolean {
  if (isForeignWord(word.toLowerCase())) return false;
  if ([...word].some((letter) => splitTone(letter).tone !== 'level')) return false;
  return word.length <= 7 && readWord(word).kind === 'none';
}
