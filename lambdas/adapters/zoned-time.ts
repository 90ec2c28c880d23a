/** What a date cell of a spreadsheet in another time zone is for a script, which reads moments. */
import { toSerial } from '../../core/time.ts';

const DAY_MS = 86_400_000;
const DAY_ZERO_MS = Date.UTC(1899, 11, 30);

/**
 * A script gets moments, to the second, and counts days in Vietnam: for the same cell to be the same
 * here, a serial number of the spreadsheet's zone goes the same way.
 */
export function toScriptSerial(serial: number, timeZone: string): number {
  const localMs = DAY_ZERO_MS + Math.round((serial * DAY_MS) / 1000) * 1000;
  const first = localMs - measureOffsetMs(localMs, timeZone);
  return toSerial(localMs - measureOffsetMs(first, timeZone));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Add to a UTC time to read local fields with UTC getters. */
function measureOffsetMs(utcMs: number, timeZone: string): number {
  const parts = new Map(
    openFormat(timeZone)
      .formatToParts(utcMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const localMs = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return localMs - Math.floor(utcMs / 1000) * 1000;
}

function openFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}
