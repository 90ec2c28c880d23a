// spreadsheets.batchUpdate: requests in order, all of them or none.

import type { sheets_v4 } from '@googleapis/sheets';
import type { Workbook } from '../workbook/workbook.ts';
import { ApiError, notImplemented, withPlace } from './api-error.ts';
import { repeatCell, setDataValidation, updateCells } from './requests/cell-requests.ts';
import {
  addChart,
  deleteEmbeddedObject,
  updateChartSpec,
  updateEmbeddedObjectPosition,
} from './requests/chart-requests.ts';
import {
  appendDimension,
  deleteDimension,
  insertDimension,
  updateDimensionProperties,
} from './requests/dimension-requests.ts';
import {
  addProtectedRange,
  clearBasicFilter,
  deleteProtectedRange,
  mergeCells,
  setBasicFilter,
  unmergeCells,
} from './requests/range-requests.ts';
import {
  addSheet,
  deleteSheet,
  duplicateSheet,
  updateSheetProperties,
  updateSpreadsheetProperties,
} from './requests/spreadsheet-requests.ts';
import type { SheetsSchemaChecker } from './sheets-schema.ts';
import { toSpreadsheet } from './to-spreadsheet.ts';

/** @throws ApiError; nothing has changed then */
export function batchUpdate(
  workbook: Workbook,
  checker: SheetsSchemaChecker,
  body: sheets_v4.Schema$BatchUpdateSpreadsheetRequest,
): sheets_v4.Schema$BatchUpdateSpreadsheetResponse {
  const requests = body.requests ?? [];
  if (requests.length === 0) throw new ApiError(400, 'Must specify at least one request.');
  if (body.responseIncludeGridData === true) throw notImplemented('responseIncludeGridData');
  if (body.responseRanges !== undefined) throw notImplemented('responseRanges');
  const kinds = requests.map((request, index) => kindOf(request, index));
  const replies = workbook.transact(() =>
    requests.map((request, index) =>
      withPlace(`requests[${index}].${kinds[index]}`, () => apply(workbook, checker, request)),
    ),
  );
  return {
    spreadsheetId: workbook.spreadsheetId,
    replies,
    ...(body.includeSpreadsheetInResponse === true
      ? { updatedSpreadsheet: toSpreadsheet(workbook, { mask: 'all', withGridData: false }) }
      : {}),
  };
}

// The schema allows several: in the discovery document «exactly one» is only prose.
function kindOf(request: sheets_v4.Schema$Request, index: number): string {
  const kinds = Object.keys(request);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1)
    throw new ApiError(
      400,
      `Invalid requests[${index}]: exactly one kind of request is needed, not [${kinds.join(', ')}]`,
    );
  return kind;
}

function apply(
  workbook: Workbook,
  checker: SheetsSchemaChecker,
  request: sheets_v4.Schema$Request,
): sheets_v4.Schema$Response {
  if (request.addSheet) return { addSheet: addSheet(workbook, request.addSheet) };
  if (request.duplicateSheet)
    return { duplicateSheet: duplicateSheet(workbook, request.duplicateSheet) };
  if (request.addChart) return { addChart: addChart(workbook, request.addChart) };
  if (request.addProtectedRange)
    return { addProtectedRange: addProtectedRange(workbook, request.addProtectedRange) };
  if (request.updateEmbeddedObjectPosition) {
    const moved = request.updateEmbeddedObjectPosition;
    return {
      updateEmbeddedObjectPosition: updateEmbeddedObjectPosition(workbook, checker, moved),
    };
  }
  applySilently(workbook, checker, request);
  return {};
}

/** The kinds that have no reply. */
function applySilently(
  workbook: Workbook,
  checker: SheetsSchemaChecker,
  request: sheets_v4.Schema$Request,
): void {
  if (request.updateSpreadsheetProperties)
    updateSpreadsheetProperties(workbook, checker, request.updateSpreadsheetProperties);
  else if (request.deleteSheet) deleteSheet(workbook, request.deleteSheet);
  else if (request.updateSheetProperties)
    updateSheetProperties(workbook, checker, request.updateSheetProperties);
  else if (request.updateCells) updateCells(workbook, checker, request.updateCells);
  else if (request.repeatCell) repeatCell(workbook, checker, request.repeatCell);
  else if (request.setDataValidation) setDataValidation(workbook, request.setDataValidation);
  else if (request.appendDimension) appendDimension(workbook, request.appendDimension);
  else if (request.insertDimension) insertDimension(workbook, request.insertDimension);
  else if (request.deleteDimension) deleteDimension(workbook, request.deleteDimension);
  else if (request.updateDimensionProperties)
    updateDimensionProperties(workbook, checker, request.updateDimensionProperties);
  else if (request.updateChartSpec) updateChartSpec(workbook, request.updateChartSpec);
  else if (request.deleteEmbeddedObject)
    deleteEmbeddedObject(workbook, request.deleteEmbeddedObject);
  else if (request.deleteProtectedRange)
    deleteProtectedRange(workbook, request.deleteProtectedRange);
  else if (request.mergeCells) mergeCells(workbook, request.mergeCells);
  else if (request.unmergeCells) unmergeCells(workbook, request.unmergeCells);
  else if (request.setBasicFilter) setBasicFilter(workbook, request.setBasicFilter);
  else if (request.clearBasicFilter) clearBasicFilter(workbook, request.clearBasicFilter);
  else throw notImplemented(`request ${Object.keys(request).join(', ')}`);
}
