/** Cells of the money column that hold something else: shares, foreign money, dates, losses. */
import type { MessageCode } from '../message-codes.ts';

const CURRENCY =
  /[$€£¥]|(?<!\p{L})(?:usd|eur|euro|gbp|jpy|cny|ndt|krw|thb|sgd|aud|đô la|đôla|đô|yên|nhân dân tệ)(?!\p{L})/u;
const HOUR = '(?: \\d{1,2}[:h]\\d{0,2}(?::\\d{2})?)?';
const DATES = [
  new RegExp(`^(?:ngày )?\\d{1,2} ?/ ?\\d{1,2} ?/ ?(?:\\d{4}|\\d{2})${HOUR}$`),
  new RegExp(`^(?:ngày )?\\d{1,2} ?([.-]) ?\\d{1,2} ?\\1 ?\\d{4}${HOUR}$`),
  new RegExp(`^\\d{4}([/-])\\d{1,2}\\1\\d{1,2}${HOUR}$`),
  /^(?:tháng |quý |t|q)(?:\d{1,2}|[ivx]{1,4}) ?[/-] ?(?:19|20)\d{2}$/,
  // With a dash («5-2010») these are two numbers, a range.
  /^\d{1,2} ?\/ ?(?:19|20)\d{2}$/,
];
const NEGATIVE = /^(?:- ?(?:₫|vnđ|vnd|đ)? ?\d|\( ?-? ?\d[^()]*\)[^()]*$)/;

/** @param text folded */
export function findForeignMeaning(text: string): MessageCode | undefined {
  if (text.includes('%')) return 'E_PERCENT';
  if (CURRENCY.test(text)) return 'E_CURRENCY';
  if (text.length < 60 && DATES.some((form) => form.test(text))) return 'E_DATE';
  return NEGATIVE.test(text) ? 'E_NEGATIVE' : undefined;
}
