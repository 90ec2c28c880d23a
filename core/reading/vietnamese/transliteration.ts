/** Foreign words spelled the Vietnamese way in one piece («bêtông»), and names of other peoples. */
import { splitTone } from './letters.ts';
import { findSyllable, MAX_SYLLABLE_LENGTH } from './syllables.ts';

const MAX_LENGTH = 20;
const MAX_PIECES = 5;

/**
 * Whether a word may be such a spelling rather than Vietnamese words run together: it has a sound
 * Vietnamese lacks, or falls into plain syllables of which one at least is as short as loans have
 * them («mô-tơ»), and carries no tones but the acute that closed syllables cannot do without.
 *
 * @param word small letters in NFC
 */
export function isTransliteration(word: string): boolean {
  if (word.length > MAX_LENGTH || !hasLoanTones(word)) return false;
  if (/[fjwz]/.test(word) || /(?:[bcfgkp][lr]|đr|s[ckmpt]|x[lrt])/.test(word)) return true;
  const familiar = word.replace(/k$/, 'n');
  return fallsApart(familiar, 0, { pieces: 0, short: false }) && !isRunTogether(familiar, 0, 0);
}

function hasLoanTones(word: string): boolean {
  return [...word].every((letter, index) => {
    const { tone } = splitTone(letter);
    if (tone === 'level') return true;
    return tone === 'acute' && /^(?:p|t|c(?!h)|ch)/.test(word.slice(index + 1));
  });
}

function fallsApart(
  word: string,
  from: number,
  soFar: { readonly pieces: number; readonly short: boolean },
): boolean {
  if (from === word.length) return soFar.pieces > 1 && soFar.short;
  if (soFar.pieces === MAX_PIECES) return false;
  for (let length = 1; length <= MAX_SYLLABLE_LENGTH && from + length <= word.length; length += 1) {
    const piece = [...word.slice(from, from + length)].map((letter) => splitTone(letter).plain);
    if (findSyllable(piece.join('')) === undefined) continue;
    const next = { pieces: soFar.pieces + 1, short: soFar.short || isShort(piece) };
    if (fallsApart(word, from + length, next)) return true;
  }
  return false;
}

/** Falls into full syllables only: «nângcao» is «nâng cao», though «ca» and «o» are syllables too. */
function isRunTogether(word: string, from: number, pieces: number): boolean {
  if (from === word.length) return pieces > 1;
  if (pieces === MAX_PIECES) return false;
  for (let length = 3; length <= MAX_SYLLABLE_LENGTH && from + length <= word.length; length += 1) {
    const piece = [...word.slice(from, from + length)].map((letter) => splitTone(letter).plain);
    if (findSyllable(piece.join('')) === undefined) continue;
    if (isRunTogether(word, from + length, pieces + 1)) return true;
  }
  return false;
}

/** Two letters at most; «ty» and its like end Vietnamese words run together, not loans. */
function isShort(piece: readonly string[]): boolean {
  return piece.length < 3 && piece[1] !== 'y';
}

const NAME_ONSETS = /^(?:[bcghkmp][lr]|đr|kn|kp|ks|mn|st|xt|[fjkpwz])/;

/** Names such as Krông, Đắk, Hrê or Dơk: sounds of the Highlands in Vietnamese letters. */
export function isNameOfAnotherPeople(word: string): boolean {
  const small = word.toLowerCase();
  if (small === word || word.length > MAX_LENGTH) return false;
  if ([...small].filter((letter) => splitTone(letter).tone !== 'level').length > 1) return false;
  const plain = [...small].map((letter) => splitTone(letter).plain).join('');
  const familiar = plain.replace(NAME_ONSETS, 't').replace(/[klrs]$/, 'n');
  if (familiar === plain) return false;
  return findSyllable(familiar) !== undefined;
}
