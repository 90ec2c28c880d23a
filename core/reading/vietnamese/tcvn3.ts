/** Text of the TCVN3 (ABC) fonts such as .VnTime, whose bytes were taken for Latin-1 letters. */
import { readWordCase } from './letter-case.ts';

/** Code points A0 to FF in TCVN 5712 VN3, sixteen a line; '.' stands for those it leaves free. */
const UPPER_HALF = [
  '.ĂÂÊÔƠƯĐăâêôơưđ.',
  '.....àảãáạ.ằẳẵắ.',
  '......ặầẩẫấậè.ẻẽ',
  'éẹềểễếệìỉ...ĩíịò',
  '.ỏõóọồổỗốộờởỡớợù',
  '.ủũúụừửữứựỳỷỹýỵ.',
].join('');

const LETTERS = new Map(
  [...UPPER_HALF].flatMap((letter, index): [string, string][] =>
    letter === '.' ? [] : [[String.fromCharCode(0xa0 + index), letter]],
  ),
);

/** What a character of such a font shows; undefined for one the encoding does not have. */
export function readTcvn3Letter(character: string): string | undefined {
  return LETTERS.get(character);
}

/**
 * One word re-read; undefined when it has a character that TCVN3 does not know.
 *
 * The fonts for capitals (.VnTimeH) show the codes of small letters as capitals, so marked letters
 * between capitals are capitals.
 * @param allCapitals whether the plain letters of the whole text are capitals
 */
export function decodeTcvn3(word: string, allCapitals: boolean): string | undefined {
  let decoded = '';
  for (const character of word) {
    const letter = character < '\u0080' ? character : LETTERS.get(character);
    if (letter === undefined) return undefined;
    decoded += letter;
  }
  const plain = word.replace(/[^A-Za-z]/g, '');
  const isCapitals = allCapitals || (plain.length > 1 && readWordCase(plain) === 'capitals');
  return isCapitals ? decoded.toUpperCase() : decoded;
}
