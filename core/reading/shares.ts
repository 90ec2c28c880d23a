/** What stands behind an author's name: the share in percent, counted exactly in millionths, and notes. */

/** «(60%)», «60 %» or «- 33,33%» at the end of a name; in brackets either the sign or the end may be missing. */
const SHARE =
  /[\s:–-]*(?:\(\s*([+-]?\d{1,6}(?:[.,]\d{1,9})?)\s*(?:%\s*\)?|\))|(?<![\d.,])([+-]?\d{1,6}(?:[.,]\d{1,9})?)\s*%)\s*$/;

/** «(1975)», «(sinh năm 1975)»: nobody's share is that large. */
const BIRTH_YEAR = /[\s:–-]*\(\s*(\p{L}[\p{L}. ]{0,20}[ :.])?\s*((?:19|20)\d{2})\s*\)\s*$/u;
/** Dates and telephone numbers: «(15/05/1975)». */
const DIGITS = /[\s:–-]*\(\s*(\+?\d[\d\s./-]{6,})\)\s*$/;
const BIRTH_WORDS = /^(?:sinh|sn|s\. ?n|ns|năm sinh|ngày sinh)(?!\p{L})/iu;
/** The one percentage among the words of a bracket: «(chủ nhiệm, 60%)». */
const SHARE_IN_NOTE = /^([^%]*?)(?<![\d.,])([+-]?\d{1,6}(?:[.,]\d{1,9})?)\s*%([^%]*)$/;

export type SharedName = {
  readonly name: string;
  readonly sharePercent?: number;
  /** What was said besides: a year of birth, a part in the work. */
  readonly note?: string;
};

/** Cuts the share and what stands beside it off the end of an author as typed. */
export function cutShare(author: string): SharedName {
  const notes: string[] = [];
  let sharePercent: number | undefined;
  let name = author.trim();
  for (let count = 0; count < MAX_ENDINGS; count += 1) {
    const ending = findEnding(name, sharePercent !== undefined);
    if (ending === undefined) break;
    if (ending.note !== '') notes.unshift(ending.note);
    sharePercent ??= ending.sharePercent;
    name = name.slice(0, ending.from).trim();
  }
  const note = notes.length === 0 ? {} : { note: notes.join('; ') };
  return sharePercent === undefined ? { name, ...note } : { name, sharePercent, ...note };
}

const MAX_ENDINGS = 4;
const MAX_ENDING_LENGTH = 40;

type Ending = { readonly from: number; readonly note: string; readonly sharePercent?: number };

function findEnding(name: string, shared: boolean): Ending | undefined {
  const tail = name.slice(-MAX_ENDING_LENGTH);
  const before = name.length - tail.length;
  const year = BIRTH_YEAR.exec(tail);
  if (year !== null && (year[1] === undefined || BIRTH_WORDS.test(year[1]))) {
    return { from: before + year.index, note: `${year[1] ?? ''}${year[2] ?? ''}` };
  }
  const share = shared ? null : SHARE.exec(tail);
  const digits = share?.[1] ?? share?.[2];
  if (share !== null && digits !== undefined) {
    return { from: before + share.index, note: '', sharePercent: toPercent(digits) };
  }
  const number = DIGITS.exec(tail);
  if (number !== null) return { from: before + number.index, note: (number[1] ?? '').trim() };
  return shared ? undefined : findSharedNote(name);
}

function findSharedNote(name: string): Ending | undefined {
  const from = name.lastIndexOf('(');
  if (from < 0 || !name.endsWith(')')) return undefined;
  const [, before = '', digits, behind = ''] =
    SHARE_IN_NOTE.exec(name.slice(from + 1, -1).slice(0, MAX_NOTE_LENGTH)) ?? [];
  if (digits === undefined) return undefined;
  const words = [before, behind].map((part) => part.replace(/^[\s,:–-]+|[\s,:–-]+$/g, ''));
  const note = words.filter((part) => part !== '').join(', ');
  return { from, note, sharePercent: toPercent(digits) };
}

const MAX_NOTE_LENGTH = 200;

function toPercent(digits: string): number {
  return Number(digits.replace(',', '.'));
}

/** «sinh năm 1975» or a number where an author should be. */
export function isNoteAlone(piece: string): boolean {
  const start = piece.slice(0, MAX_ENDING_LENGTH);
  if (BIRTH_WORDS.test(start) && /\d{4}$/.test(start)) return true;
  return /^\+?\d[\d\s./-]*$/.test(piece);
}

/**
 * Whether shares are whole: each above 0, together 100 ± 0,01. One author without a share has all
 * of it; several of whom none has a share are not judged.
 *
 * @param shares as typed, undefined where none was given
 */
export function judgeShares(shares: readonly (number | undefined)[]):
  | { readonly kind: 'whole' }
  /** The sum is right, but one is missing or not above 0. */
  | { readonly kind: 'uneven' }
  | { readonly kind: 'wrong'; readonly sumPercent: number } {
  const given = shares.filter((share) => share !== undefined);
  if (given.length === 0) return { kind: 'whole' };
  const millionths = given.reduce((sum, share) => sum + Math.round(share * 1e6), 0);
  const isWhole = Math.abs(millionths - 100_000_000) <= 10_000;
  if (!isWhole) return { kind: 'wrong', sumPercent: millionths / 1e6 };
  const isEven = given.length === shares.length && given.every((share) => share > 0);
  return { kind: isEven ? 'whole' : 'uneven' };
}
