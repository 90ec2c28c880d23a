/** The forms one time may be written in, a reader each; undefined says a text is not of the form. */

import type { MessageCode } from '../message-codes.ts';
import { serialToDay, toDay, toMonth } from './calendar.ts';
import {
  type DateForm,
  made,
  makeDay,
  makeSwappableDay,
  padYear,
  readYear,
  refused,
} from './date-form.ts';
import { readEnglishMonth, readQuarterNumber } from './date-words.ts';

type Reader = (text: string) => DateForm | undefined;

/** The first form that fits. */
export function readSingleTime(text: string): DateForm | undefined {
  for (const read of SINGLE_READERS) {
    const form = read(text);
    if (form !== undefined) return form;
  }
  return undefined;
}

const YEAR = '(\\d{4}|\\d{2})';
const NUMERIC_DAY = new RegExp(`^(?:ngay )?(\\d{1,2}) ?([/.\\\\-]) ?(\\d{1,2}) ?\\2 ?${YEAR}$`);

function readNumericDay(text: string): DateForm | undefined {
  const match = NUMERIC_DAY.exec(text);
  if (match === null) return undefined;
  const separator: readonly MessageCode[] = match[2] === '\\' ? ['W_SEPARATOR'] : [];
  const { year, warnings } = readYear(match[4]);
  return makeSwappableDay([year, Number(match[3]), Number(match[1])], [...separator, ...warnings]);
}

const ISO_DAY = /^(\d{4}) ?([/-]) ?(\d{1,2}) ?\2 ?(\d{1,2})$/;

function readIsoDay(text: string): DateForm | undefined {
  const match = ISO_DAY.exec(text);
  if (match === null) return undefined;
  return makeSwappableDay([Number(match[1]), Number(match[3]), Number(match[4])], []);
}

const WORDED_DAY = new RegExp(`^(?:ngay )?(\\d{1,2}) thang (\\d{1,2})(?: nam |, | ?/ ?)${YEAR}$`);

function readWordedDay(text: string): DateForm | undefined {
  const match = WORDED_DAY.exec(text);
  if (match === null) return undefined;
  const { year, warnings } = readYear(match[3]);
  return makeDay(year, Number(match[2]), Number(match[1]), warnings);
}

const MONTH = new RegExp(
  `^(?:(?:thang|t) ?(\\d{1,2})(?: ?[/-] ?| nam )${YEAR}|(\\d{1,2}) ?[/-] ?(\\d{4}))$`,
);

function readMonth(text: string): DateForm | undefined {
  const match = MONTH.exec(text);
  if (match === null) return undefined;
  const month = Number(match[1] ?? match[3]);
  const { year, warnings } = readYear(match[2] ?? match[4]);
  if (month < 1 || month > 12) return refused('E_DATE_INVALID');
  return made('month', toMonth(year, month), toDay(year, month, 1), warnings);
}

const QUARTER = new RegExp(`^(?:quy|qui|q) ?(\\d{1,2}|[ivx]+)(?: ?[/-] ?| nam )${YEAR}$`);

function readQuarter(text: string): DateForm | undefined {
  const match = QUARTER.exec(text);
  const quarter = readQuarterNumber(match?.[1] ?? '');
  if (match === null || quarter === undefined) return undefined;
  if (quarter < 1 || quarter > 4) return refused('E_DATE_INVALID');
  const { year, warnings } = readYear(match[2]);
  return made('longer', `${padYear(year)}-Q${quarter}`, toDay(year, quarter * 3 - 2, 1), warnings);
}

function readHalf(text: string): DateForm | undefined {
  const match = /^0?6 thang (dau|cuoi) nam (\d{4})$/.exec(text);
  if (match === null) return undefined;
  const [half, year] = [match[1] === 'dau' ? 1 : 2, Number(match[2])];
  return made('longer', `${padYear(year)}-H${half}`, toDay(year, half === 1 ? 1 : 7, 1));
}

function readWholeYear(text: string): DateForm | undefined {
  const match = /^(?:nam )?(\d{4})$/.exec(text);
  if (match === null) return undefined;
  return made('longer', padYear(Number(match[1])), toDay(Number(match[1]), 1, 1));
}

function readCompactDay(text: string): DateForm | undefined {
  const match = /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text);
  if (match === null) return undefined;
  return makeDay(Number(match[1]), Number(match[2]), Number(match[3]), ['W_COMPACT']);
}

const ENGLISH_DAY_FIRST = new RegExp(`^(\\d{1,2})[ /-]([a-z]{3,9})\\.?(?:,? |[/-])${YEAR}$`);
const ENGLISH_MONTH_FIRST = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/;

function readEnglishDay(text: string): DateForm | undefined {
  const dayFirst = ENGLISH_DAY_FIRST.exec(text);
  const monthFirst = ENGLISH_MONTH_FIRST.exec(text);
  const month = readEnglishMonth(dayFirst?.[2] ?? monthFirst?.[1] ?? '');
  if (month === undefined) return undefined;
  const { year, warnings } = readYear(dayFirst?.[3] ?? monthFirst?.[3]);
  const date = Number(dayFirst?.[1] ?? monthFirst?.[2]);
  return makeDay(year, month, date, [...warnings, 'W_ENGLISH']);
}

/** Days of 1973 to 2064: what a date pasted as a bare number looks like. */
const [FIRST_PASTED_SERIAL, LAST_PASTED_SERIAL] = [27_000, 60_000];

function readPastedSerial(text: string): DateForm | undefined {
  const serial = /^\d{5}$/.test(text) ? Number(text) : 0;
  if (serial < FIRST_PASTED_SERIAL || serial > LAST_PASTED_SERIAL) return undefined;
  const day = serialToDay(serial);
  return made('day', day, day, ['W_SERIAL']);
}

const SINGLE_READERS: readonly Reader[] = [
  readNumericDay,
  readIsoDay,
  readWordedDay,
  readMonth,
  readQuarter,
  readHalf,
  readWholeYear,
  readCompactDay,
  readEnglishDay,
  readPastedSerial,
];
