// batchUpdate requests about the spreadsheet and its sheets.

import type { sheets_v4 } from '@googleapis/sheets';
import type { FurnitureChange } from '../../workbook/furniture.ts';
import type { Sheet } from '../../workbook/sheet.ts';
import type { Workbook } from '../../workbook/workbook.ts';
import { ApiError, notImplemented } from '../api-error.ts';
import { parseColorPair } from '../color.ts';
import { type FieldMask, maskPaths, maskTouches } from '../field-mask.ts';
import { requireGrid } from '../grid-range.ts';
import type { SheetsSchemaChecker } from '../sheets-schema.ts';
import { toSheetProperties } from '../to-spreadsheet.ts';
import { parseUpdateMask } from './update-mask.ts';

export function updateSpreadsheetProperties(
  workbook: Workbook,
  checker: SheetsSchemaChecker,
  request: sheets_v4.Schema$UpdateSpreadsheetPropertiesRequest,
): void {
  const mask = parseUpdateMask(checker, 'SpreadsheetProperties', request.fields);
  assertOnly(mask, ['title', 'locale', 'timeZone']);
  const { title, locale, timeZone } = request.properties ?? {};
  workbook.setProperties({
    ...(maskTouches(mask, ['title']) ? { title: required(title, 'title') } : {}),
    ...(maskTouches(mask, ['locale']) ? { locale: required(locale, 'locale') } : {}),
    ...(maskTouches(mask, ['timeZone']) ? { timeZone: required(timeZone, 'timeZone') } : {}),
  });
}

export function addSheet(
  workbook: Workbook,
  request: sheets_v4.Schema$AddSheetRequest,
): sheets_v4.Schema$AddSheetResponse {
  const { title, sheetId, index, gridProperties = {}, ...rest } = request.properties ?? {};
  if (rest.sheetType !== undefined && rest.sheetType !== 'GRID')
    throw notImplemented(`sheetType ${rest.sheetType}`);
  const { rowCount, columnCount } = gridProperties;
  const sheet = workbook.addSheet({
    ...(typeof title === 'string' ? { title } : {}),
    ...(typeof sheetId === 'number' ? { sheetId } : {}),
    ...(typeof index === 'number' ? { index } : {}),
    ...(typeof rowCount === 'number' ? { rowCount } : {}),
    ...(typeof columnCount === 'number' ? { columnCount } : {}),
  });
  sheet.setFurniture(furnitureOf(request.properties ?? {}, 'all'));
  return { properties: toSheetProperties(workbook, sheet) };
}

export function deleteSheet(
  workbook: Workbook,
  request: sheets_v4.Schema$DeleteSheetRequest,
): void {
  workbook.deleteSheet(requireGrid(workbook, request.sheetId).sheetId);
}

export function duplicateSheet(
  workbook: Workbook,
  request: sheets_v4.Schema$DuplicateSheetRequest,
): sheets_v4.Schema$DuplicateSheetResponse {
  const { newSheetName, newSheetId, insertSheetIndex } = request;
  const copy = workbook.duplicateSheet(requireGrid(workbook, request.sourceSheetId).sheetId, {
    ...(typeof newSheetName === 'string' ? { title: newSheetName } : {}),
    ...(typeof newSheetId === 'number' ? { sheetId: newSheetId } : {}),
    index: insertSheetIndex ?? 0,
  });
  return { properties: toSheetProperties(workbook, copy) };
}

const SHEET_FIELDS = [
  'title',
  'index',
  'hidden',
  'tabColor',
  'tabColorStyle',
  'gridProperties',
  'gridProperties.rowCount',
  'gridProperties.columnCount',
  'gridProperties.frozenRowCount',
  'gridProperties.frozenColumnCount',
  'gridProperties.hideGridlines',
];

export function updateSheetProperties(
  workbook: Workbook,
  checker: SheetsSchemaChecker,
  request: sheets_v4.Schema$UpdateSheetPropertiesRequest,
): void {
  const mask = parseUpdateMask(checker, 'SheetProperties', request.fields);
  assertOnly(mask, SHEET_FIELDS);
  const properties = request.properties ?? {};
  const sheet = requireGrid(workbook, properties.sheetId);
  const grid = properties.gridProperties ?? {};
  if (maskTouches(mask, ['title']))
    workbook.renameSheet(sheet.sheetId, required(properties.title, 'title'));
  if (maskTouches(mask, ['gridProperties', 'rowCount']))
    resize(sheet, 'rows', required(grid.rowCount, 'gridProperties.rowCount'));
  if (maskTouches(mask, ['gridProperties', 'columnCount']))
    resize(sheet, 'columns', required(grid.columnCount, 'gridProperties.columnCount'));
  sheet.setFurniture(furnitureOf(properties, mask));
  if (!workbook.sheets.some((each) => !each.hidden))
    throw new ApiError(400, "You can't hide all the sheets in a document.");
  if (maskTouches(mask, ['index']))
    moveBefore(workbook, sheet, required(properties.index, 'index'));
}

function furnitureOf(
  properties: sheets_v4.Schema$SheetProperties,
  mask: FieldMask,
): FurnitureChange {
  const grid = properties.gridProperties ?? {};
  const color = parseColorPair(properties.tabColor, properties.tabColorStyle);
  return {
    ...(maskTouches(mask, ['hidden']) ? { hidden: properties.hidden ?? false } : {}),
    ...(maskTouches(mask, ['tabColor']) || maskTouches(mask, ['tabColorStyle'])
      ? { tabColor: color }
      : {}),
    ...(maskTouches(mask, ['gridProperties', 'frozenRowCount'])
      ? { frozenRows: grid.frozenRowCount ?? 0 }
      : {}),
    ...(maskTouches(mask, ['gridProperties', 'frozenColumnCount'])
      ? { frozenColumns: grid.frozenColumnCount ?? 0 }
      : {}),
    ...(maskTouches(mask, ['gridProperties', 'hideGridlines'])
      ? { hideGridlines: grid.hideGridlines ?? false }
      : {}),
  };
}

function resize(sheet: Sheet, axis: 'rows' | 'columns', count: number): void {
  const present = axis === 'rows' ? sheet.rowCount : sheet.columnCount;
  if (!Number.isInteger(count) || count < 1)
    throw new ApiError(400, `A sheet needs at least one of its ${axis}, not ${count}`);
  if (count > present) {
    if (axis === 'rows') sheet.insertRows(present, count - present);
    else sheet.insertColumns(present, count - present);
  } else if (count < present) {
    if (axis === 'rows') sheet.deleteRows(count, present - count);
    else sheet.deleteColumns(count, present - count);
  }
}

// Indexes count before the move: its own and the next one mean «stay».
function moveBefore(workbook: Workbook, sheet: Sheet, index: number): void {
  const present = workbook.sheets.indexOf(sheet);
  if (index === present || index === present + 1) return;
  workbook.moveSheet(sheet.sheetId, index > present ? index - 1 : index);
}

function assertOnly(mask: FieldMask, fields: readonly string[]): void {
  for (const path of maskPaths(mask)) {
    const name = path.join('.');
    const isKnown = name === '' || fields.some((field) => name === field) || /^tabColor/.test(name);
    if (!isKnown) throw notImplemented(`updating ${name}`);
  }
}

function required<T>(value: T | null | undefined, name: string): T {
  if (value === undefined || value === null) throw new ApiError(400, `${name} is required`);
  return value;
}
