/** Finds out whether a text was typed in an old font encoding, and re-reads it as a whole. */
import { isForeignWord } from './foreign-words.ts';
import { mendStroke } from './invisible.ts';
import { readWordCase } from './letter-case.ts';
import { isVietnameseLetter, splitTone } from './letters.ts';
import { isFamiliar, isPlausible } from './spelling.ts';
import { findSyllable } from './syllables.ts';
import { decodeTcvn3 } from './tcvn3.ts';
import { isNameOfAnotherPeople } from './transliteration.ts';
import { decodeVni } from './vni.ts';
import { readWord } from './word.ts';

export type EncodingFinding =
  | { readonly kind: 'unicode' }
  | { readonly kind: 'tcvn3' | 'vni'; readonly text: string }
  /** Old encoding in parts of it only. */
  | { readonly kind: 'mixed' };

/** Letters, and the signs that are letters in TCVN3; the soft hyphen is its «ư». */
const TOKEN = /[\p{L}\p{M}\u00a1-\u00ae\u00b5-\u00b9\u00bb-\u00be\u00d7\u00f7]+/gu;
/** No word in any encoding is that long. */
const MAX_TOKEN_LENGTH = 40;
const PLAIN = /^[A-Za-z]*$/;
/** @param text NFC, nothing removed yet */
export function findOldEncoding(text: string): EncodingFinding {
  const suspects = (text.match(TOKEN) ?? []).filter((token) => !readsAsTyped(token));
  if (suspects.length === 0) return { kind: 'unicode' };
  const plain = text.replace(/[^A-Za-z]/g, '');
  const allCapitals = plain.length > 1 && plain === plain.toUpperCase();
  if (suspects.some(pointsToTcvn3)) {
    const tcvn3 = explainAll(text, (token) => decodeTcvn3(token, allCapitals));
    if (tcvn3 !== undefined) return { kind: 'tcvn3', text: tcvn3 };
  }
  if (suspects.some(pointsToVni)) {
    const vni = explainAll(text, decodeVni);
    if (vni !== undefined) return { kind: 'vni', text: vni };
  }
  return suspects.some(isOldFontWord) ? { kind: 'mixed' } : { kind: 'unicode' };
}

const ORDINARY_CASE = /^\p{Lu}?\p{Ll}*$/u;

/** Whether a token is fine as it stands: a word, an acronym, or a word beside a sign. */
function readsAsTyped(token: string): boolean {
  if (token.length > MAX_TOKEN_LENGTH) return true;
  if (ORDINARY_CASE.test(token) && readWord(token).kind !== 'none') return true;
  if (token.length === 1 || /^\u00b5[A-Za-z]{0,3}$/.test(token)) return true; // Ø, µm
  const word = mendStroke(token)
    .replace(/\u00ad/g, '')
    .replace(/^[«·×÷]+/, '')
    .replace(/[»®©·×÷¹]+$/, '');
  // Without its «ư» a word of TCVN3 may have no vowel left.
  if (word.length < token.length && token.includes('\u00ad')) return readWord(word).kind !== 'none';
  if (PLAIN.test(word) || !/\p{L}/u.test(word)) return true;
  if (hasForeignMark(word)) return isForeignWord(word.toLowerCase());
  return isFamiliar(word) || isNameOfAnotherPeople(word);
}

/** Signs, letters that Vietnamese does not have, or a marked capital among small letters. */
function hasForeignMark(word: string): boolean {
  const letters = [...word];
  const isOurs = (letter: string) => PLAIN.test(letter) || isVietnameseLetter(letter.toLowerCase());
  if (!letters.every(isOurs)) return true;
  if (readWordCase(word) !== 'mixed') return false;
  return letters.slice(1).some((letter) => /[^\0-\u007fĐ]/u.test(letter) && /\p{Lu}/u.test(letter));
}

/**
 * The whole text re-read word by word; undefined unless every marked word becomes a word, half of
 * them at least well known ones.
 */
function explainAll(
  text: string,
  decode: (token: string) => string | undefined,
): string | undefined {
  let explained = true;
  let words = 0;
  let familiar = 0;
  const decoded = text.replace(TOKEN, (token, offset: number) => {
    if (PLAIN.test(token) || !explained || isSignOfNumber(token, text, offset)) return token;
    const word = decodeToken(token, decode);
    if (word === undefined) {
      explained = token.length === 1 && !/\p{L}/u.test(token);
      return token;
    }
    words += 1;
    if (isFamiliar(word)) familiar += 1;
    return word;
  });
  return explained && familiar * 2 >= words ? decoded.normalize('NFC') : undefined;
}

/** A token decoded, a sign at its edge left out if need be: «tiÕn»», «÷D». */
function decodeToken(
  token: string,
  decode: (token: string) => string | undefined,
): string | undefined {
  if (token.length > MAX_TOKEN_LENGTH) return undefined;
  const whole = decode(token);
  if (whole !== undefined && isPlausible(whole)) return whole;
  const [, before = '', bare = '', after = ''] = EDGES.exec(token) ?? [];
  if (before + after === '') return undefined;
  if (PLAIN.test(bare)) return token;
  const word = decode(bare);
  return word === undefined || !isPlausible(word) ? undefined : before + word + after;
}

const EDGES = /^([«×÷]?)(.*?)([®»]*)$/su;

/** One character beside a digit: «10×20», «Ø6», «5 µm» are no words in any encoding. */
function isSignOfNumber(token: string, text: string, offset: number): boolean {
  if (
    /^\u00b5[A-Za-z]{0,3}$/.test(token) &&
    /\d ?$/.test(text.slice(Math.max(0, offset - 2), offset))
  )
    return true;
  const neighbours = (text[offset - 1] ?? '') + (text[offset + 1] ?? '');
  return token.length === 1 && /\d/.test(neighbours);
}

/** Signs and foreign letters come from there; so may a word that is none whatever its tone («hãa»). */
function pointsToTcvn3(token: string): boolean {
  const word = mendStroke(token);
  if (hasForeignMark(word)) return true;
  const plain = [...word.toLowerCase()].map((letter) => splitTone(letter).plain).join('');
  return findSyllable(plain) === undefined;
}

/** Signs and foreign letters, or a vowel and its mark as two letters («lyù»). */
function pointsToVni(token: string): boolean {
  const decoded = decodeVni(token);
  if (hasForeignMark(mendStroke(token))) return true;
  return decoded !== undefined && decoded.length < token.length;
}

/** A word that only an old font explains; what is one by chance, as «tôt» is «tụt», does not count. */
function isOldFontWord(token: string): boolean {
  const readings = [
    hasForeignMark(mendStroke(token)) ? decodeTcvn3(token, false) : undefined,
    pointsToVni(token) ? decodeVni(token) : undefined,
  ];
  return readings.some(
    (decoded) => decoded !== undefined && isSyllable(decoded) && /\p{L}/u.test(decoded),
  );
}

function isSyllable(word: string): boolean {
  return readWord(word).kind !== 'none';
}
