// spreadsheets.values.update and batchUpdate, RAW only: nothing written here is ever interpreted.

import type { sheets_v4 } from '@googleapis/sheets';
import { type Cell, type CellContent, patchCell } from '../workbook/cell.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { type A1Target, formatA1Target, parseA1Target } from './a1-target.ts';
import { ApiError, notImplemented } from './api-error.ts';
import { parseText } from './cell-data.ts';

/** @throws ApiError 501 for USER_ENTERED: a text a person wrote could become a formula */
export function assertRaw(valueInputOption: string | null | undefined): void {
  if (valueInputOption === 'RAW') return;
  if (valueInputOption === 'USER_ENTERED') throw notImplemented('valueInputOption USER_ENTERED');
  throw new ApiError(400, "'valueInputOption' is required but not specified");
}

export function writeValues(
  workbook: Workbook,
  a1: string,
  body: sheets_v4.Schema$ValueRange,
): sheets_v4.Schema$UpdateValuesResponse {
  const target = parseA1Target(workbook, a1);
  if (typeof body.range === 'string') assertSameRange(workbook, a1, body.range);
  if (body.majorDimension === 'COLUMNS') throw notImplemented('majorDimension COLUMNS in a write');
  const values: readonly (readonly unknown[])[] = body.values ?? [];
  assertFits(target, a1, values);
  const { sheet, rect } = target;
  const counts = { rows: 0, columns: 0, cells: 0 };
  workbook.transact(() => {
    values.forEach((line, index) => {
      const row = rect.row + index;
      if (line.length === 0) return;
      const cells = sheet.cellsOf(row, rect.column, line.length);
      sheet.setCells(
        row,
        rect.column,
        cells.map((cell, offset) => writeRaw(cell, line[offset])),
      );
      const written = line.filter((value) => value !== null).length;
      counts.cells += written;
      counts.rows += written > 0 ? 1 : 0;
      counts.columns = Math.max(counts.columns, line.length);
    });
  });
  const updated = {
    ...rect,
    rows: Math.max(1, values.length),
    columns: Math.max(1, counts.columns),
  };
  return {
    spreadsheetId: workbook.spreadsheetId,
    updatedRange: formatA1Target(sheet, updated),
    updatedRows: counts.rows,
    updatedColumns: counts.columns,
    updatedCells: counts.cells,
  };
}

export function batchWriteValues(
  workbook: Workbook,
  body: sheets_v4.Schema$BatchUpdateValuesRequest,
): sheets_v4.Schema$BatchUpdateValuesResponse {
  assertRaw(body.valueInputOption);
  if (body.includeValuesInResponse === true) throw notImplemented('includeValuesInResponse');
  const responses = workbook.transact(() =>
    (body.data ?? []).map((data) => {
      if (typeof data.range !== 'string') throw new ApiError(400, 'data.range is required');
      return writeValues(workbook, data.range, data);
    }),
  );
  const sum = (part: 'updatedRows' | 'updatedColumns' | 'updatedCells'): number =>
    responses.reduce((total, response) => total + (response[part] ?? 0), 0);
  const sheets = (body.data ?? []).map(({ range }) => parseA1Target(workbook, range ?? '').sheet);
  return {
    spreadsheetId: workbook.spreadsheetId,
    totalUpdatedRows: sum('updatedRows'),
    totalUpdatedColumns: sum('updatedColumns'),
    totalUpdatedCells: sum('updatedCells'),
    totalUpdatedSheets: new Set(sheets).size,
    responses,
  };
}

function assertSameRange(workbook: Workbook, a1: string, bodyRange: string): void {
  const [url, body] = [a1, bodyRange].map((text) => {
    const { sheet, rect } = parseA1Target(workbook, text);
    return formatA1Target(sheet, rect);
  });
  if (url !== body)
    throw new ApiError(400, `Requested range is ${a1} but the values are for ${bodyRange}`);
}

// A single cell is only where to begin; a range with two corners is also a limit.
function assertFits(
  { sheet, range, rect }: A1Target,
  a1: string,
  values: readonly (readonly unknown[])[],
): void {
  const isStart = rect.rows === 1 && rect.columns === 1 && !a1.includes(':');
  const columns = values.reduce((most, line) => Math.max(most, line.length), 0);
  const needed = { ...rect, rows: Math.max(1, values.length), columns: Math.max(1, columns) };
  const isBeyond = needed.rows > rect.rows || needed.columns > rect.columns;
  const isLimited = range.endRow !== undefined || range.endColumn !== undefined;
  if (isBeyond && !isStart && isLimited)
    throw new ApiError(
      400,
      `Requested writing within range [${a1}], but tried writing to ` +
        `[${formatA1Target(sheet, needed)}]`,
    );
  sheet.assertInside(needed);
}

function writeRaw(cell: Cell, value: unknown): Cell {
  // null means «leave this cell».
  return value === null || value === undefined
    ? cell
    : patchCell(cell, { content: toContent(value) });
}

function toContent(value: unknown): CellContent | undefined {
  if (typeof value === 'string') return parseText(value);
  if (typeof value === 'number' || typeof value === 'boolean') return { value };
  throw new ApiError(400, `Invalid values: ${JSON.stringify(value)} is no cell value`);
}
