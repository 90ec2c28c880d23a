/** The text a cell shows, whatever it holds. */

import { type CellValue, isDateCell } from '../cell.ts';
import { formatDay } from '../format.ts';
import { serialToDay } from './calendar.ts';

/** Numbers as plain digits, days as dd/mm/yyyy. */
export function toPlainText(value: CellValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return toPlainDigits(value);
  if (isDateCell(value)) return formatDay(serialToDay(value.serial));
  return value ? 'TRUE' : 'FALSE';
}

/** Without an exponent: 1e21 is 1000000000000000000000. */
function toPlainDigits(value: number): string {
  const text = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = '', first = '', rest = '', power = ''] = match;
  const exponent = Number(power);
  const digits = first + rest;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  return sign + digits.padEnd(exponent + 1, '0');
}
