/** Moments and days in Vietnam, which has kept UTC+7 without daylight saving since 1975. */
import type { Day } from './rules.ts';

const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
/** Serial number of 1970-01-01 in a spreadsheet that counts from 1899-12-30. */
const UNIX_EPOCH_SERIAL = 25_569;

/** The day it is in Vietnam, as yyyy-mm-dd. */
export function toVietnamDay(epochMs: number): Day {
  return new Date(epochMs + OFFSET_MS).toISOString().slice(0, 10);
}

/** «08:31 23/11/2026», Vietnam time. */
export function formatVietnamTime(epochMs: number): string {
  const iso = new Date(epochMs + OFFSET_MS).toISOString();
  return `${iso.slice(11, 16)} ${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}

/** A moment as the serial number a date cell in Vietnam time holds. */
export function toSerial(epochMs: number): number {
  return (epochMs + OFFSET_MS) / DAY_MS + UNIX_EPOCH_SERIAL;
}

/** From one day to another; below 0 when the other comes first. */
export function countDaysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** What `toSerial` made of a moment, as text: «08:31 23/11/2026». */
export function formatSerial(serial: number): string {
  return formatVietnamTime(Math.round((serial - UNIX_EPOCH_SERIAL) * DAY_MS) - OFFSET_MS);
}
