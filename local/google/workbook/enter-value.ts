// What a text becomes when a person types or pastes it into a cell of a Vietnamese spreadsheet.
//
// The subset of Google's rules that is kept here:
// - in a cell formatted as TEXT everything stays as typed, formulas and apostrophes included;
// - a leading apostrophe makes the rest a text; «=…» a formula, which is never evaluated;
// - TRUE and FALSE in any case; numbers with «,» before decimals and «.» between thousands,
//   a percent sign or an exponent (so «0901» becomes 901);
// - d/m/yyyy, d-m-yyyy, m/yyyy (the month's first day) and two-digit years, 00-29 being 20xx;
//   d/m/yyyy hh:mm[:ss].
// Left as text although Google may read them otherwise: dates without a year, month names,
// times alone, amounts with a currency sign, a leading «+» or «-» before no number.

import type { Cell, CellContent, CellFormat, NumberFormat } from './cell.ts';
import { isCivilDate, toSerial } from './serial-date.ts';

export type Entered = {
  /** Undefined: the cell becomes empty. */
  readonly content: CellContent | undefined;
  /** The number format the value brings along; undefined leaves the cell's. */
  readonly numberFormat?: NumberFormat;
};

/** The cell after someone typed `text` into it. Note, validation and colours stay. */
export function enterIntoCell(cell: Cell, text: string): Cell {
  const { content, numberFormat } = enterValue(text, cell.format);
  const { content: _old, ...rest } = cell;
  const format =
    numberFormat === undefined ? cell.format : { ...(cell.format ?? {}), numberFormat };
  return {
    ...rest,
    ...(content === undefined ? {} : { content }),
    ...(format === undefined ? {} : { format }),
  };
}

export function enterValue(text: string, format?: CellFormat): Entered {
  if (text === '') return { content: undefined };
  if (format?.numberFormat?.type === 'TEXT') return { content: { value: text } };
  if (text.startsWith("'")) return { content: { value: text.slice(1) } };
  if (text.startsWith('=') && text.length > 1)
    return { content: { value: '#ERROR!', formula: text } };
  const trimmed = text.trim();
  if (/^(true|false)$/i.test(trimmed))
    return { content: { value: trimmed.toLowerCase() === 'true' } };
  return enterNumber(trimmed, format) ?? enterDate(trimmed, format) ?? { content: { value: text } };
}

const NUMBER = /^([+-]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d*))?(?:[eE]([+-]?\d{1,3}))?\s?(%?)$/;

function enterNumber(text: string, format: CellFormat | undefined): Entered | undefined {
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', decimals = '', exponent, percent] = match;
  const plain = `${sign}${whole.replaceAll('.', '')}.${decimals || '0'}e${exponent ?? '0'}`;
  const value = percent === '%' ? Number(plain) / 100 : Number(plain);
  if (!Number.isFinite(value)) return undefined;
  const content = { value };
  if (percent === '%') return withFormat(content, format, 'PERCENT', decimals ? '0.00%' : '0%');
  if (exponent !== undefined) return withFormat(content, format, 'SCIENTIFIC', '0.00E+00');
  if (whole.includes('.'))
    return withFormat(content, format, 'NUMBER', decimals ? '#,##0.00' : '#,##0');
  return { content };
}

const DATE = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const MONTH = /^(\d{1,2})[/-](\d{4})$/;

function enterDate(text: string, format: CellFormat | undefined): Entered | undefined {
  const monthMatch = MONTH.exec(text);
  if (monthMatch !== null) {
    const [, month, year] = monthMatch;
    if (!isCivilDate(Number(year), Number(month), 1)) return undefined;
    const value = toSerial({ year: Number(year), month: Number(month), day: 1 });
    return withFormat({ value }, format, 'DATE', 'm/yyyy');
  }
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [, day = '', month = '', yearText = '', hour, minute, second] = match;
  const year = yearText.length === 2 ? fullYear(Number(yearText)) : Number(yearText);
  if (!isCivilDate(year, Number(month), Number(day))) return undefined;
  const date = { year, month: Number(month), day: Number(day) };
  if (hour === undefined) return withFormat({ value: toSerial(date) }, format, 'DATE', 'd/m/yyyy');
  const time = { hour: Number(hour), minute: Number(minute), second: Number(second ?? 0) };
  if (time.hour > 23 || time.minute > 59 || time.second > 59) return undefined;
  const value = toSerial({ ...date, ...time });
  return withFormat({ value }, format, 'DATE_TIME', 'd/m/yyyy h:mm:ss');
}

function fullYear(twoDigits: number): number {
  return twoDigits < 30 ? 2000 + twoDigits : 1900 + twoDigits;
}

// A number format someone chose for the cell stays; only an automatic cell takes a new one.
function withFormat(
  content: CellContent,
  format: CellFormat | undefined,
  type: NumberFormat['type'],
  pattern: string,
): Entered {
  return format?.numberFormat === undefined
    ? { content, numberFormat: { type, pattern } }
    : { content };
}
