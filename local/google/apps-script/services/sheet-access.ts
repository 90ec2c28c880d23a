// Finding sheets and rectangles of the workbook a script is bound to.

import { clipA1, parseA1 } from '../../workbook/a1.ts';
import type { Rect } from '../../workbook/rect.ts';
import type { Sheet } from '../../workbook/sheet.ts';
import type { Workbook } from '../../workbook/workbook.ts';
import { WorkbookError } from '../../workbook/workbook-error.ts';
import type { RangeRef } from '../calls.ts';
import { ScriptException } from '../script-exception.ts';

const OUTSIDE = 'The coordinates of the range are outside the dimensions of the sheet.';

export function sheetOf(workbook: Workbook, sheetId: number): Sheet {
  const sheet = workbook.sheetById(sheetId);
  if (sheet === undefined) throw new ScriptException(`Sheet ${sheetId} not found`);
  return sheet;
}

/** @throws ScriptException when a part of it is no longer, or never was, on the sheet */
export function rectOf(sheet: Sheet, range: RangeRef): Rect {
  const rect = {
    row: range.row - 1,
    column: range.column - 1,
    rows: range.rows,
    columns: range.columns,
  };
  try {
    sheet.assertInside(rect);
  } catch (error) {
    if (error instanceof WorkbookError) throw new ScriptException(OUTSIDE);
    throw error;
  }
  return rect;
}

export function refOf(sheetId: number, rect: Rect): RangeRef {
  const { row, column, rows, columns } = rect;
  return { sheetId, row: row + 1, column: column + 1, rows, columns };
}

/** An address within the sheet. @throws ScriptException */
export function parseRange(sheet: Sheet, a1: string): RangeRef {
  const range = parseA1(a1);
  // A title that names no sheet was read where an address was meant.
  if (range.startRow === undefined && range.startColumn === undefined) {
    throw new ScriptException('Range not found');
  }
  const rect = clipA1(range, sheet);
  if (rect === undefined) throw new ScriptException('Range not found');
  const isCut = (range.endRow ?? 0) > sheet.rowCount || (range.endColumn ?? 0) > sheet.columnCount;
  if (isCut) throw new ScriptException(`Range ${a1} exceeds the dimensions of the sheet.`);
  return refOf(sheet.sheetId, rect);
}
