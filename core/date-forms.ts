/** The forms a time may be written in, one reader a form; what they share is calendar and years. */
import { existsDay, serialToDay, toDay, toMonth } from './calendar.ts';
import { readEnglishMonth, readQuarterNumber } from './date-words.ts';
import type { MessageCode } from './message-codes.ts';
import type { AppliedOn } from './record.ts';
import type { Day } from './rules.ts';

export type DateForm =
  | {
      readonly kind: 'time';
      readonly precision: 'day' | 'month' | 'longer';
      readonly appliedOn: AppliedOn;
      readonly start: Day;
      readonly warnings: readonly MessageCode[];
    }
  | { readonly kind: 'refused'; readonly code: MessageCode };

/** A reader knows one form: undefined says the text is not of it. */
type Reader = (text: string) => DateForm | undefined;

const YEAR = '(\\d{4}|\\d{2})';
const HOUR =
  /(?:[ t](?:luc )?\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?(?:am|pm|sa|ch|z))?| (?:luc )?\d{1,2} ?(?:h|gio)(?: ?\d{1,2})?)$/;
const HOUR_FIRST = /^\d{1,2}(?::\d{2}(?::\d{2})?|h(?:\d{2})?),? (?=\S)/;

/** @param text folded, vague words cut, known words without accents */
export function readDateForm(text: string): DateForm | undefined {
  const dated = text.replace(HOUR, '').replace(HOUR_FIRST, '');
  if (dated !== text) {
    const form = readSingleTime(dated);
    return form?.kind === 'time' && form.precision !== 'day' ? undefined : form;
  }
  return readSingleTime(text) ?? readYears(text) ?? readTwoTimes(text) ?? readWithoutYear(text);
}

function readSingleTime(text: string): DateForm | undefined {
  for (const read of SINGLE_READERS) {
    const form = read(text);
    if (form !== undefined) return form;
  }
  return undefined;
}

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
  return made('longer', `${pad(year)}-Q${quarter}`, toDay(year, quarter * 3 - 2, 1), warnings);
}

function readHalf(text: string): DateForm | undefined {
  const match = /^0?6 thang (dau|cuoi) nam (\d{4})$/.exec(text);
  if (match === null) return undefined;
  const [half, year] = [match[1] === 'dau' ? 1 : 2, Number(match[2])];
  return made('longer', `${pad(year)}-H${half}`, toDay(year, half === 1 ? 1 : 7, 1));
}

function readWholeYear(text: string): DateForm | undefined {
  const match = /^(?:nam )?(\d{4})$/.exec(text);
  if (match === null) return undefined;
  return made('longer', pad(Number(match[1])), toDay(Number(match[1]), 1, 1));
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

const YEARS = /^(?:giai doan )?(?:tu )?(?:nam )?(\d{4})(?: ?- ?| den (?:nam )?)(\d{4})$/;
const SCHOOL_YEAR = /^(?:nam hoc|nh) ?(\d{4})(?: ?- ?(\d{4}))?$/;
/** School years open in September: that month decides about period and future. */
const SCHOOL_YEAR_OPENS_IN_MONTH = 9;

function readYears(text: string): DateForm | undefined {
  const years = YEARS.exec(text);
  if (years !== null) {
    const [first, last] = [Number(years[1]), Number(years[2])];
    if (first > last) return refused('E_RANGE_ORDER');
    return made('longer', `${pad(first)}/${pad(last)}`, toDay(first, 1, 1));
  }
  const school = SCHOOL_YEAR.exec(text);
  if (school === null) return undefined;
  const [first, last] = [Number(school[1]), Number(school[2])];
  if (last !== first + 1) return refused('E_SCHOOL_YEAR');
  const start = toDay(first, SCHOOL_YEAR_OPENS_IN_MONTH, 1);
  return made('longer', `NH${pad(first)}-${pad(last)}`, start);
}

/** Two full dates or months: the first counts, the second must be readable too. */
function readTwoTimes(text: string): DateForm | undefined {
  const parts = text
    .replace(/^tu /, '')
    .split(text.includes(' den ') ? ' den ' : / - |(?<=\/\d{4})-/);
  const [first, last] = [parts[0] ?? '', parts[1] ?? ''];
  if (parts.length !== 2 || first === '') return undefined;
  const [from, to] = [readPoint(first), readPoint(last)];
  if (from?.kind !== 'time') return from;
  if (to?.kind !== 'time') return to;
  if (from.start.slice(0, 4) > to.start.slice(0, 4)) return refused('E_RANGE_ORDER');
  return { ...from, warnings: [...from.warnings, 'W_RANGE_FIRST'] };
}

function readPoint(text: string): DateForm | undefined {
  const form = readSingleTime(text) ?? readWithoutYear(text);
  return form?.kind === 'time' && form.precision === 'longer' ? undefined : form;
}

const DAY_WITHOUT_YEAR = /^(?:ngay )?(\d{1,2})(?: ?[/.-] ?| thang )(\d{1,2})$/;
const MONTH_WITHOUT_YEAR = /^(?:thang|t) ?(\d{1,2})$/;
const QUARTER_WITHOUT_YEAR = /^(?:quy|qui|q) ?(\d{1,2}|[ivx]+)$/;
const YEAR_WORDS_ALONE = /^(?:0?6 thang (?:dau|cuoi)(?: nam)?|nam(?: hoc)?)$/;
const LEAP_YEAR = 2000;

function readWithoutYear(text: string): DateForm | undefined {
  const day = DAY_WITHOUT_YEAR.exec(text);
  if (day !== null) {
    const form = makeSwappableDay([LEAP_YEAR, Number(day[2]), Number(day[1])], []);
    return form.kind === 'refused' ? form : refused('E_NO_YEAR');
  }
  const month = MONTH_WITHOUT_YEAR.exec(text);
  if (month !== null) return withoutYear(Number(month[1]), 12);
  const quarter = QUARTER_WITHOUT_YEAR.exec(text);
  const number = readQuarterNumber(quarter?.[1] ?? '');
  if (number !== undefined) return withoutYear(number, 4);
  const english = /^(?:\d{1,2}[ /-]([a-z]{3,9})|([a-z]{3,9})\.? \d{1,2})$/.exec(text);
  const isEnglish = readEnglishMonth(english?.[1] ?? english?.[2] ?? '') !== undefined;
  return isEnglish || YEAR_WORDS_ALONE.test(text) ? refused('E_NO_YEAR') : undefined;
}

function withoutYear(number: number, last: number): DateForm {
  return refused(number < 1 || number > last ? 'E_DATE_INVALID' : 'E_NO_YEAR');
}

function readYear(digits = ''): { year: number; warnings: readonly MessageCode[] } {
  if (digits.length === 2) return { year: 2000 + Number(digits), warnings: ['W_YEAR2'] };
  return { year: Number(digits), warnings: [] };
}

/** Numbers only: a month over 12 beside a day up to 12 was typed in the American order. */
function makeSwappableDay(
  [year, month, date]: readonly [number, number, number],
  warnings: readonly MessageCode[],
): DateForm {
  if (month <= 12 || date > 12) return makeDay(year, month, date, warnings);
  return makeDay(year, date, month, [...warnings, 'W_US_DATE']);
}

function makeDay(
  year: number,
  month: number,
  date: number,
  warnings: readonly MessageCode[],
): DateForm {
  if (!existsDay(year, month, date)) return refused('E_DATE_INVALID');
  const day = toDay(year, month, date);
  return made('day', day, day, warnings);
}

function made(
  precision: 'day' | 'month' | 'longer',
  appliedOn: AppliedOn,
  start: Day,
  warnings: readonly MessageCode[] = [],
): DateForm {
  return { kind: 'time', precision, appliedOn, start, warnings };
}

function refused(code: MessageCode): DateForm {
  return { kind: 'refused', code };
}

function pad(year: number): string {
  return String(year).padStart(4, '0');
}
