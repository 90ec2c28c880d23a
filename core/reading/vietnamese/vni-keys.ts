/** Words typed with VNI number keys while the input method was off: «kie61n» for «kiến». */
import type { Tone } from './letters.ts';
import {
  finishWord,
  type KeyedWord,
  pressBreve,
  pressCircumflex,
  pressHorn,
  pressStroke,
  pressTone,
  startWord,
} from './word-keys.ts';

const TONE_KEYS = new Map<string, Tone>([
  ['1', 'acute'],
  ['2', 'grave'],
  ['3', 'hook'],
  ['4', 'tilde'],
  ['5', 'dot'],
]);
const MAX_LENGTH = 11;

/** @param typed letters a to z and digits */
export function decodeVniKeys(typed: string): KeyedWord | undefined {
  if (typed.length > MAX_LENGTH) return undefined;
  const keys = startWord();
  for (const key of typed.toLowerCase()) {
    const tone = TONE_KEYS.get(key);
    if (tone !== undefined) pressTone(keys, tone);
    else if (key === '6') pressCircumflex(keys);
    else if (key === '7') pressHorn(keys);
    else if (key === '8') pressBreve(keys);
    else if (key === '9') pressStroke(keys);
    else keys.letters.push(key);
  }
  return finishWord(keys);
}
