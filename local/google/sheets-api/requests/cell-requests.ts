// batchUpdate requests that write cells.

import type { sheets_v4 } from '@googleapis/sheets';
import type { Cell } from '../../workbook/cell.ts';
import type { Rect } from '../../workbook/rect.ts';
import type { Sheet } from '../../workbook/sheet.ts';
import type { Workbook } from '../../workbook/workbook.ts';
import { ApiError, notImplemented, withPlace } from '../api-error.ts';
import { type CellWriter, cellWriter, parseRule } from '../cell-data.ts';
import { parseGridRange, requireGrid } from '../grid-range.ts';
import type { SheetsSchemaChecker } from '../sheets-schema.ts';
import { parseUpdateMask } from './update-mask.ts';

/**
 * With `range` the listed fields of all its cells are written, and cleared where `rows` has
 * nothing; with `start` only the cells that `rows` has.
 */
export function updateCells(
  workbook: Workbook,
  checker: SheetsSchemaChecker,
  request: sheets_v4.Schema$UpdateCellsRequest,
): void {
  const write = cellWriter(parseUpdateMask(checker, 'CellData', request.fields));
  const rows = request.rows ?? [];
  if ((request.range === undefined) === (request.start === undefined))
    throw new ApiError(400, 'exactly one of range and start is required');
  if (request.range === undefined) writeFrom(workbook, { start: request.start ?? {}, rows, write });
  else writeRange(workbook, { range: request.range, rows, write });
}

export function repeatCell(
  workbook: Workbook,
  checker: SheetsSchemaChecker,
  request: sheets_v4.Schema$RepeatCellRequest,
): void {
  const write = cellWriter(parseUpdateMask(checker, 'CellData', request.fields));
  const { sheet, rect } = parseGridRange(workbook, request.range);
  const data = request.cell ?? {};
  // Google would shift the references of a formula from cell to cell.
  if (data.userEnteredValue?.formulaValue !== undefined && rect.rows * rect.columns > 1)
    throw notImplemented('repeatCell of a formula');
  sheet.updateRect(rect, (cell) => write(cell, data));
}

export function setDataValidation(
  workbook: Workbook,
  request: sheets_v4.Schema$SetDataValidationRequest,
): void {
  const { sheet, rect } = parseGridRange(workbook, request.range);
  const validation = parseRule(request.rule);
  sheet.updateRect(rect, ({ validation: _old, ...cell }) =>
    validation === undefined ? cell : { ...cell, validation },
  );
}

function writeRange(
  workbook: Workbook,
  {
    range,
    rows,
    write,
  }: {
    range: sheets_v4.Schema$GridRange;
    rows: readonly sheets_v4.Schema$RowData[];
    write: CellWriter;
  },
): void {
  const { sheet, rect } = parseGridRange(workbook, range);
  if (rows.length > rect.rows)
    throw new ApiError(
      400,
      `Attempting to write row: ${rect.row + rect.rows}, beyond the last requested row of: ` +
        `${rect.row + rect.rows - 1}`,
    );
  for (let index = 0; index < rect.rows; index += 1) {
    const values = rows[index]?.values ?? [];
    if (values.length > rect.columns)
      throw new ApiError(
        400,
        `Attempting to write column: ${rect.column + rect.columns}, beyond the last requested ` +
          `column of: ${rect.column + rect.columns - 1}`,
      );
    writeRow(sheet, { ...rect, row: rect.row + index, rows: 1 }, { values, write });
  }
}

function writeFrom(
  workbook: Workbook,
  {
    start,
    rows,
    write,
  }: {
    start: sheets_v4.Schema$GridCoordinate;
    rows: readonly sheets_v4.Schema$RowData[];
    write: CellWriter;
  },
): void {
  const sheet = requireGrid(workbook, start.sheetId);
  const column = start.columnIndex ?? 0;
  rows.forEach(({ values = [] }, index) => {
    if (values.length === 0) return;
    const rect = { row: (start.rowIndex ?? 0) + index, column, rows: 1, columns: values.length };
    sheet.assertInside(rect);
    writeRow(sheet, rect, { values, write });
  });
}

function writeRow(
  sheet: Sheet,
  rect: Rect,
  { values, write }: { values: readonly sheets_v4.Schema$CellData[]; write: CellWriter },
): void {
  const cells: readonly Cell[] = sheet.cellsOf(rect.row, rect.column, rect.columns);
  sheet.setCells(
    rect.row,
    rect.column,
    cells.map((cell, index) =>
      withPlace(`cell at row ${rect.row}, column ${rect.column + index}`, () =>
        write(cell, values[index] ?? {}),
      ),
    ),
  );
}
