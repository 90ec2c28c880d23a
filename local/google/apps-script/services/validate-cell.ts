// Refuses a written value that a strict data validation rule does not allow.

import { toA1 } from '../../workbook/a1.ts';
import type { Cell } from '../../workbook/cell.ts';
import { ScriptException } from '../script-exception.ts';

/** @throws ScriptException; a blank cell is always allowed */
export function assertValid(cell: Cell, row: number, column: number): void {
  const { content, validation } = cell;
  if (content === undefined || validation === undefined || !validation.strict) return;
  if (isAllowed(content.value, validation.type, validation.values)) return;
  const address = toA1({ row, column, rows: 1, columns: 1 });
  const choices = validation.type === 'ONE_OF_LIST' ? validation.values.join(', ') : '';
  throw new ScriptException(
    `The data you entered in cell ${address} violates the data validation rules set on this ` +
      `cell.${choices === '' ? '' : `\nPlease enter one of the following values: ${choices}.`}`,
  );
}

function isAllowed(
  value: string | number | boolean,
  type: string,
  values: readonly string[],
): boolean {
  switch (type) {
    case 'ONE_OF_LIST':
      return values.includes(String(value));
    case 'BOOLEAN':
      return typeof value === 'boolean';
    case 'NUMBER_GREATER_THAN_EQ':
      return typeof value === 'number' && value >= Number(values[0]);
    case 'NUMBER_BETWEEN':
      return typeof value === 'number' && value >= Number(values[0]) && value <= Number(values[1]);
    case 'DATE_IS_VALID':
      return typeof value === 'number';
    default:
      return true;
  }
}
