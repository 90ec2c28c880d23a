/** One time as it was recognised, and how the forms make it. */

import type { MessageCode } from '../message-codes.ts';
import type { AppliedOn } from '../record.ts';
import type { Day } from '../rules.ts';
import { existsDay, toDay } from './calendar.ts';

export type DateForm =
  | {
      readonly kind: 'time';
      readonly precision: 'day' | 'month' | 'longer';
      readonly appliedOn: AppliedOn;
      readonly start: Day;
      readonly warnings: readonly MessageCode[];
    }
  | { readonly kind: 'refused'; readonly code: MessageCode };

export function readYear(digits = ''): { year: number; warnings: readonly MessageCode[] } {
  if (digits.length === 2) return { year: 2000 + Number(digits), warnings: ['W_YEAR2'] };
  return { year: Number(digits), warnings: [] };
}

/** Numbers only: a month over 12 beside a day up to 12 was typed in the American order. */
export function makeSwappableDay(
  [year, month, date]: readonly [number, number, number],
  warnings: readonly MessageCode[],
): DateForm {
  if (month <= 12 || date > 12) return makeDay(year, month, date, warnings);
  return makeDay(year, date, month, [...warnings, 'W_US_DATE']);
}

export function makeDay(
  year: number,
  month: number,
  date: number,
  warnings: readonly MessageCode[],
): DateForm {
  if (!existsDay(year, month, date)) return refused('E_DATE_INVALID');
  const day = toDay(year, month, date);
  return made('day', day, day, warnings);
}

export function made(
  precision: 'day' | 'month' | 'longer',
  appliedOn: AppliedOn,
  start: Day,
  warnings: readonly MessageCode[] = [],
): DateForm {
  return { kind: 'time', precision, appliedOn, start, warnings };
}

export function refused(code: MessageCode): DateForm {
  return { kind: 'refused', code };
}

export function padYear(year: number): string {
  return String(year).padStart(4, '0');
}
