/** One word judged as a Vietnamese syllable, and its tone put where it belongs. */
import { addTone, splitTone, type Tone } from './letters.ts';
import { findSyllable, MAX_SYLLABLE_LENGTH } from './syllables.ts';

export type WordReading =
  | { readonly kind: 'syllable' }
  /** A tone on a wrong vowel of an otherwise valid syllable. */
  | { readonly kind: 'misplaced'; readonly mended: string }
  | { readonly kind: 'none' };

/** Words come again and again in the rows of a tab, and each is asked about at several steps. */
const KNOWN = new Map<string, WordReading>();
/** More than the syllables of a large tab; then it starts anew, so that it never grows on. */
const MAX_KNOWN = 4096;

/** A run of letters in NFC, capitals allowed. */
export function readWord(word: string): WordReading {
  if (word.length > MAX_SYLLABLE_LENGTH) return { kind: 'none' };
  const known = KNOWN.get(word);
  if (known !== undefined) return known;
  if (KNOWN.size >= MAX_KNOWN) KNOWN.clear();
  const reading = judgeWord(word);
  KNOWN.set(word, reading);
  return reading;
}

function judgeWord(word: string): WordReading {
  const parts = takeApart(word);
  if (parts === undefined) return { kind: 'none' };
  const { syllable, tone, tonedAt } = parts;
  if (tone === 'level') return { kind: 'syllable' };
  if (tonedAt === syllable.toneAt || tonedAt === syllable.newToneAt) return { kind: 'syllable' };
  return { kind: 'misplaced', mended: compose(parts) };
}

/** The word with its tone at the older place; a word that is no syllable stays as it is. */
export function moveTone(word: string): string {
  const parts = takeApart(word);
  return parts === undefined || parts.tone === 'level' ? word : compose(parts);
}

/**
 * The syllable with that tone at its place; undefined when the two do not go together.
 *
 * @param plain small letters without tone
 */
export function toneWord(plain: string, tone: Tone): string | undefined {
  const syllable = findSyllable(plain);
  if (syllable === undefined) return undefined;
  if (syllable.stopped && tone !== 'acute' && tone !== 'dot') return undefined;
  return compose({ letters: [...plain], syllable, tone });
}

type WordParts = {
  /** Letters without tone, capitals kept. */
  readonly letters: readonly string[];
  readonly syllable: NonNullable<ReturnType<typeof findSyllable>>;
  readonly tone: Tone;
  readonly tonedAt: number;
};

function takeApart(word: string): WordParts | undefined {
  if (word.length > MAX_SYLLABLE_LENGTH) return undefined;
  const letters: string[] = [];
  let tone: Tone = 'level';
  let tonedAt = -1;
  for (const letter of word) {
    const split = splitTone(letter);
    if (split.tone !== 'level') {
      if (tonedAt >= 0) return undefined;
      tone = split.tone;
      tonedAt = letters.length;
    }
    letters.push(split.plain);
  }
  const plain = letters.join('').toLowerCase();
  const syllable = findSyllable(plain);
  if (syllable === undefined || (syllable.stopped && !fitsStop(tone, plain))) return undefined;
  return { letters, syllable, tone, tonedAt };
}

/** Stopped syllables carry acute or dot; a word typed without any accents may lack them. */
function fitsStop(tone: Tone, plain: string): boolean {
  if (tone === 'level') return /^[a-z]+$/.test(plain);
  return tone === 'acute' || tone === 'dot';
}

function compose({ letters, syllable, tone }: Omit<WordParts, 'tonedAt'>): string {
  return letters
    .map((letter, index) => (index === syllable.toneAt ? addTone(letter, tone) : letter))
    .join('');
}
