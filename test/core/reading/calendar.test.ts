// The calendar without Date agrees with the one that has it.
import { expect, it } from 'vitest';
import { countDaysOfMonth, existsDay, serialToDay } from '../../../core/reading/calendar.ts';

it('gives the day of every serial number from 1790 to 2310', () => {
  for (let serial = -40_000; serial < 150_000; serial += 1) {
    const expected = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString();
    if (serialToDay(serial) !== expected.slice(0, 10)) expect(serialToDay(serial)).toBe(expected);
  }
  expect(serialToDay(40_313.99)).toBe('2010-05-15');
});

it('knows leap years and the ends of months', () => {
  expect([2008, 2009, 2000, 1900].map((year) => countDaysOfMonth(year, 2))).toEqual([
    29, 28, 29, 28,
  ]);
  expect([0, 1, 4, 12, 13].map((month) => countDaysOfMonth(2010, month))).toEqual([
    0, 31, 30, 31, 0,
  ]);
  expect([existsDay(2010, 1, 0), existsDay(2010, 1, 31), existsDay(2010, 1, 32)]).toEqual([
    false,
    true,
    false,
  ]);
});
