/** What the date cell means: when an initiative was first applied, judged against today and period. */

import { formatAppliedOn, formatPeriod } from '../format.ts';
import type { MessageCode } from '../message-codes.ts';
import type { AppliedOn, PeriodPlace } from '../record.ts';
import type { Day, ReadingRules } from '../rules.ts';
import { COLUMN_HEADERS } from '../wording/columns.ts';
import { serialToDay } from './calendar.ts';
import { readDateForm } from './date-forms.ts';
import { cutVagueWords, plainDateWords } from './date-words.ts';
import { foldCell } from './fold-cell.ts';
import { accept, type Finding, quote, refuse, type Verdict } from './verdict.ts';
import { stripMarks } from './vietnamese/letters.ts';

export type AppliedReading = {
  readonly appliedOn: AppliedOn;
  /** Calendar year of the start; undefined when undated. */
  readonly year?: number;
  readonly place: PeriodPlace;
};

const FIRST_DAY: Day = '1975-01-01';
/** Longer than any form: what is longer is none. */
const MAX_LENGTH = 200;
/** The last serial of the year 9999. */
const LAST_SERIAL = 2_958_465;
const SMALLEST_SERIAL = 20_000;

/** In which order warnings count as met, whatever the form. */
const READING_ORDER: readonly MessageCode[] = [
  'W_VAGUE',
  'W_NO_DIACRITICS',
  'W_SEPARATOR',
  'W_YEAR2',
  'W_RANGE_FIRST',
  'W_COMPACT',
  'W_ENGLISH',
  'W_SERIAL',
  'W_US_DATE',
];

export function readDate(text: string, rules: ReadingRules): Verdict<AppliedReading> {
  const folded = foldCell(text)
    .replace(/^' ?/, '')
    .replace(/(?<=.)\.$/, '');
  const typed = quote(text);
  if (/^-*$/.test(folded)) return refuse('E_REQUIRED', { cột: COLUMN_HEADERS.appliedOn });
  if (/^[=#]/.test(folded)) return refuse('E_FORMULA');
  if (folded.length > MAX_LENGTH) return refuse('E_FORMAT');
  const plain = stripMarks(folded);
  if (/^chua (?:duoc )?ap dung(?![a-z])/.test(plain)) return refuse('E_NOT_APPLIED');
  if (plain === 'dang ap dung thu') {
    return accept({ appliedOn: '', place: 'undated' }, [{ code: 'W_TRIAL', values: {} }]);
  }
  const words = plainDateWords(folded);
  const { rest, vague } = cutVagueWords(words.text);
  const form = readDateForm(rest);
  if (form === undefined) return refuse('E_FORMAT');
  if (form.kind === 'refused') return refuse(form.code, { v: typed });
  const warnings: MessageCode[] = [...form.warnings];
  if (vague) warnings.push('W_VAGUE');
  if (!words.accented) warnings.push('W_NO_DIACRITICS');
  return settle(form, warnings, rules);
}

/** A number cell: a year, or a day's serial number. */
export function readDateNumber(value: number, rules: ReadingRules): Verdict<AppliedReading> {
  if (Number.isInteger(value) && value >= 1900 && value <= 2100) {
    return settle({ appliedOn: String(value), start: `${value}-01-01` }, [], rules);
  }
  return value >= SMALLEST_SERIAL ? readDateSerial(value, rules) : refuse('E_FORMAT');
}

/** A date cell: the day of its serial number, its time dropped. */
export function readDateSerial(serial: number, rules: ReadingRules): Verdict<AppliedReading> {
  if (!(serial >= 0)) return refuse(Number.isNaN(serial) ? 'E_FORMAT' : 'E_YEAR');
  if (serial > LAST_SERIAL + 1) return refuse('E_FUTURE');
  const day = serialToDay(serial);
  return settle({ appliedOn: day, start: day }, [], rules);
}

function settle(
  { appliedOn, start }: { readonly appliedOn: AppliedOn; readonly start: Day },
  warnings: readonly MessageCode[],
  rules: ReadingRules,
): Verdict<AppliedReading> {
  if (start < FIRST_DAY) return refuse('E_YEAR');
  if (start > rules.today) return refuse('E_FUTURE');
  const { period } = rules;
  const place = start >= period.from && start <= period.to ? 'inside' : 'outside';
  const a = formatAppliedOn(appliedOn);
  const findings: Finding[] = READING_ORDER.filter((code) => warnings.includes(code)).map(
    (code) => ({ code, values: { a } }),
  );
  if (place === 'outside') {
    findings.push({ code: 'W_OUT_OF_PERIOD', values: { a, kỳ: formatPeriod(period) } });
  }
  return accept({ appliedOn, year: Number(start.slice(0, 4)), place }, findings);
}
