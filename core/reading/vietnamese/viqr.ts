/** Words in VIQR, where marks are typed after their letter: «kie^'n» for «kiến». */
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
  ["'", 'acute'],
  ['`', 'grave'],
  ['?', 'hook'],
  ['~', 'tilde'],
  ['.', 'dot'],
]);
const MAX_LENGTH = 12;

/** @param typed letters a to z and the marks of VIQR, ’ and ‘ read as the straight one */
export function decodeViqr(typed: string): KeyedWord | undefined {
  if (typed.length > MAX_LENGTH) return undefined;
  const keys = startWord();
  for (const key of typed.toLowerCase().replace(/[’‘]/g, "'")) {
    const tone = TONE_KEYS.get(key);
    if (tone !== undefined) pressTone(keys, tone);
    else if (key === '^') pressCircumflex(keys);
    else if (key === '+' || key === '*') pressHorn(keys);
    else if (key === '(') pressBreve(keys);
    else if (key === 'd' && keys.letters.join('') === 'd') pressStroke(keys);
    else keys.letters.push(key);
  }
  return finishWord(keys);
}
