/** What the keys of an input method leave when it is switched off. */

const TELEX_TONES = new Map([
  ['\u0300', 'f'],
  ['\u0301', 's'],
  ['\u0309', 'r'],
  ['\u0303', 'x'],
  ['\u0323', 'j'],
]);
const VNI_TONES = new Map([
  ['\u0301', '1'],
  ['\u0300', '2'],
  ['\u0309', '3'],
  ['\u0303', '4'],
  ['\u0323', '5'],
]);

/** «kiếm» as «kieems»: the tone's key at the end of the word. */
export function writeTelex(text: string): string {
  return writeKeys(text, TELEX_TONES, (letter, mark) => {
    if (mark === 'stroke') return `${letter}d`;
    return mark === '\u0302' ? letter + letter.toLowerCase() : `${letter}w`;
  });
}

/** «kiếm» as «kie6m1». */
export function writeVniKeys(text: string): string {
  return writeKeys(text, VNI_TONES, (letter, mark) => {
    if (mark === 'stroke') return `${letter}9`;
    if (mark === '\u0302') return `${letter}6`;
    return letter + (mark === '\u0306' ? '8' : '7');
  });
}

type MarkKey = (letter: string, mark: string) => string;

function writeKeys(text: string, tones: ReadonlyMap<string, string>, key: MarkKey): string {
  return text.normalize('NFC').replace(/[\p{L}\p{M}]+/gu, (word) => {
    let typed = '';
    let tone = '';
    for (const letter of word) {
      if (letter === 'đ' || letter === 'Đ') {
        typed += key(letter === 'đ' ? 'd' : 'D', 'stroke');
        continue;
      }
      const [base = '', ...marks] = letter.normalize('NFD');
      const quality = marks.find((mark) => !tones.has(mark));
      typed += quality === undefined ? base : key(base, quality);
      tone += marks.map((mark) => tones.get(mark) ?? '').join('');
    }
    return typed + tone;
  });
}
