/** Which words of a text cannot be right; doubtful ones are let pass, as false alarms cost trust. */
import { isForeignWord } from './foreign-words.ts';
import { hasAccents, isVietnameseLetter, isVowel, splitTone, stripMarks } from './letters.ts';
import { findSyllable, isBareSyllable } from './syllables.ts';
import { decodeTelex } from './telex.ts';
import { isNameOfAnotherPeople, isTransliteration } from './transliteration.ts';
import { readWord } from './word.ts';

/** Pairs of good syllables that are a known slip. */
const WRONG_PAIRS = [
  'sản suất',
  'năng xuất',
  'công xuất',
  'hiệu xuất',
  'bổ xung',
  'xử dụng',
  'sữa chữa',
  'xắp xếp',
];
const WRONG_PAIR = new RegExp(`(?<!\\p{L})(?:${WRONG_PAIRS.join('|')})(?!\\p{L})`, 'giu');

const WORD = /[\p{L}\p{M}]+/gu;

/** Words and pairs to look at again, as typed, in the order of the text; at most a few. */
export function listMisspelt(text: string): readonly string[] {
  const accented = hasAccents(text);
  const found: { readonly word: string; readonly at: number }[] = [];
  for (const match of text.matchAll(WORD)) {
    const [word] = match;
    const isSlip = isPlain(word)
      ? accented && (isPlainSlip(word) || isTelexSlip(word, text, match.index))
      : !isPlausible(word) || isMismarked(word, text, match.index);
    if (isSlip) found.push({ word, at: match.index });
    if (found.length >= MAX_LISTED) break;
  }
  for (const match of text.matchAll(WRONG_PAIR)) found.push({ word: match[0], at: match.index });
  return found
    .sort((one, other) => one.at - other.at)
    .slice(0, MAX_LISTED)
    .map(({ word }) => word);
}

const MAX_LISTED = 5;

function isPlain(word: string): boolean {
  return /^[A-Za-z]+$/.test(word);
}

/** Whether a word with accents or foreign letters may be what somebody meant to write. */
export function isPlausible(word: string): boolean {
  if (isFamiliar(word)) return true;
  const small = word.toLowerCase();
  if (![...small].every(isKnownLetter)) return true; // Müller, Köln
  return isNameOfAnotherPeople(word) || isTransliteration(small);
}

/** Whether a word is a syllable, an abbreviation, or a loan that is well known. */
export function isFamiliar(word: string): boolean {
  if (readWord(word).kind !== 'none') return true;
  const small = word.toLowerCase();
  if (![...small].some(isVowel)) return true; // đ, vnđ, BVĐK
  return isForeignWord(small) || isAcronym(word);
}

function isKnownLetter(letter: string): boolean {
  return isVietnameseLetter(letter) || /[fjwz]/.test(letter);
}

/** Capitals without tones: HĐND, TƯ; with small letters only when Đ is all that is not plain. */
function isAcronym(word: string): boolean {
  if ([...word].some((letter) => splitTone(letter).tone !== 'level')) return false;
  if (word === word.toUpperCase()) return word.length <= 7;
  return /^[A-ZĐ][A-Za-zĐđ]*$/.test(word) && /.[A-ZĐ]/.test(word);
}

const HYPHEN_BEFORE = /\p{L}-$/u;
const HYPHEN_BEHIND = /^-\p{L}/u;

/**
 * One closed syllable by its letters but with marks no syllable has: «thuôc», «xuát». Nobody reads
 * it as a loan in pieces («thu-ôc»), unless it is written so; open ones may be loans («nuô»).
 */
function isMismarked(word: string, text: string, at: number): boolean {
  if (isVowel(word.slice(-1).toLowerCase())) return false;
  if (isFamiliar(word) || isNameOfAnotherPeople(word)) return false;
  const end = at + word.length;
  if (HYPHEN_BEFORE.test(text.slice(Math.max(0, at - 2), at))) return false;
  if (HYPHEN_BEHIND.test(text.slice(end, end + 2))) return false;
  return isBareSyllable(stripMarks(word.toLowerCase()));
}

const DOUBLED_AT_END = /([abcdeghiklmnopqtuvy])\1$/;
const RIME_WITHOUT_TONE = /(?:iet|iep|iec|uoc|uot|uop|uat|uyet|yet|oat|oac|oach|uych)$/;

/** Among words with accents, a plain one with a doubled last letter or a closed rime left bare. */
function isPlainSlip(word: string): boolean {
  if (word !== word.toLowerCase() || isForeignWord(word)) return false;
  if (DOUBLED_AT_END.test(word)) return findPlainSyllable(word.slice(0, -1));
  return RIME_WITHOUT_TONE.test(word) && findPlainSyllable(word);
}

const PART_OF_A_CODE = /[\d@/_.&'’-]$/;
const CODE_GOES_ON = /^(?:[\d@/_&'’-]|\.\p{L})/u;

/** Among words with accents, a plain one that is none but would be with Telex switched on: «eps». */
function isTelexSlip(word: string, text: string, at: number): boolean {
  if (word.length < 3 || !/[aeiouy]/.test(word) || word !== word.toLowerCase()) return false;
  if (isForeignWord(word) || readWord(word).kind !== 'none') return false;
  const end = at + word.length;
  const [before, after] = [text.slice(Math.max(0, at - 1), at), text.slice(end, end + 2)];
  if (PART_OF_A_CODE.test(before) || CODE_GOES_ON.test(after)) return false;
  return decodeTelex(word) !== undefined;
}

/** Whether accents could make a syllable of it. */
function findPlainSyllable(word: string): boolean {
  if (word.length < 3) return false;
  return (
    findSyllable(word) !== undefined ||
    findSyllable(word.replace('ie', 'iê').replace('ye', 'yê')) !== undefined ||
    findSyllable(word.replace('uo', 'ươ')) !== undefined ||
    findSyllable(word.replace('uo', 'uô')) !== undefined ||
    findSyllable(word.replace('ua', 'uâ')) !== undefined
  );
}
