/** A tiny calendar of whole days: no clock, no zone, no Date. */
import type { Day } from '../rules.ts';

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** 0 for a month that does not exist. */
export function countDaysOfMonth(year: number, month: number): number {
  if (month === 2 && isLeapYear(year)) return 29;
  return DAYS_OF_MONTH[month - 1] ?? 0;
}

export function existsDay(year: number, month: number, date: number): boolean {
  return date >= 1 && date <= countDaysOfMonth(year, month);
}

export function toDay(year: number, month: number, date: number): Day {
  return `${toMonth(year, month)}-${String(date).padStart(2, '0')}`;
}

export function toMonth(year: number, month: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}

const DAYS_OF_400_YEARS = 146_097;
/** From 0000-03-01, where the 400-year cycle is counted from, to 1899-12-30. */
const DAYS_BEFORE_SERIAL_0 = 693_899;

/**
 * The day of a spreadsheet's serial number; the time of day is dropped.
 *
 * @param serial days since 1899-12-30, at most a few million
 */
export function serialToDay(serial: number): Day {
  const days = Math.floor(serial) + DAYS_BEFORE_SERIAL_0;
  const cycle = Math.floor(days / DAYS_OF_400_YEARS);
  const inCycle = days - cycle * DAYS_OF_400_YEARS;
  const yearOfCycle = Math.floor(
    (inCycle -
      Math.floor(inCycle / 1460) +
      Math.floor(inCycle / 36_524) -
      Math.floor(inCycle / 146_096)) /
      365,
  );
  const inYear =
    inCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
  const monthFromMarch = Math.floor((5 * inYear + 2) / 153);
  const date = inYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return toDay(cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0), month, date);
}
