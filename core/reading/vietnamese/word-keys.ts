/** A word rebuilt from the keys of an input method that was not switched on. */
import type { Tone } from './letters.ts';
import { toneWord } from './word.ts';

export type KeyedWord = {
  /** The syllable meant, small letters. */
  readonly word: string;
  /** How many keys acted on a letter: one alone may be chance. */
  readonly effects: number;
};

/** What has been typed of a word so far; a key without a letter to act on spoils it. */
export type WordKeys = {
  readonly letters: string[];
  tone: Tone;
  effects: number;
  spoiled: boolean;
};

export function startWord(): WordKeys {
  return { letters: [], tone: 'level', effects: 0, spoiled: false };
}

/** @returns undefined when nothing was changed or no possible syllable came out */
export function finishWord(keys: WordKeys): KeyedWord | undefined {
  if (keys.spoiled || keys.effects === 0) return undefined;
  // The horn of «ươ» may be typed on its u alone, as input methods allow: «phuwong».
  const letters = keys.letters.join('').replace(/ưo(?=.)/, 'ươ');
  const word = toneWord(letters, keys.tone);
  return word === undefined ? undefined : { word, effects: keys.effects };
}

export function hasVowel(keys: WordKeys): boolean {
  return keys.letters.some((letter) => /[aăâeêioôơuưy]/.test(letter));
}

/** A second tone would replace the first; nobody types that on purpose. */
export function pressTone(keys: WordKeys, tone: Tone): void {
  if (keys.tone !== 'level' || !hasVowel(keys)) keys.spoiled = true;
  keys.tone = tone;
  keys.effects += 1;
}

const CIRCUMFLEX = new Map([
  ['a', 'â'],
  ['e', 'ê'],
  ['o', 'ô'],
]);
const BREVE = new Map([['a', 'ă']]);
const HORN = new Map([
  ['o', 'ơ'],
  ['u', 'ư'],
]);

export function pressCircumflex(keys: WordKeys): void {
  pressMark(keys, findLast(keys, CIRCUMFLEX), CIRCUMFLEX);
}

export function pressBreve(keys: WordKeys): void {
  pressMark(keys, findLast(keys, BREVE), BREVE);
}

/** «uo» takes the horn twice («ươ»), «ua» on its u («ưa»). */
export function pressHorn(keys: WordKeys): void {
  const at = findLast(keys, HORN);
  pressMark(keys, at, HORN);
  const pair = at - 1;
  if (keys.letters[at] === 'ơ' && keys.letters[pair] === 'u') keys.letters[pair] = 'ư';
}

/** đ is only ever the first letter. */
export function pressStroke(keys: WordKeys): void {
  if (keys.letters[0] !== 'd') keys.spoiled = true;
  keys.letters[0] = 'đ';
  keys.effects += 1;
}

function pressMark(keys: WordKeys, at: number, marks: ReadonlyMap<string, string>): void {
  const marked = marks.get(keys.letters[at] ?? '');
  if (marked === undefined) {
    keys.spoiled = true;
    return;
  }
  keys.letters[at] = marked;
  keys.effects += 1;
}

function findLast(keys: WordKeys, marks: ReadonlyMap<string, string>): number {
  for (let at = keys.letters.length - 1; at >= 0; at -= 1) {
    if (marks.has(keys.letters[at] ?? '')) return at;
  }
  return -1;
}
