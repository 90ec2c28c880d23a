// Cell values on their way to and from the host.

import type { CellData, Matrix, RangeRef } from '../calls.ts';
import { exception } from './bridge.ts';

export function encodeCell(value: unknown): CellData {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return { dateMs: value.getTime() };
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Error(`A cell value of this kind is not implemented by this stand-in: ${value}`);
}

export function decodeCell(data: CellData): unknown {
  return typeof data === 'object' ? new Date(data.dateMs) : data;
}

/** Checks the shape as Google does and converts each value. */
export function encodeMatrix<T>(
  range: RangeRef,
  given: unknown,
  encode: (value: unknown) => T,
): Matrix<T> {
  if (!Array.isArray(given) || !given.every(Array.isArray)) {
    throw exception(
      "The parameters don't match the method signature: an array of rows was expected.",
    );
  }
  if (given.length !== range.rows) throw exception(mismatch('rows', given.length, range.rows));
  return given.map((row: readonly unknown[]) => {
    if (row.length !== range.columns) {
      throw exception(mismatch('columns', row.length, range.columns));
    }
    return row.map(encode);
  });
}

function mismatch(what: 'rows' | 'columns', has: number, wants: number): string {
  return (
    `The number of ${what} in the data does not match the number of ${what} in the range. ` +
    `The data has ${has} but the range has ${wants}.`
  );
}
