// Reads rate(...) and cron(...) of EventBridge Scheduler and finds the next time in a time zone.
import { LocalFault } from './local-fault.ts';

export type ScheduleExpression = {
  /** The first time after `afterMs`; undefined when there is none within five years. */
  nextAfter(afterMs: number): number | undefined;
};

type Zoned = { readonly timeZone: string; readonly anchorMs: number };

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const maxDays = 5 * 366;

/**
 * @param zoned the zone of a cron, and the moment a rate counts from
 * @throws LocalFault 'local.schedule_expression'
 */
export function parseScheduleExpression(expression: string, zoned: Zoned): ScheduleExpression {
  const [, kind, body = ''] = /^(rate|cron)\((.*)\)$/.exec(expression) ?? [];
  if (kind === 'rate') return parseRate(expression, body, zoned.anchorMs);
  if (kind === 'cron') return parseCron(expression, body, zoned.timeZone);
  throw malformed(expression, 'neither rate(...) nor cron(...)');
}

function parseRate(expression: string, body: string, anchorMs: number): ScheduleExpression {
  const [, amount, unit] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(body) ?? [];
  if (amount === undefined) throw malformed(expression, 'no such rate');
  const unitMs = unit === 'minute' ? minuteMs : unit === 'hour' ? 60 * minuteMs : dayMs;
  const periodMs = Number(amount) * unitMs;
  return {
    nextAfter: (afterMs) =>
      anchorMs + Math.max(1, Math.floor((afterMs - anchorMs) / periodMs) + 1) * periodMs,
  };
}

const monthNames = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const weekdayNames = 'SUN MON TUE WED THU FRI SAT'.split(' ');

type Range = { readonly from: number; readonly to: number; readonly names: readonly string[] };

function parseCron(expression: string, body: string, timeZone: string): ScheduleExpression {
  const fields = body.split(' ');
  if (fields.length !== 6) throw malformed(expression, 'a cron has six fields');
  const read = (index: number, range: Range): ReadonlySet<number> =>
    parseField(expression, fields[index] ?? '', range);
  const minutes = [...read(0, { from: 0, to: 59, names: [] })];
  const hours = [...read(1, { from: 0, to: 23, names: [] })];
  const days = read(2, { from: 1, to: 31, names: [] });
  const months = read(3, { from: 1, to: 12, names: monthNames });
  const weekdays = read(4, { from: 1, to: 7, names: weekdayNames });
  const years = read(5, { from: 1970, to: 2199, names: [] });
  const toOffsetMs = createOffsetReader(timeZone);

  function nextAfter(afterMs: number): number | undefined {
    const firstDayMs = Math.floor((afterMs + toOffsetMs(afterMs)) / dayMs) * dayMs;
    for (let day = 0; day <= maxDays; day += 1) {
      const localDayMs = firstDayMs + day * dayMs;
      const date = new Date(localDayMs);
      const matches =
        days.has(date.getUTCDate()) &&
        months.has(date.getUTCMonth() + 1) &&
        weekdays.has(date.getUTCDay() + 1) &&
        years.has(date.getUTCFullYear());
      if (!matches) continue;
      for (const hour of hours) {
        for (const minute of minutes) {
          const localMs = localDayMs + (hour * 60 + minute) * minuteMs;
          const dueMs = toUtc(localMs, toOffsetMs);
          if (dueMs !== undefined && dueMs > afterMs) return dueMs;
        }
      }
    }
    return undefined;
  }
  return { nextAfter };
}

/** @returns undefined for a local time a clock change skips */
function toUtc(localMs: number, toOffsetMs: (utcMs: number) => number): number | undefined {
  const guessMs = localMs - toOffsetMs(localMs);
  const utcMs = localMs - toOffsetMs(guessMs);
  return utcMs + toOffsetMs(utcMs) === localMs ? utcMs : undefined;
}

/** Offsets change on full minutes; one read from a format costs as much as a thousand remembered. */
const maxRemembered = 10_000;

function createOffsetReader(timeZone: string): (utcMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const remembered = new Map<number, number>();
  return (utcMs) => {
    const minute = Math.floor(utcMs / minuteMs);
    const known = remembered.get(minute);
    if (known !== undefined) return known;
    if (remembered.size === maxRemembered) remembered.clear();
    const offsetMs = readOffsetMs(format, utcMs);
    remembered.set(minute, offsetMs);
    return offsetMs;
  };
}

function readOffsetMs(format: Intl.DateTimeFormat, utcMs: number): number {
  const name = format.formatToParts(utcMs).find((part) => part.type === 'timeZoneName')?.value;
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name ?? '') ?? [];
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * minuteMs;
  return sign === '-' ? -offsetMs : offsetMs;
}

function parseField(expression: string, field: string, range: Range): ReadonlySet<number> {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [, body = '', step = '1'] = /^([^/]+)(?:\/([1-9]\d*))?$/.exec(part) ?? [];
    const [first, last] = readBounds(expression, body, range, part.includes('/'));
    for (let value = first; value <= last; value += Number(step)) values.add(value);
  }
  return new Set([...values].sort((left, right) => left - right));
}

function readBounds(
  expression: string,
  body: string,
  range: Range,
  hasStep: boolean,
): readonly [number, number] {
  if (body === '*' || body === '?') return [range.from, range.to];
  const [low = '', high] = body.split('-');
  const first = readNumber(expression, low, range);
  if (high !== undefined) return [first, readNumber(expression, high, range)];
  return [first, hasStep ? range.to : first];
}

function readNumber(expression: string, text: string, { from, to, names }: Range): number {
  const named = names.indexOf(text.toUpperCase());
  const value = named >= 0 ? named + from : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= from && value <= to)) {
    throw malformed(expression, `«${text}» is not understood here`);
  }
  return value;
}

function malformed(expression: string, reason: string): LocalFault {
  return new LocalFault('local.schedule_expression', { expression, reason });
}
