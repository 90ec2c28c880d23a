// Finds what an A1 address in a request means in a workbook.

import { type A1Range, clipA1, parseA1, quoteSheetTitle, toA1 } from '../workbook/a1.ts';
import type { Rect } from '../workbook/rect.ts';
import type { Sheet } from '../workbook/sheet.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { ApiError } from './api-error.ts';

export type A1Target = {
  readonly sheet: Sheet;
  /** As written. */
  readonly range: A1Range;
  /** The part inside the grid. */
  readonly rect: Rect;
};

/** An address without a sheet means the first one. @throws ApiError 400 */
export function parseA1Target(workbook: Workbook, text: string): A1Target {
  const range = parseOrRefuse(text);
  const sheet =
    range.sheetTitle === undefined
      ? workbook.sheets[0]
      : workbook.sheets.find((each) => isSameTitle(each.title, range.sheetTitle ?? ''));
  if (sheet === undefined) throw new ApiError(400, `Unable to parse range: ${text}`);
  const rect = clipA1(range, sheet);
  if (rect === undefined)
    throw new ApiError(
      400,
      `Range (${text}) exceeds grid limits. Max rows: ${sheet.rowCount}, ` +
        `max columns: ${sheet.columnCount}`,
    );
  return { sheet, range, rect };
}

/** As Google writes it: with quotes only where the title needs them. */
export function formatA1Target(sheet: Sheet, rect: Rect): string {
  const title = /^[A-Za-z_][A-Za-z0-9_]*$/.test(sheet.title)
    ? sheet.title
    : quoteSheetTitle(sheet.title);
  return `${title}!${toA1(rect)}`;
}

function parseOrRefuse(text: string): A1Range {
  try {
    return parseA1(text);
  } catch (error) {
    throw new ApiError(400, error instanceof Error ? error.message : String(error));
  }
}

function isSameTitle(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
