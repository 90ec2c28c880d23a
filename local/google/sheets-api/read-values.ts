// spreadsheets.values.get and batchGet.

import type { sheets_v4 } from '@googleapis/sheets';
import { type Cell, isDateFormat } from '../workbook/cell.ts';
import { displayValue } from '../workbook/display-value.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { formatA1Target, parseA1Target } from './a1-target.ts';
import { ApiError } from './api-error.ts';

export type ReadOptions = {
  readonly valueRenderOption: 'FORMATTED_VALUE' | 'UNFORMATTED_VALUE' | 'FORMULA';
  readonly dateTimeRenderOption: 'SERIAL_NUMBER' | 'FORMATTED_STRING';
  readonly majorDimension: 'ROWS' | 'COLUMNS';
};

export function parseReadOptions(query: URLSearchParams): ReadOptions {
  return {
    valueRenderOption: oneOf(query, 'valueRenderOption', [
      'FORMATTED_VALUE',
      'UNFORMATTED_VALUE',
      'FORMULA',
    ]),
    dateTimeRenderOption: oneOf(query, 'dateTimeRenderOption', [
      'SERIAL_NUMBER',
      'FORMATTED_STRING',
    ]),
    majorDimension: oneOf(query, 'majorDimension', ['ROWS', 'COLUMNS']),
  };
}

/** Blank rows at the end and blank cells at a row's end are left out. */
export function readValues(
  workbook: Workbook,
  a1: string,
  options: ReadOptions,
): sheets_v4.Schema$ValueRange {
  const { sheet, rect } = parseA1Target(workbook, a1);
  const rows: Scalar[][] = [];
  for (let row = rect.row; row < rect.row + rect.rows; row += 1) {
    const cells = sheet.rowCells(row).slice(rect.column, rect.column + rect.columns);
    rows.push(cells.map((cell) => (cell === undefined ? '' : render(cell, options))));
  }
  const values = trimmed(options.majorDimension === 'ROWS' ? rows : transposed(rows));
  return {
    range: formatA1Target(sheet, rect),
    majorDimension: options.majorDimension,
    ...(values.length === 0 ? {} : { values }),
  };
}

type Scalar = string | number | boolean;

function render(cell: Cell, options: ReadOptions): Scalar {
  const { content, format } = cell;
  if (content === undefined) return '';
  if (options.valueRenderOption === 'FORMATTED_VALUE') return displayValue(cell);
  if (options.valueRenderOption === 'FORMULA' && content.formula !== undefined)
    return content.formula;
  const isShownDate = isDateFormat(format) && options.dateTimeRenderOption === 'FORMATTED_STRING';
  return isShownDate ? displayValue(cell) : content.value;
}

function trimmed(rows: Scalar[][]): Scalar[][] {
  for (const row of rows) while (row.length > 0 && row.at(-1) === '') row.pop();
  while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop();
  return rows;
}

function transposed(rows: readonly (readonly Scalar[])[]): Scalar[][] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? ''));
}

function oneOf<const T extends readonly string[]>(
  query: URLSearchParams,
  name: string,
  values: T,
): T[number] {
  const value = query.get(name) ?? values[0];
  const found = values.find((each) => each === value);
  if (found === undefined) throw new ApiError(400, `Invalid value at '${name}': ${value}`);
  return found;
}
