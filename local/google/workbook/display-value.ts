// The text a cell shows in a Vietnamese spreadsheet: «1.250,5», «15/05/2010».
//
// Number patterns: one section of 0, #, grouping commas, decimals, %, quoted or plain literals.
// Date patterns: d dd m mm yy yyyy h hh hh:mm ss. A pattern beyond that throws.

import type { Cell, CellContent, NumberFormat } from './cell.ts';
import { fromSerial } from './serial-date.ts';
import { WorkbookError } from './workbook-error.ts';

export function displayValue(cell: Cell): string {
  const { content } = cell;
  return content === undefined ? '' : displayContent(content, cell.format?.numberFormat);
}

function displayContent(content: CellContent, format: NumberFormat | undefined): string {
  const { value } = content;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (format === undefined || format.type === 'TEXT') return plainNumber(value);
  switch (format.type) {
    case 'DATE':
      return displayDate(value, format.pattern || 'd/m/yyyy');
    case 'DATE_TIME':
      return displayDate(value, format.pattern || 'd/m/yyyy h:mm:ss');
    case 'TIME':
      return displayDate(value, format.pattern || 'h:mm:ss');
    case 'PERCENT':
      return displayNumber(value, format.pattern || '0.00%');
    case 'SCIENTIFIC':
      return value.toExponential(2).replace('.', ',').replace('e', 'E');
    case 'CURRENCY':
      return displayNumber(value, format.pattern || '#,##0 "₫"');
    case 'NUMBER':
      return format.pattern === '' ? plainNumber(value) : displayNumber(value, format.pattern);
    default:
      return unsupported(format);
  }
}

// Google shows an automatic number with up to about ten significant digits.
function plainNumber(value: number): string {
  const text = String(Number(value.toPrecision(15)));
  return text.replace('.', ',');
}

const NUMBER_PATTERN = /^((?:"[^"]*"|[^0#"])*)([#0][#0,]*)(?:\.([0#]+))?((?:"[^"]*"|[^0#"])*)$/;

function displayNumber(value: number, pattern: string): string {
  const match = NUMBER_PATTERN.exec(pattern);
  if (match === null || pattern.includes(';'))
    throw new WorkbookError('invalid', `Number pattern not implemented: ${pattern}`);
  const [, prefix = '', whole = '', decimals = '', suffix = ''] = match;
  const scaled = suffix.includes('%') ? value * 100 : value;
  const minimum = decimals.replaceAll('#', '').length;
  const digits = new Intl.NumberFormat('vi-VN', {
    minimumIntegerDigits: Math.max(1, whole.replace(/[#,]/g, '').length),
    minimumFractionDigits: minimum,
    maximumFractionDigits: decimals.length,
    useGrouping: whole.includes(','),
  }).format(Math.abs(scaled));
  const shown = /[1-9]/.test(digits);
  const sign = scaled < 0 && shown ? '-' : '';
  return `${sign}${literal(prefix)}${digits}${literal(suffix)}`;
}

function literal(text: string): string {
  return text.replaceAll('"', '').replaceAll('\\', '');
}

const DATE_TOKEN = /yyyy|yy|mm|m|dd|d|hh|h|ss|s|"[^"]*"|./gi;

function displayDate(serial: number, pattern: string): string {
  const time = fromSerial(serial);
  let afterHour = false;
  return pattern.replace(DATE_TOKEN, (token) => {
    const lower = token.toLowerCase();
    if (lower.startsWith('h')) {
      afterHour = true;
      return padded(time.hour, lower.length);
    }
    if (lower.startsWith('s')) return padded(time.second, lower.length);
    if (lower === 'yyyy') return padded(time.year, 4);
    if (lower === 'yy') return padded(time.year % 100, 2);
    if (lower.startsWith('d')) return padded(time.day, lower.length);
    if (lower === 'm' || lower === 'mm') {
      // After an hour, m means minutes: «h:mm».
      const isMinute = afterHour;
      afterHour = false;
      return padded(isMinute ? time.minute : time.month, lower.length);
    }
    if (/^[a-z]$/.test(lower))
      throw new WorkbookError('invalid', `Date pattern not implemented: ${pattern}`);
    return literal(token);
  });
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function unsupported(format: NumberFormat): never {
  throw new WorkbookError('invalid', `Number format not implemented: ${format.type}`);
}
