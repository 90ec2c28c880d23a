/** The amount proper: numbers with their units, added up. */

import { formatDong } from '../format.ts';
import type { MessageCode } from '../message-codes.ts';
import { addDecimals, type Decimal, shiftDecimal, toDecimal } from './decimal.ts';
import { cutCurrency } from './money-endings.ts';
import { type MoneyNumber, readMoneyNumber } from './money-number.ts';
import { readMoneyWord, splitMoneyWord } from './money-words.ts';
import { type Refusal, refuse } from './verdict.ts';

export type ParsedAmount = {
  readonly kind: 'amount';
  readonly amount: Decimal;
  readonly bare: boolean;
  readonly leadingZero: boolean;
  readonly warnings: readonly MessageCode[];
};

/** A number as written with the unit that follows it, if any. */
type Part = { readonly lexeme: string; readonly exponent?: number; readonly half: boolean };

/**
 * @param text folded, without note, estimate and period
 * @param typed the cell as quoted in messages
 */
export function parseAmount(text: string, typed: string): ParsedAmount | Refusal {
  const { rest, accented } = cutCurrency(text.replace(/[’`]/g, "'"));
  if (!/\d/.test(rest)) return refuse('E_WORDS');
  const parsed = parseParts(rest);
  if (parsed === undefined) return refuse('E_CHARS', { v: typed });
  const warnings: MessageCode[] = accented && parsed.accented ? [] : ['W_NO_DIACRITICS'];
  return addParts(parsed.parts, warnings, typed);
}

const LEXEME = /[.,']*\d[\d.,' ]*|\p{L}[\p{L}\p{M}]*|./gsu;

/** Numbers with units in the order written; undefined when something belongs to no amount. */
function parseParts(
  text: string,
): { readonly parts: readonly Part[]; readonly accented: boolean } | undefined {
  const parts: Part[] = [];
  let accented = true;
  for (const lexeme of listLexemes(text)) {
    if (/\d/.test(lexeme)) {
      parts.push({ lexeme, half: false });
      continue;
    }
    const word = readMoneyWord(lexeme);
    if (word === undefined) return undefined;
    if (!word.accented) accented = false;
    if (word.kind === 'currency') continue;
    const last = parts.pop();
    if (last === undefined) return undefined;
    const joined = word.kind === 'half' ? addHalf(last) : addUnit(last, word.exponent);
    if (joined === undefined) return undefined;
    parts.push(joined);
  }
  return { parts, accented };
}

/** A dot that ends an abbreviation («tr.») means nothing. */
function listLexemes(text: string): readonly string[] {
  const lexemes = (text.replace(/(\p{L})\.(?!\d)/gu, '$1 ').match(LEXEME) ?? [])
    .map((lexeme) => lexeme.trim())
    .filter((lexeme) => lexeme !== '');
  return lexemes.flatMap((lexeme) => splitMoneyWord(lexeme));
}

function addHalf(part: Part): Part | undefined {
  return part.exponent === undefined || part.half ? undefined : { ...part, half: true };
}

/** A second unit is allowed in «nghìn tỷ» only. */
function addUnit(part: Part, exponent: number): Part | undefined {
  if (part.half) return undefined;
  if (part.exponent === undefined) return { ...part, exponent };
  return part.exponent === 3 && exponent === 9 ? { ...part, exponent: 12 } : undefined;
}

function addParts(
  parts: readonly Part[],
  warnings: MessageCode[],
  typed: string,
): ParsedAmount | Refusal {
  const last = parts[parts.length - 1];
  const isColloquial = parts.length > 1 && last?.exponent === undefined;
  const counted = isColloquial ? parts.slice(0, -1) : parts;
  if (!isDescending(counted)) return refuse('E_MULTI');
  if (isColloquial) warnings.push('W_COLLOQUIAL');
  let amount = toDecimal('');
  let leadingZero = false;
  for (const part of counted) {
    const number = readMoneyNumber(part.lexeme);
    const refusal = refuseNumber(number, part, typed);
    if (refusal !== undefined) return refusal;
    if (number.kind === 'misgrouped') continue;
    leadingZero ||= /^0\d/.test(number.whole);
    warnings.push(...number.warnings);
    amount = addDecimals(amount, scalePart(number, part));
  }
  const bare = counted.every((part) => part.exponent === undefined);
  if (isColloquial) return addTail({ amount, counted, tail: last?.lexeme ?? '', warnings, typed });
  return { kind: 'amount', amount, bare, leadingZero, warnings };
}

/** Units must fall («1 tỷ 250 triệu»); otherwise these are several amounts. */
function isDescending(parts: readonly Part[]): boolean {
  return parts.every((part, index) => {
    const before = parts[index - 1];
    if (before === undefined) return true;
    if (before.half || before.exponent === undefined) return false;
    return part.exponent !== undefined && part.exponent < before.exponent;
  });
}

function refuseNumber(number: MoneyNumber, part: Part, typed: string): Refusal | undefined {
  if (number.kind === 'misgrouped') return refuse('E_GROUPING', { v: typed });
  if (!number.singleDotGroup || part.exponent === undefined) return undefined;
  if (part.exponent >= 9) {
    const [thousands, decimal] = [
      scalePart(number, part),
      shiftDecimal(scalePart(number, part), -3),
    ];
    return refuse('E_AMBIG_SEP', { v: typed, a: show(thousands), b: show(decimal) });
  }
  // «0.500 triệu» cannot be a group of thousands, and is no decimal by our rule.
  return /^0+\./.test(part.lexeme) ? refuse('E_GROUPING', { v: typed }) : undefined;
}

function scalePart(number: Extract<MoneyNumber, { kind: 'number' }>, part: Part): Decimal {
  const exponent = part.exponent ?? 0;
  const value = shiftDecimal(toDecimal(number.whole, number.fraction), exponent);
  return part.half ? addDecimals(value, shiftDecimal(toDecimal('5'), exponent - 1)) : value;
}

type Tail = {
  readonly amount: Decimal;
  readonly counted: readonly Part[];
  readonly tail: string;
  readonly warnings: readonly MessageCode[];
  readonly typed: string;
};

/** The bare number in «1tr2» is the decimals of the unit before it. */
function addTail({ amount, counted, tail, warnings, typed }: Tail): ParsedAmount | Refusal {
  const before = counted[counted.length - 1];
  const exponent = before?.exponent;
  if (before === undefined || exponent === undefined || before.half) return refuse('E_MULTI');
  if (/\d,\d/.test(before.lexeme)) return refuse('E_MULTI');
  const number = readMoneyNumber(tail);
  if (number.kind === 'misgrouped' || number.fraction !== '') {
    return refuse('E_GROUPING', { v: typed });
  }
  const decimals = shiftDecimal(toDecimal(number.whole), exponent - number.whole.length);
  const asDecimals = addDecimals(amount, decimals);
  const grouped = number.whole !== tail;
  if (number.whole.length > exponent || (grouped && number.whole.length < exponent)) {
    // «1 tỷ 250.000»: 250.000 đồng more, or 0,25 tỷ?
    const asDong = addDecimals(amount, toDecimal(number.whole));
    return refuse('E_AMBIG_SEP', { v: typed, a: show(asDong), b: show(asDecimals) });
  }
  return { kind: 'amount', amount: asDecimals, bare: false, leadingZero: false, warnings };
}

function show(value: Decimal): string {
  const whole = value.mantissa / 10n ** BigInt(value.scale);
  return `${formatDong(Number(whole))} đồng`;
}
