/** Text from outside, made fit to stand inside a line of a mail and never to begin one. */
import { removeInvisible } from '../reading/vietnamese/invisible.ts';

/** Line and paragraph breaks, tabs and every other control character. */
const CONTROLS = /[\p{Cc}\u2028\u2029]/gu;

/** Direction marks and other characters nobody sees go; runs of blanks become one space. */
export function toOneLine(text: string): string {
  return removeInvisible(text.replace(CONTROLS, ' ')).replace(/\s+/g, ' ').trim();
}
