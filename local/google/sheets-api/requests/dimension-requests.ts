// batchUpdate requests about rows and columns.

import type { sheets_v4 } from '@googleapis/sheets';
import type { Axis } from '../../workbook/rect.ts';
import type { Sheet } from '../../workbook/sheet.ts';
import type { Workbook } from '../../workbook/workbook.ts';
import { ApiError, notImplemented } from '../api-error.ts';
import { maskPaths, maskTouches } from '../field-mask.ts';
import { requireGrid } from '../grid-range.ts';
import type { SheetsSchemaChecker } from '../sheets-schema.ts';
import { parseUpdateMask } from './update-mask.ts';

export function appendDimension(
  workbook: Workbook,
  request: sheets_v4.Schema$AppendDimensionRequest,
): void {
  const sheet = requireGrid(workbook, request.sheetId);
  const count = request.length ?? 0;
  if (parseAxis(request.dimension) === 'rows') sheet.insertRows(sheet.rowCount, count, 'before');
  else sheet.insertColumns(sheet.columnCount, count, 'before');
}

export function insertDimension(
  workbook: Workbook,
  request: sheets_v4.Schema$InsertDimensionRequest,
): void {
  const { sheet, axis, at, count } = parseDimensionRange(workbook, request.range);
  const inherit = request.inheritFromBefore === true ? 'before' : 'after';
  const size = axis === 'rows' ? sheet.rowCount : sheet.columnCount;
  if (inherit === 'before' && at === 0)
    throw new ApiError(400, 'inheritFromBefore cannot be true at index 0');
  if (at > size || (inherit === 'after' && at === size))
    throw new ApiError(400, `range.startIndex[${at}] must be less than the grid size (${size})`);
  if (axis === 'rows') sheet.insertRows(at, count, inherit);
  else sheet.insertColumns(at, count, inherit);
}

export function deleteDimension(
  workbook: Workbook,
  request: sheets_v4.Schema$DeleteDimensionRequest,
): void {
  const { sheet, axis, at, count } = parseDimensionRange(workbook, request.range);
  if (axis === 'rows') sheet.deleteRows(at, count);
  else sheet.deleteColumns(at, count);
}

export function updateDimensionProperties(
  workbook: Workbook,
  checker: SheetsSchemaChecker,
  request: sheets_v4.Schema$UpdateDimensionPropertiesRequest,
): void {
  const mask = parseUpdateMask(checker, 'DimensionProperties', request.fields);
  for (const path of maskPaths(mask)) {
    const name = path.join('.');
    if (name !== '' && name !== 'pixelSize' && name !== 'hiddenByUser')
      throw notImplemented(`updating ${name}`);
  }
  const { sheet, axis, at, count } = parseDimensionRange(workbook, request.range);
  const { pixelSize, hiddenByUser } = request.properties ?? {};
  const resizes = maskTouches(mask, ['pixelSize']);
  if (resizes && (typeof pixelSize !== 'number' || pixelSize < 0))
    throw new ApiError(400, 'properties.pixelSize must not be missing or negative');
  sheet.setLines(
    axis,
    { at, count },
    {
      ...(resizes && typeof pixelSize === 'number' ? { sizePx: pixelSize } : {}),
      ...(maskTouches(mask, ['hiddenByUser']) ? { hidden: hiddenByUser ?? false } : {}),
    },
  );
}

type Dimension = {
  readonly sheet: Sheet;
  readonly axis: Axis;
  readonly at: number;
  readonly count: number;
};

function parseDimensionRange(
  workbook: Workbook,
  range: sheets_v4.Schema$DimensionRange | undefined,
): Dimension {
  if (range === undefined) throw new ApiError(400, 'range is required');
  const sheet = requireGrid(workbook, range.sheetId);
  const axis = parseAxis(range.dimension);
  const at = range.startIndex ?? 0;
  const size = axis === 'rows' ? sheet.rowCount : sheet.columnCount;
  const count = (range.endIndex ?? size) - at;
  if (!Number.isInteger(at) || !Number.isInteger(count) || at < 0 || count < 1)
    throw new ApiError(400, 'range is empty or turned around');
  return { sheet, axis, at, count };
}

function parseAxis(dimension: string | null | undefined): Axis {
  if (dimension === 'ROWS') return 'rows';
  if (dimension === 'COLUMNS') return 'columns';
  throw new ApiError(400, 'dimension must be ROWS or COLUMNS');
}
