// Utilities.formatDate: the letters of Java's SimpleDateFormat that scripts commonly use.

import type { Zone } from './zone.ts';

const TOKEN = /'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+/g;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

export function formatDate(utcMs: number, zone: Zone, pattern: string): string {
  const offsetMs = zone.offsetMs(utcMs);
  const local = new Date(utcMs + offsetMs);
  return pattern.replace(TOKEN, (token) => {
    if (token.startsWith("'")) return token === "''" ? "'" : unquote(token);
    return /^[A-Za-z]/.test(token) ? field(token, local, offsetMs) : token;
  });
}

function unquote(token: string): string {
  return token.slice(1, -1).replaceAll("''", "'");
}

function field(token: string, local: Date, offsetMs: number): string {
  const number = (value: number): string => String(value).padStart(token.length, '0');
  switch (token.charAt(0)) {
    case 'y':
    case 'Y':
      return token.length === 2
        ? String(local.getUTCFullYear() % 100).padStart(2, '0')
        : number(local.getUTCFullYear());
    case 'M':
      return name(token, MONTHS[local.getUTCMonth()]) ?? number(local.getUTCMonth() + 1);
    case 'd':
      return number(local.getUTCDate());
    case 'H':
      return number(local.getUTCHours());
    case 'h':
      return number(((local.getUTCHours() + 11) % 12) + 1);
    case 'm':
      return number(local.getUTCMinutes());
    case 's':
      return number(local.getUTCSeconds());
    case 'S':
      return number(local.getUTCMilliseconds());
    case 'a':
      return local.getUTCHours() < 12 ? 'AM' : 'PM';
    case 'E':
      return token.length < 4 ? dayName(local).slice(0, 3) : dayName(local);
    case 'u':
      return number(local.getUTCDay() === 0 ? 7 : local.getUTCDay());
    case 'Z':
      return offsetText(offsetMs, '');
    case 'X':
      if (offsetMs === 0) return 'Z';
      return token.length === 1
        ? offsetText(offsetMs, '').slice(0, 3)
        : offsetText(offsetMs, token.length === 3 ? ':' : '');
    default:
      throw new Error(`Utilities.formatDate with "${token}" is not implemented by this stand-in`);
  }
}

function name(token: string, full: string | undefined): string | undefined {
  if (token.length < 3) return undefined;
  return token.length === 3 ? full?.slice(0, 3) : full;
}

function dayName(local: Date): string {
  return DAYS[local.getUTCDay()] ?? '';
}

function offsetText(offsetMs: number, separator: string): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`;
}
