/** Any form a time may be written in: one time, years, two times, or one without its year. */
import { toDay } from './calendar.ts';
import { type DateForm, made, makeSwappableDay, padYear, refused } from './date-form.ts';
import { readEnglishMonth, readQuarterNumber } from './date-words.ts';
import { readSingleTime } from './single-time.ts';

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

const YEARS = /^(?:giai doan )?(?:tu )?(?:nam )?(\d{4})(?: ?- ?| den (?:nam )?)(\d{4})$/;
const SCHOOL_YEAR = /^(?:nam hoc|nh) ?(\d{4})(?: ?- ?(\d{4}))?$/;
/** School years open in September: that month decides about period and future. */
const SCHOOL_YEAR_OPENS_IN_MONTH = 9;

function readYears(text: string): DateForm | undefined {
  const years = YEARS.exec(text);
  if (years !== null) {
    const [first, last] = [Number(years[1]), Number(years[2])];
    if (first > last) return refused('E_RANGE_ORDER');
    return made('longer', `${padYear(first)}/${padYear(last)}`, toDay(first, 1, 1));
  }
  const school = SCHOOL_YEAR.exec(text);
  if (school === null) return undefined;
  const [first, last] = [Number(school[1]), Number(school[2])];
  if (last !== first + 1) return refused('E_SCHOOL_YEAR');
  const start = toDay(first, SCHOOL_YEAR_OPENS_IN_MONTH, 1);
  return made('longer', `NH${padYear(first)}-${padYear(last)}`, start);
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
  // A month as the second ends with its last day.
  const compared = to.precision === 'month' ? 'yyyy-mm'.length : undefined;
  if (from.start.slice(0, compared) > to.start.slice(0, compared)) return refused('E_RANGE_ORDER');
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
