/** Words typed with Telex keys while the input method was off: «kieems» for «kiếm». */
import type { Tone } from './letters.ts';
import {
  finishWord,
  hasVowel,
  type KeyedWord,
  pressBreve,
  pressCircumflex,
  pressHorn,
  pressStroke,
  pressTone,
  startWord,
  type WordKeys,
} from './word-keys.ts';

const TONE_KEYS = new Map<string, Tone>([
  ['s', 'acute'],
  ['f', 'grave'],
  ['r', 'hook'],
  ['x', 'tilde'],
  ['j', 'dot'],
]);
/** «nghieengj», the longest syllable with all its keys, and one to spare. */
const MAX_LENGTH = 11;

/** @param typed letters a to z */
export function decodeTelex(typed: string): KeyedWord | undefined {
  if (typed.length > MAX_LENGTH) return undefined;
  const keys = startWord();
  for (const key of typed.toLowerCase()) press(keys, key);
  return finishWord(keys);
}

function press(keys: WordKeys, key: string): void {
  const tone = TONE_KEYS.get(key);
  const last = keys.letters[keys.letters.length - 1];
  if (tone !== undefined && hasVowel(keys)) pressTone(keys, tone);
  else if (key === 'd' && keys.letters.join('') === 'd') pressStroke(keys);
  else if (key === 'w') pressHook(keys);
  else if (key === last && /[aeo]/.test(key)) pressCircumflex(keys);
  else keys.letters.push(key);
}

/** w makes ư, ơ or ă of the vowels before it; alone it is ư. */
function pressHook(keys: WordKeys): void {
  const letters = keys.letters.join('');
  if (!hasVowel(keys)) {
    keys.letters.push('ư');
    keys.effects += 1;
  } else if (/(?:^|[^u]|^qu)a[^aou]*$/.test(letters)) pressBreve(keys);
  else pressHorn(keys);
}
