// The `fields` of an update: required, and naming only fields that exist.

import { ApiError } from '../api-error.ts';
import { type FieldMask, maskPaths, parseFieldMask } from '../field-mask.ts';
import type { SheetsSchemaChecker, SheetsTypeName } from '../sheets-schema.ts';

/** @throws ApiError 400 */
export function parseUpdateMask(
  checker: SheetsSchemaChecker,
  typeName: SheetsTypeName,
  fields: string | null | undefined,
): FieldMask {
  if (fields === undefined || fields === null || fields === '')
    throw new ApiError(
      400,
      "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)",
    );
  const mask = parseFieldMask(fields);
  for (const path of maskPaths(mask)) {
    if (!checker.hasPath(typeName, path))
      throw new ApiError(400, `Invalid field: ${path.join('.')}`);
  }
  return mask;
}
