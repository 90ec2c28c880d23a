/** Vietnamese letters taken apart: base letter, quality mark, tone. */

/** The five marked tones by name of the mark, and none. */
export type Tone = 'level' | 'grave' | 'acute' | 'hook' | 'tilde' | 'dot';

const TONE_MARKS: { readonly [tone in Exclude<Tone, 'level'>]: string } = {
  grave: '\u0300',
  acute: '\u0301',
  hook: '\u0309',
  tilde: '\u0303',
  dot: '\u0323',
};
const MARKED_TONES = ['grave', 'acute', 'hook', 'tilde', 'dot'] as const;

/** The twelve vowel letters without tone, capitals after small ones. */
const VOWELS = [...'aăâeêioôơuưyAĂÂEÊIOÔƠUƯY'];

type TonedLetter = { readonly plain: string; readonly tone: Tone };

const TONED = new Map<string, TonedLetter>();
const WITH_TONE = new Map<string, string>();
for (const plain of VOWELS) {
  WITH_TONE.set(`${plain}level`, plain);
  for (const tone of MARKED_TONES) {
    const toned = (plain + TONE_MARKS[tone]).normalize('NFC');
    TONED.set(toned, { plain, tone });
    WITH_TONE.set(plain + tone, toned);
  }
}

/** The letter without its tone, and that tone; a letter that carries none is level. */
export function splitTone(letter: string): TonedLetter {
  return TONED.get(letter) ?? { plain: letter, tone: 'level' };
}

/** The vowel with that tone; any other letter is returned as it is. */
export function addTone(letter: string, tone: Tone): string {
  return WITH_TONE.get(letter + tone) ?? letter;
}

export function isVowel(letter: string): boolean {
  return WITH_TONE.has(`${splitTone(letter).plain}level`);
}

/** The text without tones, quality marks and the stroke of đ. */
export function stripMarks(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}+/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .normalize('NFC');
}

/** Whether a text in NFC has any letter with a mark or a stroke. */
export function hasAccents(text: string): boolean {
  return /[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]/.test(text);
}

/** Every letter a Vietnamese word may have, small, in NFC. */
const ALPHABET = new Set([
  ...'aăâbcdđeêghiklmnoôơpqrstuưvxy',
  ...[...TONED.keys()].filter((letter) => letter === letter.toLowerCase()),
]);

/** Whether a small letter belongs to the Vietnamese alphabet. */
export function isVietnameseLetter(letter: string): boolean {
  return ALPHABET.has(letter);
}
