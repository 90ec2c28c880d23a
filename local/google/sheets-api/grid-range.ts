// GridRange of the API ↔ rectangle of a sheet.

import type { sheets_v4 } from '@googleapis/sheets';
import type { Rect } from '../workbook/rect.ts';
import type { Sheet } from '../workbook/sheet.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { ApiError } from './api-error.ts';

export type GridTarget = { readonly sheet: Sheet; readonly rect: Rect };

/** @throws ApiError 400 */
export function requireGrid(workbook: Workbook, sheetId: number | null | undefined): Sheet {
  const sheet = workbook.sheetById(sheetId ?? 0);
  if (sheet === undefined) throw new ApiError(400, `No grid with id: ${sheetId ?? 0}`);
  return sheet;
}

/** Open ends reach to the grid's; a range that reaches beyond it is refused. */
export function parseGridRange(
  workbook: Workbook,
  range: sheets_v4.Schema$GridRange | undefined,
): GridTarget {
  if (range === undefined) throw new ApiError(400, 'range is required');
  const sheet = requireGrid(workbook, range.sheetId);
  const row = range.startRowIndex ?? 0;
  const column = range.startColumnIndex ?? 0;
  const rect = {
    row,
    column,
    rows: (range.endRowIndex ?? sheet.rowCount) - row,
    columns: (range.endColumnIndex ?? sheet.columnCount) - column,
  };
  if (!Object.values(rect).every(Number.isInteger))
    throw new ApiError(400, 'indexes of a range must be integers');
  if (rect.row < 0 || rect.column < 0 || rect.rows <= 0 || rect.columns <= 0)
    throw new ApiError(400, 'range is empty or turned around');
  sheet.assertInside(rect);
  return { sheet, rect };
}

export function toGridRange(sheetId: number, rect: Rect): sheets_v4.Schema$GridRange {
  return {
    sheetId,
    startRowIndex: rect.row,
    endRowIndex: rect.row + rect.rows,
    startColumnIndex: rect.column,
    endColumnIndex: rect.column + rect.columns,
  };
}
