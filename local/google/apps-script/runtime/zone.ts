// Local time in a named zone, since the context cannot have a time zone of its own.

export type Zone = {
  readonly name: string;
  /** Add to a UTC time to read local fields with UTC getters. */
  offsetMs(utcMs: number): number;
  /** The UTC time of local fields written with UTC setters. */
  toUtcMs(localMs: number): number;
};

const QUARTER_HOUR_MS = 900_000;
const zones = new Map<string, Zone>();

/** @throws RangeError for a name that is no time zone */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = createZone(name);
  zones.set(name, zone);
  return zone;
}

function createZone(name: string): Zone {
  const { floor } = Math;
  const utc = Date.UTC;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const cache = new Map<number, number>();

  function measure(utcMs: number): number {
    const parts: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(utcMs)) parts[type] = value;
    const number = (key: string): number => Number(parts[key]);
    const year = parts.era === 'BC' ? 1 - number('year') : number('year');
    const day = utc(2000, number('month') - 1, number('day'));
    // Date.UTC reads years below 100 as 19xx, so the year is put in afterwards.
    const date = new Date(day);
    date.setUTCFullYear(year, number('month') - 1, number('day'));
    date.setUTCHours(number('hour'), number('minute'), number('second'));
    return date.getTime() - floor(utcMs / 1000) * 1000;
  }

  function offsetMs(utcMs: number): number {
    if (!Number.isFinite(utcMs)) return 0;
    const key = floor(utcMs / QUARTER_HOUR_MS);
    let offset = cache.get(key);
    if (offset === undefined) {
      offset = measure(key * QUARTER_HOUR_MS);
      cache.set(key, offset);
    }
    return offset;
  }

  function toUtcMs(localMs: number): number {
    const first = localMs - offsetMs(localMs);
    return localMs - offsetMs(first);
  }

  return { name, offsetMs, toUtcMs };
}
