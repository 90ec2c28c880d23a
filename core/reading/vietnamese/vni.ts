/** Text of the VNI fonts such as VNI-Times: a vowel and its mark are two Latin-1 letters. */

/** After a and o, e: mark letter by what it adds; rows level, acute, grave, hook, tilde, dot. */
const TONES = ['', '\u0301', '\u0300', '\u0309', '\u0303', '\u0323'];
const PLAIN_MARKS = '.ùøûõï';
const CIRCUMFLEX_MARKS = 'âáàåãä';
const BREVE_MARKS = 'êéèúüë';

/** Small vowel + mark letter, and single letters, to what the font shows. */
const PAIRS = new Map<string, string>();

function addPairs(vowel: string, marks: string, quality: string): void {
  [...marks].forEach((mark, index) => {
    if (mark === '.') return;
    PAIRS.set(
      vowel + mark,
      ((QUALIFIED[vowel] ?? vowel) + quality + TONES[index]).normalize('NFC'),
    );
  });
}

/** In these fonts ô shows ơ and ö shows ư. */
const QUALIFIED: { readonly [typed: string]: string } = { ô: 'ơ', ö: 'ư' };
for (const vowel of 'aeouyôö') addPairs(vowel, PLAIN_MARKS, '');
for (const vowel of 'aeo') addPairs(vowel, CIRCUMFLEX_MARKS, '\u0302');
addPairs('a', BREVE_MARKS, '\u0306');

const SINGLES = new Map([
  ['ô', 'ơ'],
  ['ö', 'ư'],
  ['ñ', 'đ'],
  ['í', 'í'],
  ['ì', 'ì'],
  ['æ', 'ỉ'],
  ['ó', 'ĩ'],
  ['ò', 'ị'],
  ['î', 'ỵ'],
]);

/** One word re-read; undefined when it has a mark where the encoding has none. */
export function decodeVni(word: string): string | undefined {
  const characters = [...word];
  let decoded = '';
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] ?? '';
    const pair = PAIRS.get((character + (characters[index + 1] ?? '')).toLowerCase());
    const letter = pair ?? readSingle(character.toLowerCase());
    if (letter === undefined) return undefined;
    decoded += character === character.toLowerCase() ? letter : letter.toUpperCase();
    if (pair !== undefined) index += 1;
  }
  return decoded;
}

function readSingle(small: string): string | undefined {
  return small < '\u0080' ? small : SINGLES.get(small);
}
