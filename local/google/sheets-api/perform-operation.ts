// Carries out one method of the Sheets API on a workbook.

import type { sheets_v4 } from '@googleapis/sheets';
import { unreachable } from '../../../core/unreachable.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { parseA1Target } from './a1-target.ts';
import { ApiError, notImplemented } from './api-error.ts';
import { batchUpdate } from './batch-update.ts';
import {
  applyFieldMask,
  type FieldMask,
  maskPaths,
  maskTouches,
  parseFieldMask,
} from './field-mask.ts';
import type { Operation, OperationName } from './operation.ts';
import { parseReadOptions, readValues } from './read-values.ts';
import type { SheetsSchemaChecker, SheetsTypeName } from './sheets-schema.ts';
import { toSpreadsheet } from './to-spreadsheet.ts';
import { assertRaw, batchWriteValues, writeValues } from './write-values.ts';

export const ANSWER_TYPES: { readonly [name in OperationName]: SheetsTypeName } = {
  'spreadsheets.get': 'Spreadsheet',
  'spreadsheets.batchUpdate': 'BatchUpdateSpreadsheetResponse',
  'spreadsheets.values.get': 'ValueRange',
  'spreadsheets.values.batchGet': 'BatchGetValuesResponse',
  'spreadsheets.values.update': 'UpdateValuesResponse',
  'spreadsheets.values.batchUpdate': 'BatchUpdateValuesResponse',
};

const REQUEST_TYPES: { readonly [name in OperationName]?: SheetsTypeName } = {
  'spreadsheets.batchUpdate': 'BatchUpdateSpreadsheetRequest',
  'spreadsheets.values.update': 'ValueRange',
  'spreadsheets.values.batchUpdate': 'BatchUpdateValuesRequest',
};

/** @returns the answer's JSON, already cut down to the fields asked for */
export function performOperation(
  workbook: Workbook,
  checker: SheetsSchemaChecker,
  { operation, body }: { readonly operation: Operation; readonly body: unknown },
): unknown {
  const requestType = REQUEST_TYPES[operation.name];
  if (requestType !== undefined) checker.check(requestType, body);
  const mask = parseAnswerMask(checker, operation);
  return applyFieldMask(mask, answer(workbook, checker, { operation, body, mask }));
}

function answer(
  workbook: Workbook,
  checker: SheetsSchemaChecker,
  call: { operation: Operation; body: unknown; mask: FieldMask },
): unknown {
  const { operation, body, mask } = call;
  const { query } = operation;
  switch (operation.name) {
    case 'spreadsheets.get':
      return getSpreadsheet(workbook, query, mask);
    case 'spreadsheets.batchUpdate':
      return batchUpdate(
        workbook,
        checker,
        checked<sheets_v4.Schema$BatchUpdateSpreadsheetRequest>(body),
      );
    case 'spreadsheets.values.get':
      return readValues(workbook, operation.range ?? '', parseReadOptions(query));
    case 'spreadsheets.values.batchGet':
      return {
        spreadsheetId: workbook.spreadsheetId,
        valueRanges: query
          .getAll('ranges')
          .map((range) => readValues(workbook, range, parseReadOptions(query))),
      };
    case 'spreadsheets.values.update':
      assertRaw(query.get('valueInputOption'));
      if (query.get('includeValuesInResponse') === 'true')
        throw notImplemented('includeValuesInResponse');
      return writeValues(
        workbook,
        operation.range ?? '',
        checked<sheets_v4.Schema$ValueRange>(body),
      );
    case 'spreadsheets.values.batchUpdate':
      return batchWriteValues(workbook, checked<sheets_v4.Schema$BatchUpdateValuesRequest>(body));
    default:
      return unreachable(operation.name);
  }
}

function getSpreadsheet(workbook: Workbook, query: URLSearchParams, mask: FieldMask): unknown {
  const ranges = query.getAll('ranges');
  // With a mask, grid data come when it names them; includeGridData counts only without one.
  const withGridData = query.has('fields')
    ? maskTouches(mask, ['sheets', 'data'])
    : query.get('includeGridData') === 'true';
  return toSpreadsheet(workbook, {
    mask,
    withGridData,
    ...(ranges.length === 0
      ? {}
      : { targets: ranges.map((range) => parseA1Target(workbook, range)) }),
  });
}

function parseAnswerMask(checker: SheetsSchemaChecker, operation: Operation): FieldMask {
  const fields = operation.query.get('fields');
  if (fields === null) return 'all';
  const mask = parseFieldMask(fields);
  const type = ANSWER_TYPES[operation.name];
  const wrong = maskPaths(mask).find((path) => !checker.hasPath(type, path));
  if (wrong !== undefined)
    throw new ApiError(400, `Request contains an invalid argument: no field ${wrong.join('.')}`);
  return mask;
}

// The schema has just been checked, and it was generated from the same document as the type.
function checked<T>(body: unknown): T {
  return body as T;
}
