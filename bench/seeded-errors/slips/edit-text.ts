/** Small accidents of the keyboard, by seed. */
import type { Random } from '../../../local/random.ts';
import { pick } from '../../valid-rows/pick.ts';

/** Replaces one of the places the pattern finds; undefined when it finds none. */
export function editOne(
  text: string,
  random: Random,
  pattern: RegExp,
  edit: (found: string) => string,
): string | undefined {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return undefined;
  const { 0: piece, index } = pick(random, found);
  return text.slice(0, index) + edit(piece) + text.slice(index + piece.length);
}

export function dropAt(text: string, at: number): string {
  return text.slice(0, at) + text.slice(at + 1);
}

export function doubleAt(text: string, at: number): string {
  return text.slice(0, at + 1) + text.slice(at);
}

/** Another digit than the one there. */
export function otherDigit(digit: string, random: Random): string {
  return String((Number(digit) + 1 + random.below(9)) % 10);
}

/** Two different neighbouring digits change places. */
export function transposeDigits(text: string, random: Random): string | undefined {
  return editOne(text, random, /(\d)(?!\1)\d/g, ([one = '', other = '']) => other + one);
}

/** Without tones, marks and the stroke of đ. */
export function loseAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
}
