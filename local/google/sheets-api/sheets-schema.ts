// Checks requests against the schema generated from Google's discovery document.

import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import type { SheetsSchema } from '../../../scripts/sheets-schema.ts';
import { ApiError } from './api-error.ts';

export type SheetsTypeName =
  | 'BatchUpdateSpreadsheetRequest'
  | 'BatchUpdateSpreadsheetResponse'
  | 'BatchUpdateValuesRequest'
  | 'BatchUpdateValuesResponse'
  | 'BatchGetValuesResponse'
  | 'UpdateValuesResponse'
  | 'ValueRange'
  | 'Spreadsheet'
  | 'CellData'
  | 'SheetProperties'
  | 'SpreadsheetProperties'
  | 'DimensionProperties'
  | 'OverlayPosition';

const PREFIX = 'gapi.client.sheets.';

const loaded = new Map<string, SheetsSchemaChecker>();

/** Compiling takes a quarter of a second: servers of one process share it. */
export function loadSheetsSchema(schemaFile: string): SheetsSchemaChecker {
  const schema: SheetsSchema = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const checker = loaded.get(schema.$comment) ?? new SheetsSchemaChecker(schema);
  loaded.set(schema.$comment, checker);
  return checker;
}

export class SheetsSchemaChecker {
  readonly #ajv = new Ajv({ strict: false, allowUnionTypes: true });
  readonly #definitions: SheetsSchema['definitions'];
  readonly #compiled = new Map<SheetsTypeName, ValidateFunction>();

  constructor(schema: SheetsSchema) {
    this.#definitions = schema.definitions;
    this.#ajv.addSchema(schema, 'sheets');
  }

  /** @throws ApiError 400 naming the first thing that does not fit */
  check(typeName: SheetsTypeName, body: unknown): void {
    const problem = this.problemOf(typeName, body);
    if (problem !== undefined) throw new ApiError(400, `Invalid JSON payload received. ${problem}`);
  }

  problemOf(typeName: SheetsTypeName, body: unknown): string | undefined {
    const validate = this.#validatorOf(typeName);
    if (validate(body)) return undefined;
    const [error] = validate.errors ?? [];
    const extra = error?.params.additionalProperty;
    return extra === undefined
      ? `${error?.instancePath} ${error?.message}`
      : `Unknown name "${extra}" at '${error?.instancePath}': Cannot find field.`;
  }

  /** Whether a path of field names exists in a type, looking through lists. */
  hasPath(typeName: SheetsTypeName, path: readonly string[]): boolean {
    let node: unknown = { $ref: `#/definitions/${PREFIX}${typeName}` };
    for (const name of path) {
      const type = this.#resolve(node);
      const properties = childOf(type, 'properties');
      const next = childOf(properties, name) ?? childOf(type, 'additionalProperties');
      if (typeof next !== 'object' || next === null) return false;
      node = next;
    }
    return true;
  }

  #resolve(node: unknown): unknown {
    let current = node;
    // A list, a reference, a list of references: never deeper than a few steps.
    for (let steps = 0; steps < 10; steps += 1) {
      const reference = childOf(current, '$ref');
      if (typeof reference === 'string') {
        current = this.#definitions[reference.slice('#/definitions/'.length)];
      } else if (childOf(current, 'type') === 'array') current = childOf(current, 'items');
      else return current;
    }
    return current;
  }

  #validatorOf(typeName: SheetsTypeName): ValidateFunction {
    const present = this.#compiled.get(typeName);
    if (present !== undefined) return present;
    const validate = this.#ajv.compile({ $ref: `sheets#/definitions/${PREFIX}${typeName}` });
    this.#compiled.set(typeName, validate);
    return validate;
  }
}

function childOf(node: unknown, name: string): unknown {
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, name)) return undefined;
  return new Map<string, unknown>(Object.entries(node)).get(name);
}
