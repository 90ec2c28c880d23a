/** Texts typed while the input method was off: Telex or VNI keys, or VIQR marks, left in the words. */
import { isForeignWord } from './foreign-words.ts';
import { copyCase, isAllCapitals } from './letter-case.ts';
import { hasAccents } from './letters.ts';
import { decodeTelex } from './telex.ts';
import { decodeViqr } from './viqr.ts';
import { decodeVniKeys } from './vni-keys.ts';
import { readWord } from './word.ts';
import type { KeyedWord } from './word-keys.ts';

export type KeySlip = { readonly method: 'telex' | 'vniKeys' | 'viqr'; readonly text: string };

/** @param text normalised; words with accents may stand among the slips */
export function findKeySlip(text: string): KeySlip | undefined {
  const accented = hasAccents(text);
  return findTelex(text, accented) ?? findVniKeys(text, accented) ?? findViqr(text, accented);
}

type Tally = { slips: number; strangers: number };

function findTelex(text: string, accented: boolean): KeySlip | undefined {
  const tally: Tally = { slips: 0, strangers: 0 };
  const capitals = isAllCapitals(text);
  const mended = text.replace(
    /(?<![\p{L}\p{M}\d'’])[A-Za-z]{1,12}(?![\p{L}\p{M}\d'’])/gu,
    (word) => {
      if (!capitals && word.length > 1 && word === word.toUpperCase()) return word;
      if (isForeignWord(word.toLowerCase())) return word;
      const keyed = decodeTelex(word);
      const isSlip = keyed !== undefined && (!accented || isCertain(keyed, word));
      // «coong» is a syllable as it stands, but no word anybody would write.
      const isPlainSyllable = readWord(word).kind !== 'none' && !/oo/i.test(word);
      if (isPlainSyllable) return word;
      if (!isSlip) tally.strangers += 1;
      else tally.slips += 1;
      return isSlip ? copyCase(keyed.word, word) : word;
    },
  );
  return decide('telex', { typed: text, mended }, tally, accented);
}

/** Key sequences of Vietnamese that hardly any English word has: «tieens» is one, «teens» none. */
const CERTAIN_KEYS = /dd|aa|uw|[ao]w.*[fjx]|[iy]ee|uoo|(?:ee|oo)[gimnou]+[fjx]|(?:ee|oo).*[jx]/;

/** Among words with accents: keys for both vowel and tone, in small letters. */
function isCertain(keyed: KeyedWord, word: string): boolean {
  const small = word.toLowerCase();
  return keyed.effects > 1 && word.slice(1) === small.slice(1) && CERTAIN_KEYS.test(small);
}

const VNI_WORD = /(?<![\p{L}\p{M}\d.,/-])[A-Za-z]{1,8}[1-9][A-Za-z1-9]{0,10}(?![\p{L}\p{M}\d])/gu;

function findVniKeys(text: string, accented: boolean): KeySlip | undefined {
  const tally: Tally = { slips: 0, strangers: 0 };
  let inside = 0;
  const capitals = isAllCapitals(text);
  const mended = text.replace(VNI_WORD, (word) => {
    if (!capitals && word.length > 2 && word === word.toUpperCase()) return word;
    const keyed = decodeVniKeys(word);
    if (keyed === undefined) {
      tally.strangers += 1;
      return word;
    }
    tally.slips += 1;
    if (/\d[A-Za-z]|\d\d/.test(word)) inside += 1;
    return copyCase(keyed.word, word.replace(/\d/g, ''));
  });
  // «tram2» may be a station's number; a digit inside a word is a key.
  return inside === 0 ? undefined : decide('vniKeys', { typed: text, mended }, tally, accented);
}

const VIQR_WORD =
  /(?<![\p{L}\p{M}\d])[A-Za-z]{1,8}['’`?~.^+*(][A-Za-z'’`?~.^+*(]{0,10}(?![\p{L}\p{M}\d])/gu;
/** Marks that no other writing puts there; «?» and «.» alone show nothing. */
const VIQR_INSIDE = /[\^`~+*(].|\p{L}[\^`~]|['’]\p{L}/u;

function findViqr(text: string, accented: boolean): KeySlip | undefined {
  if (accented) return undefined;
  const tally: Tally = { slips: 0, strangers: 0 };
  let inside = 0;
  const mended = text.replace(VIQR_WORD, (word) => {
    const closing = decodeViqr(word) === undefined ? (/[.?'’]$/.exec(word)?.[0] ?? '') : '';
    const keyed = decodeViqr(word.slice(0, word.length - closing.length));
    if (keyed === undefined) {
      tally.strangers += 1;
      return word;
    }
    tally.slips += 1;
    if (VIQR_INSIDE.test(word)) inside += 1;
    return copyCase(keyed.word, word.replace(/[^A-Za-z]/g, '')) + closing;
  });
  if (inside === 0) return undefined;
  const stroked = mended
    .replace(/(?<!\p{L})dd(?=\p{L})/gu, 'đ')
    .replace(/(?<!\p{L})D[dD](?=\p{L})/gu, 'Đ');
  return decide('viqr', { typed: text, mended: stroked }, tally, accented);
}

/** Where keys were typed at all, they are in most words: one in four must be explained by them. */
const FEWEST_SLIPS_PER_WORDS = 4;

function decide(
  method: KeySlip['method'],
  { typed, mended }: { readonly typed: string; readonly mended: string },
  { slips, strangers }: Tally,
  accented: boolean,
): KeySlip | undefined {
  if (slips === 0) return undefined;
  const words = typed.split(' ').filter((word) => /\p{L}/u.test(word)).length;
  const isRare = strangers > slips || slips * FEWEST_SLIPS_PER_WORDS < words;
  return !accented && isRare ? undefined : { method, text: mended.normalize('NFC') };
}
