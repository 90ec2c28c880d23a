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

const A_YEAR = /^(?:0?1 ?|một |mot )?(?:năm|nam)$/;
const A_PERIOD =
  /^(?:\d+ ?|một |mot |mỗi |moi |nửa |nua )?(?:tháng|quý|ngày|năm|thang|quy|ngay|nam)(?!\p{L})/u;
const WORDED = / (?:một|mỗi|hằng|hàng|mot|moi|hang) (năm|tháng|quý|ngày|nam|thang|quy|ngay)\.?$/;

/** Cuts «/năm» and «một năm» off; any other «/» makes it an amount for something else. */
export function cutPeriod(text: string): PeriodCut {
  const at = text.search(/[/\u2044]/);
  if (at < 0) return cutWordedPeriod(text);
  const per = text
    .slice(at + 1)
    .replace(/[. ]+$/, '')
    .trim();
  if (A_YEAR.test(per)) {
    return { kind: 'year', rest: text.slice(0, at).trim(), accented: per.endsWith('năm') };
  }
  return A_PERIOD.test(per) ? { kind: 'otherPeriod' } : { kind: 'perUnit', unit: per };
}

function cutWordedPeriod(text: string): PeriodCut {
  const match = WORDED.exec(text);
  if (match === null) return { kind: 'year', rest: text, accented: true };
  if (match[1] !== 'năm' && match[1] !== 'nam') return { kind: 'otherPeriod' };
  return { kind: 'year', rest: text.slice(0, match.index), accented: match[1] === 'năm' };
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
