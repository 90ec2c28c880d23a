/** Typed cells as attributes: numbers are kept as text, since a cell may hold any double. */
import * as z from 'zod/mini';
import type { CellValue } from '../../../core/cell.ts';
import type { TypedCells, TypedColumn } from '../../../core/columns.ts';
import { TYPED_COLUMNS } from '../../../core/columns.ts';

/** A table number has 38 digits and ends at 10^126; text gives back exactly the double it came from. */
const number = z.pipe(
  z.string().check(z.regex(/^-?\d+(\.\d+)?(e[+-]?\d+)?$/)),
  z.transform((text) => Number(text)),
);

const cell = z.union([
  z.string(),
  z.boolean(),
  z.pipe(
    z.strictObject({ number }),
    z.transform((one) => one.number),
  ),
  z.strictObject({ serial: number }),
]);

export const CellsItem = z.partialRecord(z.enum(TYPED_COLUMNS), cell);

type CellItem = string | boolean | { readonly number: string } | { readonly serial: string };

export function toCellsItem(cells: TypedCells): { readonly [column: string]: CellItem } {
  return Object.fromEntries(
    TYPED_COLUMNS.flatMap((column) => {
      const value = cells[column];
      return value === undefined ? [] : [[column, toCellItem(value)] as const];
    }),
  );
}

/** Drops the `undefined` a partial record's type allows. */
export function fromCellsItem(item: z.infer<typeof CellsItem>): TypedCells {
  const cells: { [column in TypedColumn]?: CellValue } = {};
  for (const column of TYPED_COLUMNS) {
    const value = item[column];
    if (value !== undefined) cells[column] = value;
  }
  return cells;
}

function toCellItem(value: CellValue): CellItem {
  if (typeof value === 'number') return { number: String(value) };
  if (typeof value === 'object') return { serial: String(value.serial) };
  return value;
}
