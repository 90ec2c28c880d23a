/** The one way money, dates and list values are folded before they are read. */
import { mendStroke, removeInvisible } from './vietnamese/invisible.ts';

/** NFKC, đ mended, invisible removed, every dash one, white space folded, trimmed, small letters. */
export function foldCell(text: string): string {
  const visible = removeInvisible(mendStroke(text.normalize('NFKC'))).normalize('NFC');
  return visible
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\s\u0085]+/g, ' ')
    .trim()
    .toLowerCase()
    .normalize('NFC');
}

/** No amount, date or list value is that long: what is longer is refused unread. */
export const MAX_FOLDED_LENGTH = 5000;
