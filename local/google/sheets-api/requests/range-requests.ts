// batchUpdate requests that lay something over a range: protections, merges, the filter.

import type { sheets_v4 } from '@googleapis/sheets';
import type { ProtectedRange } from '../../workbook/protected-range.ts';
import type { Rect } from '../../workbook/rect.ts';
import type { Sheet } from '../../workbook/sheet.ts';
import type { Workbook } from '../../workbook/workbook.ts';
import { ApiError, notImplemented } from '../api-error.ts';
import { parseGridRange, requireGrid } from '../grid-range.ts';
import { toProtectedRange } from '../to-spreadsheet.ts';

export function addProtectedRange(
  workbook: Workbook,
  request: sheets_v4.Schema$AddProtectedRangeRequest,
): sheets_v4.Schema$AddProtectedRangeResponse {
  const given = request.protectedRange ?? {};
  for (const name of ['namedRangeId', 'tableId', 'unprotectedRanges'] as const) {
    if (given[name] !== undefined) throw notImplemented(`protectedRange.${name}`);
  }
  const protectedRangeId = given.protectedRangeId ?? workbook.newObjectId();
  if (findProtection(workbook, protectedRangeId) !== undefined)
    throw new ApiError(400, `A protected range with the ID ${protectedRangeId} already exists.`);
  const sheet = requireGrid(workbook, given.range?.sheetId);
  const editors = given.editors?.users ?? undefined;
  const range: ProtectedRange = {
    protectedRangeId,
    ...(isWholeSheet(given.range) ? {} : { rect: parseGridRange(workbook, given.range).rect }),
    description: given.description ?? '',
    warningOnly: given.warningOnly ?? false,
    ...(editors === undefined ? {} : { editors }),
  };
  sheet.setFurniture({ protectedRanges: [...sheet.protectedRanges, range] });
  return { protectedRange: toProtectedRange(sheet, range) };
}

export function deleteProtectedRange(
  workbook: Workbook,
  request: sheets_v4.Schema$DeleteProtectedRangeRequest,
): void {
  const id = request.protectedRangeId ?? 0;
  const sheet = findProtection(workbook, id);
  if (sheet === undefined) throw new ApiError(400, `No protected range with id: ${id}`);
  sheet.setFurniture({
    protectedRanges: sheet.protectedRanges.filter((range) => range.protectedRangeId !== id),
  });
}

export function mergeCells(workbook: Workbook, request: sheets_v4.Schema$MergeCellsRequest): void {
  const { sheet, rect } = parseGridRange(workbook, request.range);
  for (const part of mergedParts(rect, request.mergeType)) sheet.merge(part);
}

export function unmergeCells(
  workbook: Workbook,
  request: sheets_v4.Schema$UnmergeCellsRequest,
): void {
  const { sheet, rect } = parseGridRange(workbook, request.range);
  sheet.unmerge(rect);
}

export function setBasicFilter(
  workbook: Workbook,
  request: sheets_v4.Schema$SetBasicFilterRequest,
): void {
  const { range, ...rest } = request.filter ?? {};
  const [extra] = Object.keys(rest);
  if (extra !== undefined) throw notImplemented(`basicFilter.${extra}`);
  const { sheet, rect } = parseGridRange(workbook, range);
  sheet.setFurniture({ basicFilter: rect });
}

export function clearBasicFilter(
  workbook: Workbook,
  request: sheets_v4.Schema$ClearBasicFilterRequest,
): void {
  requireGrid(workbook, request.sheetId).setFurniture({ basicFilter: undefined });
}

function findProtection(workbook: Workbook, id: number): Sheet | undefined {
  return workbook.sheets.find((sheet) =>
    sheet.protectedRanges.some((range) => range.protectedRangeId === id),
  );
}

function isWholeSheet(range: sheets_v4.Schema$GridRange | undefined): boolean {
  return Object.keys(range ?? {}).every((name) => name === 'sheetId');
}

function mergedParts(rect: Rect, mergeType: string | null | undefined): readonly Rect[] {
  switch (mergeType) {
    case 'MERGE_ALL':
      return [rect];
    case 'MERGE_ROWS':
      return Array.from({ length: rect.rows }, (_, index) => ({
        ...rect,
        row: rect.row + index,
        rows: 1,
      }));
    case 'MERGE_COLUMNS':
      return Array.from({ length: rect.columns }, (_, index) => ({
        ...rect,
        column: rect.column + index,
        columns: 1,
      }));
    default:
      throw new ApiError(400, 'mergeType is required');
  }
}
