// Old encodings there and back: every sample title typed in them is read as it was meant.
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { readTitle } from '../../../../core/reading/text.ts';
import { decodeHtml, decodeMojibake } from '../../../../core/reading/vietnamese/mojibake.ts';
import { decodeTcvn3, readTcvn3Letter } from '../../../../core/reading/vietnamese/tcvn3.ts';
import { decodeTelex } from '../../../../core/reading/vietnamese/telex.ts';
import { decodeViqr } from '../../../../core/reading/vietnamese/viqr.ts';
import { decodeVni } from '../../../../core/reading/vietnamese/vni.ts';
import { decodeVniKeys } from '../../../../core/reading/vietnamese/vni-keys.ts';

const lines: readonly { readonly 'Tên sáng kiến': string }[] = parse(
  readFileSync('programmes/ben-tre/sample/rows.csv'),
  { columns: true },
);
const TITLES = lines
  .map((line) => line['Tên sáng kiến'].normalize('NFC').replace(/\s+/g, ' ').trim())
  .filter((title) => title !== '');

/** The way back, built from the reader itself: what it shows for one or two typed characters. */
const TCVN3 = new Map<string, string>();
for (let code = 0xa1; code <= 0xfe; code += 1) {
  const typed = String.fromCharCode(code);
  const letter = readTcvn3Letter(typed);
  if (letter !== undefined) TCVN3.set(letter, typed);
}
const VNI = new Map<string, string>();
for (const base of 'aeouyôöAEOUYÔÖ') {
  for (const mark of 'ùøûõïâáàåãäêéèúüë') {
    const typed = base + (base === base.toLowerCase() ? mark : mark.toUpperCase());
    const letter = decodeVni(typed);
    if (letter?.length === 1) VNI.set(letter, typed);
  }
}
for (const typed of 'ôöñíìæóòîÔÖÑÍÌÆÓÒÎ') VNI.set(decodeVni(typed) ?? '', typed);

function encode(text: string, letters: ReadonlyMap<string, string>): string {
  return [...text]
    .map((letter) => letters.get(letter) ?? letters.get(letter.toLowerCase()) ?? letter)
    .join('');
}

/** TCVN3 has no toned capitals: another font shows the small ones as such, and that is lost. */
function showWithLostCapitals(title: string, name: string): string {
  const isLost = name === 'tcvn3' && !TCVN3.has(title.charAt(0)) && title.charAt(0) > '~';
  return isLost ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

it('knows all letters of both encodings', () => {
  expect(TCVN3.size).toBe(74); // 60 toned, seven marked small ones, seven marked capitals
  expect(VNI.size).toBe(134);
});

describe.each<readonly [string, (title: string) => string, string]>([
  ['W_TCVN3', (title) => encode(title, TCVN3), 'tcvn3'],
  ['W_VNI', (title) => encode(title, VNI), 'vni'],
  ['W_VNI', (title) => encode(title.toUpperCase(), VNI), 'vni capitals'],
  [
    'W_TCVN3',
    (title) => encode(title, TCVN3).replace(/[a-z]+/g, (word) => word.toUpperCase()),
    'tcvn3 capitals',
  ],
  ['W_MOJIBAKE', (title) => Buffer.from(title, 'utf8').toString('latin1'), 'mojibake'],
])('%s', (code, mistype, name) => {
  it(`reads all titles in ${name}`, () => {
    const isCapital = name.endsWith('capitals');
    for (const title of TITLES) {
      const verdict = readTitle(mistype(title));
      const expected = isCapital ? title.toUpperCase() : showWithLostCapitals(title, name);
      expect(verdict, title).toMatchObject({ kind: 'warn', code, value: { text: expected } });
    }
  });
});

it('reads HTML references of all titles', () => {
  for (const title of TITLES) {
    const typed = [...title].map((letter) =>
      letter > '~' ? `&#${letter.codePointAt(0)};` : letter,
    );
    expect(readTitle(typed.join(''))).toMatchObject({ code: 'W_HTML', value: { text: title } });
  }
});

it('reads no word of an encoding that does not have its characters', () => {
  expect(decodeTcvn3('°', false)).toBeUndefined();
  expect([decodeVni('bû'), decodeVni('ạ')]).toEqual([undefined, undefined]);
});

it.each([
  ['Ã¡', 'á'],
  ['ð\u009f\u0098\u0080', '😀'],
  ['ÃƒÂ¡', 'á'], // twice
  ['á', undefined],
  ['Ã', undefined],
  ['Ãa', undefined],
  ['Â\u0080\u00ff', undefined],
  ['à\u0080\u0080', undefined], // longer than needed
  ['í\u00a0\u0080', undefined], // half a surrogate pair
  ['ô\u0090\u0080\u0080', undefined], // beyond Unicode
  ['ạÃ¡', undefined],
  ['abc', undefined],
])('takes the bytes %j for %j', (typed, text) => {
  expect(decodeMojibake(typed)).toBe(text);
});

it.each([
  ['&eacute;&Agrave;&atilde;&ocirc;', 'éÀãô'],
  ['&amp;amp;', '&'],
  ['&#x111;&#272;', 'đĐ'],
  ['&constructor; &#12; &#x110000; &#xD800; &b;', undefined],
  ['& ;', undefined],
])('resolves %j to %j', (typed, text) => {
  expect(decodeHtml(typed)).toBe(text);
});

it.each([
  ['tieengs', 'tiếng'],
  ['tieesng', 'tiếng'],
  ['dduwowngf', 'đường'],
  ['dduowngf', 'đường'],
  ['duowngdd', undefined],
  ['nwowcs', 'nước'],
  ['muaw', 'mưa'],
  ['quawn', 'quăn'],
  ['hoawcj', 'hoặc'],
  ['phuwong', 'phương'],
  ['tuwo', undefined],
  ['tuwf', 'từ'],
  ['nghieengf', 'nghiềng'],
  ['HOAF', 'hòa'],
  ['tasf', undefined],
  ['tiw', undefined],
  ['tan', undefined],
  ['awp', undefined],
  ['abcdefghijkl', undefined],
])('Telex %s is %s', (typed, word) => {
  expect(decodeTelex(typed)?.word).toBe(word);
});

it.each([
  ['tie61ng', 'tiếng'],
  ['tieng16', 'tiếng'],
  ['d9u7o7ng2', 'đường'],
  ['duong92', undefined],
  ['d9uo7ng2', 'đường'],
  ['ma8t1', 'mắt'],
  ['t9a', undefined],
  ['ti8', undefined],
  ['t1a', undefined],
  ['ta12', undefined],
  ['ta0', undefined],
  ['abcdefghijkl', undefined],
])('VNI keys %s are %s', (typed, word) => {
  expect(decodeVniKeys(typed)?.word).toBe(word);
});

it.each([
  ["tie^'ng", 'tiếng'],
  ['ddu+o+`ng', 'đường'],
  ['ddu*o*`ng', 'đường'],
  ['ma(.t', 'mặt'],
  ['ho?i', 'hỏi'],
  ['nga~', 'ngã'],
  ['ma’y', 'máy'],
  ['ti(', undefined],
  ["t'a", undefined],
  ['abcdefghijklm', undefined],
])('VIQR %s is %s', (typed, word) => {
  expect(decodeViqr(typed)?.word).toBe(word);
});
