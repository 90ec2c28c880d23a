/** The moment figures were read, as machines read it: ISO 8601 in Vietnam time. */
import { toVietnamDay } from '../time.ts';

const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

/** «2011-03-31T08:05:00+07:00»; parts of a second are dropped. */
export function toAsOf(epochMs: number): string {
  const secondOfDay = Math.floor(((((epochMs + OFFSET_MS) % DAY_MS) + DAY_MS) % DAY_MS) / 1000);
  const parts = [secondOfDay / 3600, (secondOfDay / 60) % 60, secondOfDay % 60];
  const time = parts.map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
  return `${toVietnamDay(epochMs)}T${time}+07:00`;
}
