/** Characters nobody sees: they separate nothing and only make equal texts differ. */

/**
 * Controls (tab and line breaks excepted), soft hyphen, joiners, direction marks, byte order mark,
 * variation selectors, blank fillers. The soft hyphen is also «ư» in TCVN3: encodings are judged
 * before any of these go.
 */
const INVISIBLE_RANGES = [
  '\\0-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5',
  '\\u180b-\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff',
  '\\uffa0\\ufff0-\\ufffb',
].join('');
const INVISIBLE = new RegExp(`[${INVISIBLE_RANGES}]`, 'g');

export function removeInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** Small eth and African D are typed for đ by some fonts and keyboards. */
export function mendStroke(text: string): string {
  return text.replace(/[\u00d0\u0189]/g, 'Đ').replace(/[\u00f0\u0256]/g, 'đ');
}
