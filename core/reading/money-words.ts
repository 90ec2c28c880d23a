/** Words an amount may be made of: units, currency, estimates, and the states said in words. */
import { stripMarks } from './vietnamese/letters.ts';

/** What a word means, and whether it was typed without (or with wrong) accents. */
export type MoneyWord =
  | { readonly kind: 'unit'; readonly exponent: number; readonly accented: boolean }
  | { readonly kind: 'half'; readonly accented: boolean }
  | { readonly kind: 'currency'; readonly accented: boolean };

const UNIT_EXPONENTS = new Map([
  ['nghìn', 3],
  ['ngàn', 3],
  ['k', 3],
  ['triệu', 6],
  ['tr', 6],
  ['tỷ', 9],
  ['tỉ', 9],
]);
const CURRENCY = new Set(['đồng', 'đ', 'vnđ', 'vnd', '₫']);
const HALF = 'rưỡi';

const PLAIN_UNIT_EXPONENTS = new Map(
  [...UNIT_EXPONENTS].map(([word, exponent]) => [stripMarks(word), exponent]),
);
const PLAIN_CURRENCY = new Set(['dong', 'd']);

/** @param word small letters, or ₫ */
export function readMoneyWord(word: string): MoneyWord | undefined {
  const exponent = UNIT_EXPONENTS.get(word);
  if (exponent !== undefined) return { kind: 'unit', exponent, accented: true };
  if (CURRENCY.has(word)) return { kind: 'currency', accented: true };
  if (word === HALF) return { kind: 'half', accented: true };
  const plain = stripMarks(word);
  const plainExponent = PLAIN_UNIT_EXPONENTS.get(plain);
  if (plainExponent !== undefined) {
    return { kind: 'unit', exponent: plainExponent, accented: false };
  }
  if (PLAIN_CURRENCY.has(plain)) return { kind: 'currency', accented: false };
  return plain === stripMarks(HALF) ? { kind: 'half', accented: false } : undefined;
}

/** «trđ» and its like are a unit with the currency stuck to it. */
export function splitMoneyWord(word: string): readonly string[] {
  const glued = /^(.+?)(đồng|dong|vnđ|vnd|đ|d)$/.exec(word);
  const [unit, currency] = [glued?.[1], glued?.[2]];
  if (unit === undefined || currency === undefined) return [word];
  return readMoneyWord(unit)?.kind === 'unit' ? [unit, currency] : [word];
}

export type SpokenState = {
  readonly state: 'cannot' | 'notYet';
  readonly warning?: 'W_NO_DIACRITICS' | 'W_STATUS_GUESS';
};

const CANNOT = /^không (?:tính được|định lượng được|qu[yi] ra tiền)(?!\p{L})/u;
const NOT_YET = /^(?:chưa tính|chưa xác định|đang tính)(?!\p{L})/u;
const PLAIN_CANNOT = /^khong (?:tinh duoc|dinh luong duoc|qu[yi] ra tien)(?![a-z])/;
const PLAIN_NOT_YET = /^(?:chua tinh|chua xac dinh|dang tinh)(?![a-z])/;
const PLAIN_SOCIAL = /^hieu qua xa hoi(?![a-z])/;
const NOTHING = /^(?:-+|khong|ko|n\/a|x)\.?$/;

/** Words that say «not computable» or «not computed yet» instead of an amount. */
export function readSpokenState(folded: string): SpokenState | undefined {
  if (CANNOT.test(folded)) return { state: 'cannot' };
  if (NOT_YET.test(folded)) return { state: 'notYet' };
  const plain = stripMarks(folded.slice(0, 60));
  if (PLAIN_CANNOT.test(plain)) return { state: 'cannot', warning: 'W_NO_DIACRITICS' };
  if (PLAIN_NOT_YET.test(plain)) return { state: 'notYet', warning: 'W_NO_DIACRITICS' };
  if (PLAIN_SOCIAL.test(plain)) return { state: 'cannot', warning: 'W_STATUS_GUESS' };
  if (folded.length <= 10 && NOTHING.test(plain)) {
    return { state: 'notYet', warning: 'W_STATUS_GUESS' };
  }
  return undefined;
}

const ESTIMATES =
  /^(?:khoảng|gần|hơn|trên|ước tính|ước đạt|ước|khoang|gan|hon|tren|uoc tinh|uoc dat|uoc|[~≈]|[>≥]=?)(?!\p{L}) ?/u;
const PLAIN_ESTIMATES = /^(?:khoang|gan|hon|tren|uoc)(?!\p{L})/u;

/** Cuts «khoảng», «hơn», «~» and their like off the front, several if need be. */
export function cutEstimate(text: string): {
  readonly rest: string;
  readonly estimated: boolean;
  readonly accented: boolean;
} {
  let rest = text;
  let accented = true;
  for (let count = 0; count < 4; count += 1) {
    if (PLAIN_ESTIMATES.test(rest)) accented = false;
    rest = rest.replace(ESTIMATES, '').replace(/^\+ ?/, '');
  }
  return { rest, estimated: rest !== text.replace(/^\+ ?/, ''), accented };
}
