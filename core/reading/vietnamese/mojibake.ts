/** UTF-8 text whose bytes were taken for Windows-1252, and HTML character references. */

/** Windows-1252 differs from Latin-1 here; '.' keeps the control character of that byte. */
const BYTES_80_TO_9F = '€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ';
const BYTES = new Map(
  [...BYTES_80_TO_9F].flatMap((character, index): [string, number][] =>
    character === '.' ? [] : [[character, 0x80 + index]],
  ),
);

/** A text may have gone wrong twice on its way. */
const MAX_ROUNDS = 3;

/** The text as it was meant; undefined when its characters are no such bytes. */
export function decodeMojibake(text: string): string | undefined {
  let decoded: string | undefined;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = decodeOnce(decoded ?? text);
    if (next === undefined) break;
    decoded = next;
  }
  return decoded;
}

function decodeOnce(text: string): string | undefined {
  let decoded = '';
  let pending = 0; // continuation bytes still to come
  let code = 0;
  let smallest = 0;
  for (const character of text) {
    const byte = toByte(character);
    if (byte === undefined) return undefined;
    if (pending > 0) {
      if (byte < 0x80 || byte > 0xbf) return undefined;
      code = code * 64 + (byte - 0x80);
      pending -= 1;
      if (pending > 0) continue;
      if (code < smallest || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
        return undefined;
      decoded += String.fromCodePoint(code);
    } else if (byte < 0x80) {
      decoded += character;
    } else {
      const lead = readLead(byte);
      if (lead === undefined) return undefined;
      ({ pending, code, smallest } = lead);
    }
  }
  return pending > 0 || decoded === text ? undefined : decoded;
}

type Lead = { readonly pending: number; readonly code: number; readonly smallest: number };

function readLead(byte: number): Lead | undefined {
  if (byte >= 0xc2 && byte <= 0xdf) return { pending: 1, code: byte - 0xc0, smallest: 0x80 };
  if (byte >= 0xe0 && byte <= 0xef) return { pending: 2, code: byte - 0xe0, smallest: 0x800 };
  if (byte >= 0xf0 && byte <= 0xf4) return { pending: 3, code: byte - 0xf0, smallest: 0x10000 };
  return undefined;
}

function toByte(character: string): number | undefined {
  const code = character.charCodeAt(0);
  return code <= 0xff ? code : BYTES.get(character);
}

/**
 * Vietnamese letters as they look when their bytes were misread, in a text that is not all so. The
 * second byte of «à» is a hard space, which on its way may have become a plain one: «lÃ m».
 */
const FRAGMENT =
  /\p{Ll}Ã(?=\s|$)|Ã[\u00a1-\u00bf\u20ac\u201a\u0192]|Ä[\u2018\u2019\u0090\u0091\u201a\u0192\u00a8\u00a9]|Æ[\u00a0\u00a1\u00af\u00b0]|á[º»][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u203a\u20ac\u2122]|Â[°±²³µ·«»]/u;

export function hasMojibakeFragment(text: string): boolean {
  return FRAGMENT.test(text);
}

const MARKS: { readonly [name: string]: string } = {
  acute: '\u0301',
  grave: '\u0300',
  tilde: '\u0303',
  circ: '\u0302',
};
const NAMED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['ndash', '–'],
  ['mdash', '—'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['hellip', '…'],
  ['deg', '°'],
  ['plusmn', '±'],
  ['times', '×'],
  ['micro', 'µ'],
  ['sup2', '²'],
  ['sup3', '³'],
  ['ETH', 'Đ'],
  ['eth', 'đ'],
]);
const REFERENCE = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,7}));/g;

/** The text with its character references resolved; undefined when it has none. */
export function decodeHtml(text: string): string | undefined {
  let decoded = text;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    decoded = decoded.replace(REFERENCE, (whole, decimal, hexadecimal, name) => {
      if (name !== undefined) return readNamed(name) ?? whole;
      const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
      const isCharacter = code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : whole;
    });
  }
  return decoded === text ? undefined : decoded.normalize('NFC');
}

function readNamed(name: string): string | undefined {
  const accented = /^([AEIOUYaeiouy])(acute|grave|tilde|circ)$/.exec(name);
  const [letter, mark] = [accented?.[1], MARKS[accented?.[2] ?? '']];
  if (letter !== undefined && mark !== undefined) return (letter + mark).normalize('NFC');
  return NAMED.get(name);
}
