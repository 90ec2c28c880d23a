/** Texts typed while the input method was off: Telex or VNI keys, or VIQR marks, left in the words. */
import { isForeignBesideKeys, isForeignWord } from './foreign-words.ts';
import { copyCase, isAllCapitals } from './letter-case.ts';
import { hasAccents } from './letters.ts';
import { decodeTelex } from './telex.ts';
import { decodeViqr } from './viqr.ts';
import { decodeVniKeys } from './vni-keys.ts';
import { readWord } from './word.ts';
import type { KeyedWord } from './word-keys.ts';

export type KeyMethod = 'telex' | 'vniKeys' | 'viqr';
/** `slips` counts the words that the method's keys explain. */
type KeySlip = { readonly method: KeyMethod; readonly text: string; readonly slips: number };

export type MendedKeys = {
  readonly text: string;
  /** Whose keys were found, in the order they were mended. */
  readonly methods: readonly KeyMethod[];
};

/** @param text normalised; words with accents may stand among the slips */
export function mendKeySlips(text: string): MendedKeys {
  const methods: KeyMethod[] = [];
  let mended = text;
  // What one method's words hid may be another's; each is looked for once at most.
  for (let slip = findKeySlip(mended); slip !== undefined && methods.length < METHOD_COUNT; ) {
    methods.push(slip.method);
    mended = slip.text;
    slip = findKeySlip(mended);
  }
  return { text: mended, methods: [...new Set(methods)] };
}

const METHOD_COUNT = 3;

/** The same in a list of names, where only unmistakable keys count: «Siu Ker» is a name as it stands. */
export function mendKeySlipsInNames(text: string): MendedKeys {
  const certain =
    findTelex(text, true) ??
    findVniKeys(text, true) ??
    (VIQR_CIRCUMFLEX.test(text) ? findViqr(text, true) : undefined);
  return certain === undefined ? { text, methods: [] } : mendKeySlips(text);
}

/** «Y`Bia» is spelled so; hardly a list of VIQR names has no «^». */
const VIQR_CIRCUMFLEX = /\p{L}\^/u;

/** The method that explains most words: «dd» is a key of Telex and of VIQR. */
function findKeySlip(text: string): KeySlip | undefined {
  const accented = hasAccents(text);
  const found = [findTelex(text, accented), findVniKeys(text, accented), findViqr(text, accented)];
  return found.reduce((best, slip) =>
    slip !== undefined && slip.slips > (best?.slips ?? 0) ? slip : best,
  );
}

type Tally = { slips: number; strangers: number };

function findTelex(text: string, accented: boolean): KeySlip | undefined {
  const found = mendTelex(text, accented, isForeignWord);
  if (found === undefined || accented) return found;
  // Among Telex «cans» is «cán» rather than English.
  return mendTelex(text, accented, isForeignBesideKeys);
}

/** A mark of VIQR at either side shows that these letters are only a part of a word. */
const TELEX_WORD =
  /(?<![\p{L}\p{M}\d'’^`~+*])[A-Za-z]{1,12}(?![\p{L}\p{M}\d'’^`~+*]|[?.(]\p{L}|\([.'’?`~])/gu;

function mendTelex(
  text: string,
  accented: boolean,
  isForeign: (word: string) => boolean,
): KeySlip | undefined {
  const tally: Tally = { slips: 0, strangers: 0 };
  let certain = false;
  const capitals = isAllCapitals(text);
  const mended = text.replace(TELEX_WORD, (word) => {
    if (!capitals && word.length > 1 && word === word.toUpperCase()) return word;
    if (isForeign(word.toLowerCase())) return word;
    // «coong» is a syllable as it stands, but no word anybody would write.
    if (readWord(word).kind !== 'none' && !/oo/i.test(word)) return word;
    const keyed = decodeTelex(word);
    const isSure = keyed !== undefined && isCertain(keyed, word);
    certain ||= isSure;
    const isSlip = accented ? isSure : keyed !== undefined;
    if (isSlip) tally.slips += 1;
    else tally.strangers += 1;
    return isSlip && keyed !== undefined ? copyCase(keyed.word, word) : word;
  });
  return decide('telex', { typed: text, mended }, tally, certain);
}

/** Key sequences of Vietnamese that hardly any English word has: «tieens» is one, «teens» none. */
const CERTAIN_KEYS = /[ao]w.*[fjx]|(?:ee|oo)[gimnou]+[fjx]|(?:ee|oo).*x/;
/** Those that no English word has, however short. */
const UNMISTAKABLE_KEYS = /j|aa|^dd|uw|[iy]ee|uoo/;

/** Keys that show even among words with accents that they were meant as such. */
function isCertain(keyed: KeyedWord, word: string): boolean {
  const small = word.toLowerCase();
  if (word.slice(1) !== small.slice(1)) return false;
  return UNMISTAKABLE_KEYS.test(small) || (keyed.effects > 1 && CERTAIN_KEYS.test(small));
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

/** Letters with marks, or «dd» with none. */
const VIQR_WORD =
  /(?<![\p{L}\p{M}\d])(?:[A-Za-z]{1,8}['’`?~.^+*(][A-Za-z'’`?~.^+*(]{0,10}|[Dd][Dd][A-Za-z]{1,6})(?![\p{L}\p{M}\d])/gu;
/** Marks that no other writing puts there; «?» and «.» alone show nothing. */
const VIQR_INSIDE = /[\^`~+*(].|\p{L}[\^`~]|['’]\p{L}/u;
/** Among words with accents, where «H'Mông» and «3+x» are none. */
const VIQR_ONLY = /\p{L}[\^`~]/u;

function findViqr(text: string, accented: boolean): KeySlip | undefined {
  const tally: Tally = { slips: 0, strangers: 0 };
  let inside = 0;
  const mended = text.replace(VIQR_WORD, (word) => {
    if (accented && !VIQR_ONLY.test(word)) return word;
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

/** Where only chance speaks for keys, one word in four must be explained by them. */
const FEWEST_SLIPS_PER_WORDS = 4;

function decide(
  method: KeyMethod,
  { typed, mended }: { readonly typed: string; readonly mended: string },
  { slips, strangers }: Tally,
  certain: boolean,
): KeySlip | undefined {
  if (slips === 0) return undefined;
  const words = typed.split(' ').filter((word) => /\p{L}/u.test(word)).length;
  const isRare = strangers > slips || slips * FEWEST_SLIPS_PER_WORDS < words;
  return !certain && isRare ? undefined : { method, text: mended.normalize('NFC'), slips };
}
