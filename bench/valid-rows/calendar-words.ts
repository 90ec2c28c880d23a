/** Days and their two figures, counted without any part of the product. */

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function pad2(value: number): string {
  return String(value).padStart(2, '0');
}
