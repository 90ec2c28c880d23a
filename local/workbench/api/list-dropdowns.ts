// The cells of a tab that offer a list of values, gathered into rectangles.
import type { Cell, Validation } from '../../google/workbook/cell.ts';
import type { RowLine } from '../../google/workbook/grid.ts';
import type { GridList } from './grid-api.ts';
import type { MergeView } from './page-api.ts';

export function listDropdowns(rows: readonly RowLine[]): readonly GridList[] {
  const found = new Map<string, { readonly validation: Validation; readonly runs: Runs }>();
  rows.forEach((row, rowIndex) => {
    row.cells.forEach((cell, column) => {
      const validation = readList(cell);
      if (validation === undefined) return;
      const name = nameOf(validation);
      const known = found.get(name) ?? { validation, runs: new Map() };
      found.set(name, known);
      extend(known.runs, column, rowIndex);
    });
  });
  return [...found.values()].map(({ validation: { values, strict }, runs }) => ({
    values,
    strict,
    ranges: [...runs.values()].flat(),
  }));
}

type Run = { row: number; readonly column: number; rows: number; readonly columns: number };
/** By column. */
type Runs = Map<number, Run[]>;

function readList(cell: Cell | undefined): Validation | undefined {
  const validation = cell?.validation;
  return validation?.type === 'ONE_OF_LIST' && validation.showCustomUi ? validation : undefined;
}

function extend(runs: Runs, column: number, row: number): void {
  const ofColumn = runs.get(column) ?? [];
  runs.set(column, ofColumn);
  const last = ofColumn.at(-1);
  if (last !== undefined && last.row + last.rows === row) last.rows += 1;
  else ofColumn.push({ row, column, rows: 1, columns: 1 } satisfies MergeView);
}

const names = new WeakMap<Validation, string>();

function nameOf(validation: Validation): string {
  const known = names.get(validation);
  if (known !== undefined) return known;
  const name = JSON.stringify([validation.strict, validation.values]);
  names.set(validation, name);
  return name;
}
