/** The words dates are written with, brought to one accentless spelling. */
import { stripMarks } from './vietnamese/letters.ts';

const SPELLINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ngay', ['ngày']],
  ['thang', ['tháng']],
  ['nam', ['năm']],
  ['quy', ['quý']],
  ['qui', ['quí']],
  ['tu', ['từ']],
  ['den', ['đến']],
  ['giai', ['giai']],
  ['doan', ['đoạn']],
  ['hoc', ['học']],
  ['gio', ['giờ']],
  ['luc', ['lúc']],
  ['dau', ['đầu']],
  ['giua', ['giữa']],
  ['cuoi', ['cuối']],
  ['khoang', ['khoảng']],
  ['vu', ['vụ']],
]);

/** @param folded small letters; words that dates do not need keep their accents */
export function plainDateWords(folded: string): {
  readonly text: string;
  /** Whether every known word had its proper accents. */
  readonly accented: boolean;
} {
  let accented = true;
  const text = folded.replace(/\p{L}+/gu, (word) => {
    const plain = stripMarks(word);
    const spellings = SPELLINGS.get(plain);
    if (spellings === undefined) return word;
    if (!spellings.includes(word)) accented = false;
    return plain;
  });
  return { text, accented };
}

const VAGUE = /^(?:dau|giua|cuoi|khoang) (?=\S)/;

/** Cuts «đầu», «giữa», «cuối», «khoảng» and «vụ …» off the front. */
export function cutVagueWords(text: string): { readonly rest: string; readonly vague: boolean } {
  let rest = text;
  for (let count = 0; count < 3; count += 1) rest = cutCrop(rest.replace(VAGUE, ''));
  return { rest, vague: rest !== text };
}

/** «vụ hè thu năm 2010»: the crop's name goes, what dates it stays. */
function cutCrop(text: string): string {
  if (!text.startsWith('vu ')) return text;
  const words = text.slice(3).split(' ');
  const at = words.findIndex((word) =>
    /^(?:\d|q\d|t\d|nam$|thang$|quy$|qui$|tu$|giai$)/.test(word),
  );
  if (at < 0) return text;
  return words
    .slice(at)
    .join(' ')
    .replace(/^\d (?=nam )/, '');
}

const ENGLISH_MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** 1 to 12 for an English month, in full or by its first three letters (and «sept»). */
export function readEnglishMonth(word: string): number | undefined {
  const at = ENGLISH_MONTHS.findIndex(
    (month) =>
      word === month || word === month.slice(0, 3) || (word === 'sept' && month[0] === 's'),
  );
  return at < 0 ? undefined : at + 1;
}

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

/** A quarter's number as typed, in digits or Roman numerals, whether or not it exists. */
export function readQuarterNumber(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const at = ROMAN.indexOf(text);
  return at < 0 ? undefined : at + 1;
}
