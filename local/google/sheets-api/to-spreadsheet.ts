// A workbook as the Spreadsheet resource of the API.

import type { sheets_v4 } from '@googleapis/sheets';
import { BLANK_CELL } from '../workbook/cell.ts';
import type { Line } from '../workbook/grid.ts';
import type { Rect } from '../workbook/rect.ts';
import type { Sheet } from '../workbook/sheet.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { toCellData } from './cell-data.ts';
import { toColor } from './color.ts';
import { type FieldMask, maskTouches } from './field-mask.ts';
import { toGridRange } from './grid-range.ts';

export type SpreadsheetView = {
  readonly mask: FieldMask;
  readonly withGridData: boolean;
  /** Only these sheets, and of their cells only these rectangles; undefined: everything. */
  readonly targets?: readonly { readonly sheet: Sheet; readonly rect: Rect }[];
};

export function toSpreadsheet(
  workbook: Workbook,
  view: SpreadsheetView,
): sheets_v4.Schema$Spreadsheet {
  const sheets = workbook.sheets.filter(
    (sheet) => view.targets?.some((target) => target.sheet === sheet) ?? true,
  );
  return {
    spreadsheetId: workbook.spreadsheetId,
    properties: {
      title: workbook.title,
      locale: workbook.locale,
      timeZone: workbook.timeZone,
      autoRecalc: 'ON_CHANGE',
    },
    sheets: sheets.map((sheet) => toSheet(workbook, sheet, view)),
    spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${workbook.spreadsheetId}/edit`,
  };
}

export function toSheetProperties(
  workbook: Workbook,
  sheet: Sheet,
): sheets_v4.Schema$SheetProperties {
  const { frozenRows, frozenColumns, hideGridlines, tabColor } = sheet.furniture;
  return {
    sheetId: sheet.sheetId,
    title: sheet.title,
    index: workbook.sheets.indexOf(sheet),
    sheetType: 'GRID',
    gridProperties: {
      rowCount: sheet.rowCount,
      columnCount: sheet.columnCount,
      ...(frozenRows === 0 ? {} : { frozenRowCount: frozenRows }),
      ...(frozenColumns === 0 ? {} : { frozenColumnCount: frozenColumns }),
      ...(hideGridlines ? { hideGridlines } : {}),
    },
    ...(sheet.hidden ? { hidden: true } : {}),
    ...(tabColor === undefined
      ? {}
      : { tabColor: toColor(tabColor), tabColorStyle: { rgbColor: toColor(tabColor) } }),
  };
}

export function toProtectedRange(
  sheet: Sheet,
  range: Sheet['protectedRanges'][number],
): sheets_v4.Schema$ProtectedRange {
  const { protectedRangeId, rect, description, warningOnly, editors } = range;
  return {
    protectedRangeId,
    range: rect === undefined ? { sheetId: sheet.sheetId } : toGridRange(sheet.sheetId, rect),
    ...(description === '' ? {} : { description }),
    ...(warningOnly ? { warningOnly } : { requestingUserCanEdit: true }),
    ...(editors === undefined ? {} : { editors: { users: [...editors] } }),
  };
}

function toSheet(workbook: Workbook, sheet: Sheet, view: SpreadsheetView): sheets_v4.Schema$Sheet {
  const { merges, protectedRanges, charts, basicFilter } = sheet.furniture;
  const whole = { row: 0, column: 0, rows: sheet.rowCount, columns: sheet.columnCount };
  const rects = view.targets
    ?.filter((target) => target.sheet === sheet)
    .map(({ rect }) => rect) ?? [whole];
  return {
    properties: toSheetProperties(workbook, sheet),
    ...(view.withGridData ? { data: rects.map((rect) => toGridData(sheet, rect, view.mask)) } : {}),
    ...(merges.length === 0
      ? {}
      : { merges: merges.map((rect) => toGridRange(sheet.sheetId, rect)) }),
    ...(protectedRanges.length === 0
      ? {}
      : { protectedRanges: protectedRanges.map((range) => toProtectedRange(sheet, range)) }),
    ...(basicFilter === undefined
      ? {}
      : { basicFilter: { range: toGridRange(sheet.sheetId, basicFilter) } }),
    ...(charts.length === 0 ? {} : { charts: charts.map((chart) => ({ ...chart })) }),
  };
}

function toGridData(sheet: Sheet, rect: Rect, mask: FieldMask): sheets_v4.Schema$GridData {
  const wants = (name: string): boolean => maskTouches(mask, ['sheets', 'data', name]);
  return {
    ...(rect.row === 0 ? {} : { startRow: rect.row }),
    ...(rect.column === 0 ? {} : { startColumn: rect.column }),
    ...(wants('rowData') ? { rowData: toRowData(sheet, rect) } : {}),
    ...(wants('rowMetadata')
      ? { rowMetadata: toMetadata(rect.row, rect.rows, (at) => sheet.rowLine(at)) }
      : {}),
    ...(wants('columnMetadata')
      ? { columnMetadata: toMetadata(rect.column, rect.columns, (at) => sheet.columnLine(at)) }
      : {}),
  };
}

// Blank cells at the end of a row and blank rows at the end are left out.
function toRowData(sheet: Sheet, rect: Rect): sheets_v4.Schema$RowData[] {
  const rows: sheets_v4.Schema$RowData[] = [];
  for (let row = rect.row; row < rect.row + rect.rows; row += 1) {
    const cells = sheet.rowCells(row).slice(rect.column, rect.column + rect.columns);
    rows.push(
      cells.length === 0 ? {} : { values: cells.map((cell) => toCellData(cell ?? BLANK_CELL)) },
    );
  }
  while (rows.length > 0 && rows.at(-1)?.values === undefined) rows.pop();
  return rows;
}

function toMetadata(
  start: number,
  count: number,
  lineAt: (index: number) => Line,
): sheets_v4.Schema$DimensionProperties[] {
  return Array.from({ length: count }, (_, index) => {
    const { sizePx, hidden } = lineAt(start + index);
    return { pixelSize: sizePx, ...(hidden ? { hiddenByUser: true } : {}) };
  });
}
