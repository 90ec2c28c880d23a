/** Capitals and small letters of words and sentences. */

export type WordCase = 'small' | 'capital' | 'capitals' | 'mixed';

/** A word of one capital letter counts as starting with a capital. */
export function readWordCase(word: string): WordCase {
  const letters = [...word].filter((letter) => letter.toLowerCase() !== letter.toUpperCase());
  const capitals = letters.map((letter) => letter !== letter.toLowerCase());
  const count = capitals.filter(Boolean).length;
  if (count === 0) return 'small';
  if (count === 1 && capitals[0] === true) return 'capital';
  return count === letters.length ? 'capitals' : 'mixed';
}

export function capitalise(word: string): string {
  const [first = '', ...rest] = [...word];
  return first.toUpperCase() + rest.join('');
}

/** Gives a re-read word (small letters) the capitals of the keys typed: all, or the first. */
export function copyCase(word: string, typed: string): string {
  if (readWordCase(typed) === 'capitals') return word.toUpperCase();
  return typed.slice(0, 1) === typed.slice(0, 1).toLowerCase() ? word : capitalise(word);
}

/** Whether a text has letters and all of them are capitals. */
export function isAllCapitals(text: string): boolean {
  return text !== text.toLowerCase() && text === text.toUpperCase();
}
