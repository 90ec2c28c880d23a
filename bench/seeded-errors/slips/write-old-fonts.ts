/** What text of old fonts, or bytes misread on the way, looks like once pasted. */

/** TCVN 5712 VN3: the code of each small letter, and of the capitals it has. */
const TCVN3_CODES: { readonly [letter: string]: number } = {
  ...codes('àảãáạ', [0xb5, 0xb6, 0xb7, 0xb8, 0xb9]),
  ...codes('ăằẳẵắặ', [0xa8, 0xbb, 0xbc, 0xbd, 0xbe, 0xc6]),
  ...codes('âầẩẫấậ', [0xa9, 0xc7, 0xc8, 0xc9, 0xca, 0xcb]),
  ...codes('đèẻẽéẹ', [0xae, 0xcc, 0xce, 0xcf, 0xd0, 0xd1]),
  ...codes('êềểễếệ', [0xaa, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6]),
  ...codes('ìỉĩíị', [0xd7, 0xd8, 0xdc, 0xdd, 0xde]),
  ...codes('òỏõóọ', [0xdf, 0xe1, 0xe2, 0xe3, 0xe4]),
  ...codes('ôồổỗốộ', [0xab, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9]),
  ...codes('ơờởỡớợ', [0xac, 0xea, 0xeb, 0xec, 0xed, 0xee]),
  ...codes('ùủũúụ', [0xef, 0xf1, 0xf2, 0xf3, 0xf4]),
  ...codes('ưừửữứự', [0xad, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9]),
  ...codes('ỳỷỹýỵ', [0xfa, 0xfb, 0xfc, 0xfd, 0xfe]),
  ...codes('ĂÂÊÔƠƯĐ', [0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7]),
};

/** Undefined where the font has no code: capitals with a tone are another font's. */
export function writeTcvn3(text: string): string | undefined {
  return replaceAccented(text, (letter) => {
    const code = TCVN3_CODES[letter];
    return code === undefined ? undefined : String.fromCharCode(code);
  });
}

const VNI_TONES: { readonly [mark: string]: readonly [string, string, string] } = {
  // After a plain vowel, one with a circumflex, one with a breve.
  '': ['', 'â', 'ê'],
  '\u0301': ['ù', 'á', 'é'],
  '\u0300': ['ø', 'à', 'è'],
  '\u0309': ['û', 'å', 'ú'],
  '\u0303': ['õ', 'ã', 'ü'],
  '\u0323': ['ï', 'ä', 'ë'],
};
const VNI_ALONE: { readonly [letter: string]: string } = {
  đ: 'ñ',
  í: 'í',
  ì: 'ì',
  ỉ: 'æ',
  ĩ: 'ó',
  ị: 'ò',
  ỵ: 'î',
};

/** Vowel and mark are two letters; the mark is a capital after a capital. */
export function writeVni(text: string): string | undefined {
  return replaceAccented(text, (letter) => {
    const small = letter.toLowerCase();
    const typed = VNI_ALONE[small] ?? writeVniVowel(small);
    return letter === small ? typed : typed?.toUpperCase();
  });
}

function writeVniVowel(small: string): string | undefined {
  const [base = '', ...marks] = small.normalize('NFD');
  const tone = marks.find((mark) => VNI_TONES[mark] !== undefined) ?? '';
  const quality = marks.find((mark) => mark !== tone) ?? '';
  const [plain, circumflex, breve] = VNI_TONES[tone] ?? [];
  if (quality === '\u031b') return (base === 'o' ? 'ô' : 'ö') + (plain ?? '');
  const mark = quality === '' ? plain : quality === '\u0302' ? circumflex : breve;
  return mark === undefined ? undefined : base + mark;
}

/** Bytes 80 to 9F as Windows-1252 shows them; 0 stands for those it leaves alone. */
const WINDOWS_1252 = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152,
  0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161,
  0x203a, 0x0153, 0, 0x017e, 0x0178,
];

/** UTF-8 opened as Windows-1252. */
export function writeMojibake(text: string): string {
  return [...Buffer.from(text.normalize('NFC'), 'utf8')]
    .map((byte) => {
      const shown = byte >= 0x80 && byte <= 0x9f ? (WINDOWS_1252[byte - 0x80] ?? 0) : byte;
      return String.fromCharCode(shown === 0 ? byte : shown);
    })
    .join('');
}

/** Copied from the source of a web page. */
export function writeHtml(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\0-\x7f]/gu, (letter) => `&#${letter.codePointAt(0) ?? 0};`);
}

function codes(letters: string, values: readonly number[]): { readonly [letter: string]: number } {
  return Object.fromEntries([...letters].map((letter, index) => [letter, values[index] ?? 0]));
}

function replaceAccented(
  text: string,
  write: (letter: string) => string | undefined,
): string | undefined {
  let typed = '';
  for (const letter of text.normalize('NFC')) {
    const written = letter < '\u0080' ? letter : write(letter);
    if (written === undefined) return undefined;
    typed += written;
  }
  return typed;
}
