/** What stands around an amount: a note in brackets, «/năm», the currency and closing marks. */

/** Cuts notes in brackets off the end; an amount must be left before them. */
export function cutNote(text: string): { readonly rest: string; readonly note?: string } {
  const notes: string[] = [];
  let rest = text;
  while (notes.length < 3) {
    const at = findLastBracket(rest);
    if (at <= 0) break;
    notes.unshift(rest.slice(at + 1, -1).trim());
    rest = rest.slice(0, at).trim();
  }
  return notes.length === 0 ? { rest } : { rest, note: notes.join('; ') };
}

/** Where the bracket closed by the last character was opened; -1 without such a pair. */
function findLastBracket(text: string): number {
  if (!text.endsWith(')')) return -1;
  let depth = 0;
  for (let index = text.length - 1; index >= 0; index -= 1) {
    if (text[index] === ')') depth += 1;
    if (text[index] === '(') depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}

export type PeriodCut =
  | { readonly kind: 'year'; readonly rest: string; readonly accented: boolean }
  | { readonly kind: 'otherPeriod' }
  | { readonly kind: 'perUnit'; readonly unit: string };

const A_YEAR = /^(?:(?:0?1|một|mot|mỗi|moi|hằng|hàng|hang) ?)?(?:năm|nam)$/;
const A_PERIOD =
  /^(?:(?:[\d\u2044]+|một|mot|mỗi|moi|nửa|nua) ?)?(?:tháng|quý|ngày|thang|quy|ngay)(?!\p{L})|^(?:[\d\u2044]+|nửa|nua) ?(?:năm|nam)(?!\p{L})/u;
/** «/năm» with more words behind it: they belong to no amount, whoever reads the amount says so. */
const YEAR_AND_MORE = /^(?:năm|nam)(?!\p{L})/u;

/** Cuts «/năm» and «một năm» off; any other «/» makes it an amount for something else. */
export function cutPeriod(text: string): PeriodCut {
  // «½» is folded to «1⁄2» with a stroke of its own, which divides nothing here.
  const [amount = '', ...pers] = text.split('/');
  if (pers.length === 0) return cutWordedPeriod(text);
  let rest = amount.trim();
  let accented = true;
  for (const piece of pers) {
    const per = piece.replace(/[. ]+$/, '').trim();
    if (A_YEAR.test(per)) accented &&= per.endsWith('năm');
    else if (A_PERIOD.test(per)) return { kind: 'otherPeriod' };
    else if (YEAR_AND_MORE.test(per)) rest += ` ${per}`;
    else return { kind: 'perUnit', unit: per };
  }
  return { kind: 'year', rest, accented };
}

const EACH = '(?:một|mỗi|hằng|hàng|mot|moi|hang)';
const PERIOD_NAME = '(năm|tháng|quý|ngày|nam|thang|quy|ngay)';
const WORDED = new RegExp(`(?: ${EACH} ${PERIOD_NAME}\\.?$|^${EACH} ${PERIOD_NAME} )`);

/** «500 triệu mỗi năm», «mỗi năm 500 triệu». */
function cutWordedPeriod(text: string): PeriodCut {
  const match = WORDED.exec(text);
  const period = match?.[1] ?? match?.[2];
  if (match === null || period === undefined) return { kind: 'year', rest: text, accented: true };
  if (period !== 'năm' && period !== 'nam') return { kind: 'otherPeriod' };
  const rest = text.slice(0, match.index) + text.slice(match.index + match[0].length);
  return { kind: 'year', rest, accented: period === 'năm' };
}

const CURRENCY_AT_END = /(?<!\p{L})(?:đồng|đ|vnđ|vnd|₫|dong|d)$/u;

/** Cuts the currency and the closings «,-», «.-» and «.» off the end. */
export function cutCurrency(text: string): { readonly rest: string; readonly accented: boolean } {
  let rest = text;
  let accented = true;
  for (let count = 0; count < 4; count += 1) {
    rest = rest.replace(/(?: ?[.,] ?-|\.)$/, '').trim();
    const currency = CURRENCY_AT_END.exec(rest);
    if (currency === null) continue;
    if (currency[0] === 'dong' || currency[0] === 'd') accented = false;
    rest = rest.slice(0, currency.index).trim();
  }
  return { rest, accented };
}
