// Cell values as a script reads and writes them.

import {
  type Cell,
  type CellFormat,
  isDateFormat,
  MAX_CELL_CHARACTERS,
  patchCell,
} from '../../workbook/cell.ts';
import { displayValue } from '../../workbook/display-value.ts';
import { enterIntoCell } from '../../workbook/enter-value.ts';
import type { CellData } from '../calls.ts';
import { zoneOf } from '../runtime/zone.ts';
import { ScriptException } from '../script-exception.ts';

const DAY_MS = 86_400_000;
const DAY_ZERO_MS = Date.UTC(1899, 11, 30);

export function readValue(cell: Cell, timeZone: string): CellData {
  const value = cell.content?.value;
  if (value === undefined) return '';
  if (typeof value !== 'number' || !isDateFormat(cell.format)) return value;
  const localMs = DAY_ZERO_MS + Math.round((value * DAY_MS) / 1000) * 1000;
  return { dateMs: zoneOf(timeZone).toUtcMs(localMs) };
}

/** The cell after setValue: texts are read as if typed, a date brings its format along. */
export function writeValue(cell: Cell, value: CellData, timeZone: string): Cell {
  if (typeof value === 'string') {
    if (value.length > MAX_CELL_CHARACTERS) {
      throw new ScriptException(
        `Your input contains more than the maximum of ${MAX_CELL_CHARACTERS} characters ` +
          'in a single cell.',
      );
    }
    return enterIntoCell(cell, value);
  }
  const isText = cell.format?.numberFormat?.type === 'TEXT';
  const plain = typeof value === 'object' ? dateCell(cell.format, value.dateMs, timeZone) : value;
  if (typeof plain === 'object') {
    return isText
      ? patchCell(cell, { content: { value: displayValue(plain) } })
      : patchCell(cell, plain);
  }
  // A text cell keeps what it is given as its text.
  const content = { value: isText ? textOf(plain) : plain };
  return patchCell(cell, { content });
}

function textOf(value: number | boolean): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return displayValue({ content: { value } });
}

function dateCell(format: CellFormat | undefined, dateMs: number, timeZone: string): Cell {
  const localMs = dateMs + zoneOf(timeZone).offsetMs(dateMs);
  const serial = (Math.round(localMs / 1000) * 1000 - DAY_ZERO_MS) / DAY_MS;
  const content = { value: serial };
  if (isDateFormat(format)) return { content, ...(format === undefined ? {} : { format }) };
  const numberFormat = Number.isInteger(serial)
    ? ({ type: 'DATE', pattern: 'd/m/yyyy' } as const)
    : ({ type: 'DATE_TIME', pattern: 'd/m/yyyy h:mm:ss' } as const);
  return { content, format: { ...(format ?? {}), numberFormat } };
}
