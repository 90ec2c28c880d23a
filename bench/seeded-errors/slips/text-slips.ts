/** Slips in the title and the description. */
import type { CellValue } from '../../../core/cell.ts';
import type { Random } from '../../../local/random.ts';
import { pick } from '../../valid-rows/pick.ts';
import { inColumn, type Promised, type Slip } from '../slip.ts';
import { doubleAt, dropAt, editOne, loseAccents } from './edit-text.ts';
import { writeHtml, writeMojibake, writeTcvn3, writeVni } from './write-old-fonts.ts';
import { writeTelex, writeVniKeys } from './write-telex.ts';

type Edit = (text: string, random: Random) => CellValue | undefined;

function inTitle(name: string, promised: Promised, edit: Edit): Slip {
  return inColumn('text', 'title', { name: `title: ${name}`, promised, edit });
}

function inDescription(name: string, promised: Promised, edit: Edit): Slip {
  return inColumn('text', 'description', { name: `description: ${name}`, promised, edit });
}

const ACCENTED_WORD = /\p{L}*[à-ỹđ]\p{L}*/gu;
const WORD = /\p{L}{3,}/gu;

/** The first half in the old font, the second as it should be. */
function writeHalf(text: string, write: (text: string) => string | undefined): string | undefined {
  const words = text.normalize('NFC').trim().split(' ');
  const middle = Math.ceil(words.length / 2);
  const first = write(words.slice(0, middle).join(' '));
  const [one, other] = [words.slice(0, middle).join(' '), words.slice(middle).join(' ')];
  // A mixture needs accents on both sides.
  if (first === undefined || first === one || !/[^\0-\x7f]/.test(other)) return undefined;
  return `${first} ${other}`;
}

const TONES = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];

function changeTone(word: string, random: Random): string {
  return word
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/, (tone) =>
      pick(
        random,
        TONES.filter((other) => other !== tone),
      ),
    )
    .normalize('NFC');
}

/** «hoàn» as «hòan». */
const TONE_BEHIND = /[oO][àáảãạ](?=\p{Ll})|[uU][ýỳỷỹỵ](?=\p{Ll})/gu;

function moveToneForward(pair: string): string {
  const [first = '', base = '', tone = ''] = pair.normalize('NFD');
  return (first + tone + base).normalize('NFC');
}

export const TEXT_SLIPS: readonly Slip[] = [
  inTitle('pasted from a TCVN3 font', 'safe', writeTcvn3),
  inTitle('pasted from a VNI font', 'safe', writeVni),
  inTitle('UTF-8 misread as Windows-1252', 'safe', writeMojibake),
  inTitle('character references of a web page', 'safe', writeHtml),
  inTitle('half TCVN3, half Unicode', 'noticed', (text) => writeHalf(text, writeTcvn3)),
  inTitle('half VNI, half Unicode', 'noticed', (text) => writeHalf(text, writeVni)),
  inTitle('Telex left in throughout', 'noticed', writeTelex),
  inTitle('VNI keys left in throughout', 'noticed', writeVniKeys),
  inTitle('Telex left in one word', 'none', (text, random) =>
    editOne(text, random, ACCENTED_WORD, writeTelex),
  ),
  inTitle('accents lost throughout', 'none', loseAccents),
  inTitle('accents lost in one word', 'none', (text, random) =>
    editOne(text, random, ACCENTED_WORD, loseAccents),
  ),
  inTitle('accented letters turned into ?', 'none', (text) => text.replace(/[^\0-\x7f]/g, '?')),
  inTitle('accented letters turned into U+FFFD', 'refused', (text) =>
    text.replace(/[^\0-\x7f]/g, '\ufffd'),
  ),
  inTitle('wrong tone on one word', 'none', (text, random) =>
    editOne(text, random, ACCENTED_WORD, (word) => changeTone(word, random)),
  ),
  inTitle('tone on the wrong vowel (hòan)', 'safe', (text, random) =>
    editOne(text, random, TONE_BEHIND, moveToneForward),
  ),
  inTitle('letter dropped', 'none', (text, random) =>
    editOne(text, random, WORD, (word) => dropAt(word, random.below(word.length))),
  ),
  inTitle('letter doubled', 'none', (text, random) =>
    editOne(text, random, WORD, (word) => doubleAt(word, random.below(word.length))),
  ),
  inTitle('space left out between two words', 'none', (text, random) =>
    editOne(text, random, /(?<=\p{L}) (?=\p{L})/gu, () => ''),
  ),
  inTitle('all in capitals', 'noticed', (text) => text.toUpperCase()),
  inTitle('decomposed letters (NFD)', 'safe', (text) => text.normalize('NFD')),
  inTitle('eth for Đ (U+00D0)', 'safe', (text) =>
    text.replace(/Đ/, '\u00d0').replace(/đ/, '\u00f0'),
  ),
  inTitle('doubled, hard and invisible spaces', 'safe', (text, random) =>
    editOne(text, random, / /g, () => pick(random, ['  ', '\u00a0', ' \u200b', '\t', '\n'])),
  ),
  inTitle('leading apostrophe', 'none', (text) => `'${text}`),
  inTitle('cut off after three letters', 'refused', (text) => text.slice(0, 3)),
  inTitle('error value pasted', 'refused', () => '#N/A'),
  inTitle('left blank', 'refused', () => ''),
  inDescription('pasted from a TCVN3 font', 'safe', writeTcvn3),
  inDescription('pasted from a VNI font', 'safe', writeVni),
  inDescription('UTF-8 misread as Windows-1252', 'safe', writeMojibake),
  inDescription('Telex left in throughout', 'noticed', writeTelex),
];
