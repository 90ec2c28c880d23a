/** What the money cell means: đồng a year, or one of two states that are never 0. */

import { formatDong } from '../format.ts';
import type { MessageCode } from '../message-codes.ts';
import type { Benefit } from '../record.ts';
import { type Decimal, isAbove, isBelow, isZero, roundDecimal, toDecimal } from './decimal.ts';
import { foldCell, MAX_FOLDED_LENGTH } from './fold-cell.ts';
import { parseAmount } from './money-amount.ts';
import { cutCurrency, cutNote, cutPeriod } from './money-endings.ts';
import { findForeignMeaning } from './money-refusals.ts';
import { cutEstimate, readSpokenState, type SpokenState } from './money-words.ts';
import { accept, type Finding, quote, type Refusal, refuse, type Verdict } from './verdict.ts';

const SMALLEST_BARE_DONG = 10_000;
const SMALLEST_USUAL_DONG = 100_000;
const LARGEST_USUAL_DONG = 1e12;
const LARGEST_DONG = 1e14;

const STATE_NAMES = { cannot: 'Không tính được', notYet: 'Chưa tính được' } as const;

/** Reads a text cell; the first error met, or all warnings in the order of reading. */
export function readMoney(text: string): Verdict<Benefit> {
  const folded = foldCell(text);
  const typed = quote(text);
  if (folded === '' || folded === "'") return accept({ kind: 'notYet' }, [finding('W_EMPTY')]);
  if (/^'?[=#]/.test(folded)) return refuse('E_FORMULA');
  const unquoted = folded.replace(/^' ?/, '');
  const spoken = readSpokenState(unquoted);
  if (spoken !== undefined) return acceptState(spoken, typed);
  const foreign = findForeignMeaning(unquoted);
  if (foreign !== undefined) return refuse(foreign);
  if (unquoted.length > MAX_FOLDED_LENGTH) return refuse('E_CHARS', { v: typed });
  return readScientific(unquoted, typed) ?? readWritten(unquoted, typed);
}

/** Reads a number cell: what the sheet holds, without the guesses that text needs. */
export function readMoneyNumberCell(value: number): Verdict<Benefit> {
  const typed = String(value);
  if (Number.isNaN(value)) return refuse('E_CHARS', { v: typed });
  if (value < 0) return refuse('E_NEGATIVE');
  if (value > LARGEST_DONG) return refuse('E_LARGE');
  const [whole = '', fraction] = value < 1 ? ['0', value === 0 ? '' : '1'] : typed.split('.');
  return settle({ amount: toDecimal(whole, fraction), bare: true, leadingZero: false }, typed, []);
}

function acceptState(spoken: SpokenState, typed: string): Verdict<Benefit> {
  const value: Benefit = { kind: spoken.state };
  const state = STATE_NAMES[spoken.state];
  if (spoken.warning === undefined) return accept(value);
  if (spoken.warning === 'W_NO_DIACRITICS') {
    return accept(value, [finding('W_NO_DIACRITICS', { a: state })]);
  }
  return accept(value, [finding('W_STATUS_GUESS', { v: typed, 'trạng thái': state })]);
}

const SCIENTIFIC = /^\+?(\d+)(?:[.,](\d+))?e([+-]?\d{1,6})$/;

function readScientific(text: string, typed: string): Verdict<Benefit> | undefined {
  const match = SCIENTIFIC.exec(cutCurrency(text).rest);
  if (match === null) return undefined;
  const [, whole = '', fraction = '', power = ''] = match;
  const exponent = Math.max(-60, Math.min(60, Number(power)));
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const amount =
    point <= 0
      ? toDecimal('', '0'.repeat(-point) + digits)
      : toDecimal(digits.slice(0, point).padEnd(point, '0'), digits.slice(point));
  return settle({ amount, bare: true, leadingZero: false }, typed, ['W_SCIENTIFIC']);
}

function readWritten(text: string, typed: string): Verdict<Benefit> {
  const { rest: unnoted, note } = cutNote(text);
  const several = findSeveral(unnoted);
  if (several !== undefined) return refuse(several);
  // Only years pass, so it is all one that «mỗi năm» may stand before «khoảng».
  const period = cutPeriod(unnoted.replace(/^\+ ?/, ''));
  if (period.kind === 'otherPeriod') return refuse('E_PERIOD', { v: typed });
  if (period.kind === 'perUnit')
    return refuse('E_PER_UNIT', { 'đơn vị': quote(period.unit) || '…' });
  const estimate = cutEstimate(period.rest);
  const warnings: MessageCode[] = [];
  if (note !== undefined) warnings.push('W_NOTE');
  if (estimate.estimated) warnings.push('W_APPROX');
  if (!estimate.accented || !period.accented) warnings.push('W_NO_DIACRITICS');
  const parsed = parseAmount(estimate.rest, typed);
  if (parsed.kind === 'error') return parsed;
  return settle(parsed, typed, [...warnings, ...parsed.warnings], note);
}

/** Several amounts, or two ends of a range, in one cell. */
function findSeveral(text: string): MessageCode | undefined {
  if (countWithDigits(text.split(/[;+]/)) > 1) return 'E_MULTI';
  const ends = text.split(/[-~]|(?<!\p{L})(?:đến|den)(?!\p{L})/u);
  return countWithDigits(ends) > 1 ? 'E_RANGE' : undefined;
}

function countWithDigits(parts: readonly string[]): number {
  return parts.filter((part) => /\d/.test(part)).length;
}

type Amount = {
  readonly amount: Decimal;
  /** Without a unit such as triệu: sizes are then judged more strictly. */
  readonly bare: boolean;
  readonly leadingZero: boolean;
};

/** The last steps, common to text and numbers: sizes, rounding, and the messages with the amount. */
function settle(
  { amount, bare, leadingZero }: Amount,
  typed: string,
  warnings: readonly MessageCode[],
  note = '',
): Verdict<Benefit> {
  const sized = judgeSize(amount, { bare, leadingZero, typed });
  if (sized.kind === 'error') return sized;
  const { whole: dong, exact } = roundDecimal(amount);
  const codes = [...warnings, ...sized.codes, ...(exact ? [] : (['W_ROUND'] as const))];
  const estimated = warnings.includes('W_APPROX');
  const findings = [...new Set(codes)].map((code) => toFinding(code, { dong, typed, note }));
  return accept({ kind: 'counted', dong, estimated }, findings);
}

function judgeSize(
  amount: Decimal,
  { bare, leadingZero, typed }: { bare: boolean; leadingZero: boolean; typed: string },
): Refusal | { readonly kind: 'sized'; readonly codes: readonly MessageCode[] } {
  if (isZero(amount)) return { kind: 'sized', codes: ['W_ZERO'] };
  if (bare && leadingZero) return refuse('E_LEADING_ZERO');
  if (bare && isBelow(amount, SMALLEST_BARE_DONG)) return refuse('E_NO_UNIT', { v: typed });
  if (isAbove(amount, LARGEST_DONG)) return refuse('E_LARGE');
  if (bare && isBelow(amount, SMALLEST_USUAL_DONG)) return { kind: 'sized', codes: ['W_SMALL'] };
  return { kind: 'sized', codes: isAbove(amount, LARGEST_USUAL_DONG) ? ['W_LARGE'] : [] };
}

function toFinding(
  code: MessageCode,
  { dong, typed, note }: { dong: number; typed: string; note: string },
): Finding {
  const figure = formatDong(dong);
  switch (code) {
    case 'W_SMALL':
    case 'W_LARGE':
      return finding(code, { a: figure });
    case 'W_NOTE':
      return finding(code, { n: quote(note) });
    case 'W_ZERO':
      return finding(code);
    case 'W_APPROX':
    case 'W_ROUND':
    case 'W_NO_DIACRITICS':
      return finding(code, { a: `${figure} đồng` });
    default:
      return finding(code, { v: typed, a: `${figure} đồng` });
  }
}

function finding(code: MessageCode, values: Finding['values'] = {}): Finding {
  return { code, values };
}
