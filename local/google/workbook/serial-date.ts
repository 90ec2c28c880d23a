// Dates as Google Sheets stores them: days since 1899-12-30, the time as the fraction, no zone.

const MS_PER_DAY = 86_400_000;
const DAY_ZERO_MS = Date.UTC(1899, 11, 30);

export type CivilTime = {
  readonly year: number;
  /** 1-12 */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
};

export function toSerial(
  date: Pick<CivilTime, 'year' | 'month' | 'day'> & Partial<CivilTime>,
): number {
  const { year, month, day, hour = 0, minute = 0, second = 0 } = date;
  return (Date.UTC(year, month - 1, day, hour, minute, second) - DAY_ZERO_MS) / MS_PER_DAY;
}

/** To the nearest second. */
export function fromSerial(serial: number): CivilTime {
  const seconds = Math.round((serial * MS_PER_DAY) / 1000);
  const date = new Date(DAY_ZERO_MS + seconds * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

export function isCivilDate(year: number, month: number, day: number): boolean {
  const back = fromSerial(toSerial({ year, month, day }));
  return back.year === year && back.month === month && back.day === day;
}
