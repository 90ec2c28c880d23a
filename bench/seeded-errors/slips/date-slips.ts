/** Slips in «Ngày áp dụng lần đầu hoặc áp dụng thử». */
import type { Random } from '../../../local/random.ts';
import { daysInMonth, pad2 } from '../../valid-rows/calendar-words.ts';
import { pick } from '../../valid-rows/pick.ts';
import { inColumn, type Promised, type Slip } from '../slip.ts';
import { doubleAt, dropAt, editOne, loseAccents } from './edit-text.ts';
import { writeTelex } from './write-telex.ts';

const ANY = /./;
const YEAR = /(?:19|20)\d\d/g;
const NUMERIC_DAY = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/;
const WORDS = /tháng|quý|năm|ngày/i;

type Edit = (text: string, random: Random) => string | undefined;

function slip(name: string, promised: Promised, form: RegExp, edit: Edit): Slip {
  const inForm: Edit = (text, random) => (form.test(text) ? edit(text, random) : undefined);
  return inColumn('date', 'appliedOn', { name, promised, edit: inForm });
}

type Day = {
  readonly date: number;
  readonly month: number;
  readonly year: number;
  readonly mark: string;
};

/** A slip of dd/mm/yyyy written with any of its separators. */
function daySlip(
  name: string,
  promised: Promised,
  edit: (day: Day, random: Random) => string | undefined,
): Slip {
  return slip(name, promised, NUMERIC_DAY, (text, random) => {
    const [, date = '', mark = '', month = '', year = ''] = NUMERIC_DAY.exec(text) ?? [];
    return edit({ date: Number(date), month: Number(month), year: Number(year), mark }, random);
  });
}

function write({ date, month, year, mark }: Day): string {
  return [pad2(date), pad2(month), year].join(mark);
}

/** 1 to last, but not that one. */
function pickOther(random: Random, last: number, not: number): number {
  return ((not + random.below(last - 1)) % last) + 1;
}

/** The last year written, edited. */
function editYear(text: string, edit: (year: string) => string): string | undefined {
  const last = [...text.matchAll(YEAR)].at(-1);
  if (last === undefined) return undefined;
  return text.slice(0, last.index) + edit(last[0]) + text.slice(last.index + 4);
}

/** Periods of two years say more than one year does: their slips are listed apart. */
const ONE_YEAR = /^(?!.*\d{4}.*\d{4}).*\d{4}/;

function wrongLastDigit(isInside: boolean): Edit {
  return (text, random) =>
    editYear(text, (year) => {
      const years = [...'0123456789']
        .map((digit) => year.slice(0, 3) + digit)
        .filter((other) => other !== year && isInPeriod(other) === isInside);
      return years.length === 0 ? year : pick(random, years);
    });
}

function isInPeriod(year: string): boolean {
  return year >= '2008' && year <= '2010';
}

export const DATE_SLIPS: readonly Slip[] = [
  daySlip('day and month swapped, day over 12', 'safe', (day) =>
    day.date > 12 ? write({ ...day, date: day.month, month: day.date }) : undefined,
  ),
  daySlip('day and month swapped, day up to 12', 'none', (day) =>
    day.date <= 12 ? write({ ...day, date: day.month, month: day.date }) : undefined,
  ),
  daySlip('wrong day, one that exists', 'none', (day, random) =>
    write({ ...day, date: pickOther(random, daysInMonth(day.year, day.month), day.date) }),
  ),
  daySlip('wrong month, one that exists', 'none', (day, random) =>
    write({ ...day, date: Math.min(day.date, 28), month: pickOther(random, 12, day.month) }),
  ),
  daySlip('impossible day (31/4, 30/2, 32/1)', 'refused', (day) =>
    write({ ...day, date: daysInMonth(day.year, day.month) + 1 }),
  ),
  daySlip('month over 12, day over 12', 'refused', (day, random) =>
    day.date > 12 ? write({ ...day, month: 13 + random.below(18) }) : undefined,
  ),
  daySlip('month over 12, day up to 12', 'noticed', (day, random) =>
    day.date <= 12 ? write({ ...day, month: 13 + random.below(15) }) : undefined,
  ),
  slip('quarter that does not exist (quý V)', 'refused', /quý (?:[IV]+|\d)/i, (text) =>
    text.replace(/(?<=quý )(?:[IV]+|\d)/i, (quarter) => (/\d/.test(quarter) ? '5' : 'V')),
  ),
  slip('wrong quarter', 'none', /quý I+(?!V)/i, (text) => text.replace(/I+(?!V)/, 'IV')),

  slip('year transposed or a key beside (2010 → 2001, 2019)', 'noticed', ONE_YEAR, (text, random) =>
    editYear(text, (year) => {
      const wrong = [year.slice(0, 2) + (year[3] ?? '') + (year[2] ?? ''), '2019', '2018'];
      return pick(
        random,
        wrong.filter((other) => !isInPeriod(other)),
      );
    }),
  ),
  slip(
    'wrong last digit of the year, outside the period',
    'noticed',
    ONE_YEAR,
    wrongLastDigit(false),
  ),
  slip('wrong last digit of the year, inside the period', 'none', ONE_YEAR, wrongLastDigit(true)),
  slip('digit of the year doubled (20010)', 'refused', ONE_YEAR, (text, random) =>
    editYear(text, (year) => doubleAt(year, random.below(4))),
  ),
  slip('digit of the year dropped (210)', 'refused', ONE_YEAR, (text, random) =>
    editYear(text, (year) => dropAt(year, random.below(4))),
  ),
  daySlip('year of two digits', 'safe', (day) => write(day).replace(/\d\d(?=\d\d$)/, '')),
  slip('year left out', 'refused', /^(?=.*[/ .-])(?!năm)(?!.*\d{4}.*\d{4}).*\d{4}$/i, (text) =>
    text.replace(/(?:[/.-]| năm )?\d{4}$/, ''),
  ),
  slip('years of a period in the wrong order', 'refused', /\d{4}(?:-| đến )\d{4}$/, (text) =>
    text.replace(/(\d{4})(-| đến )(\d{4})$/, '$3$2$1'),
  ),
  slip('school year of other than two consecutive years', 'refused', /học|NH/, (text, random) =>
    editYear(text, (year) => String(Number(year) + pick(random, [-1, 1]))),
  ),

  slip('letter O for 0', 'refused', /0/, (text, random) =>
    editOne(text, random, /0/g, () => pick(random, ['O', 'o'])),
  ),
  slip('letter l for 1', 'refused', /1/, (text, random) => editOne(text, random, /1/g, () => 'l')),
  slip('accents lost in a word (thang, quy, nam)', 'safe', WORDS, loseAccents),
  slip('Telex left in a word (thasng, quys)', 'refused', WORDS, writeTelex),
  daySlip('backslashes', 'safe', (day) => write({ ...day, mark: '\\' })),
  daySlip('separators left out (15052010)', 'refused', (day) => write({ ...day, mark: '' })),
  daySlip('one separator left out (1505/2010)', 'refused', (day) =>
    day.mark === '-' ? undefined : write(day).replace(day.mark, ''),
  ),
  daySlip('first dash left out (20-08-2010 → 2008-2010)', 'none', (day) =>
    day.mark === '-' ? write(day).replace(day.mark, '') : undefined,
  ),
  daySlip('pasted as a serial number (40313)', 'safe', ({ date, month, year }) =>
    String(Date.UTC(year, month - 1, date) / 86_400_000 + 25_569),
  ),
  slip('leading apostrophe', 'safe', ANY, (text) => `'${text}`),
  slip('trailing note in brackets', 'refused', ANY, (text) => `${text} (áp dụng thử)`),
  daySlip(
    'two dates, from and to',
    'safe',
    (day) => `${write(day)} - ${write({ ...day, month: 12, date: 31 })}`,
  ),
  slip('«chưa áp dụng»', 'refused', ANY, () => 'chưa áp dụng'),
  slip('formula pasted', 'refused', ANY, () => '=TODAY()'),
  slip('left blank', 'refused', ANY, () => ''),
];
