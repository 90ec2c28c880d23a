// Neighbouring columns taken together, so that hidden ones can be stepped over.

import type { Sheet } from '../workbook/sheet.ts';

export type ColumnRun = { readonly column: number; readonly columns: number };

/** Which part of a row an action takes: all of it, or only what can be seen. */
export type RowPart = 'row' | 'visible';

export function columnRuns(sheet: Sheet, part: RowPart): readonly ColumnRun[] {
  return part === 'row'
    ? [{ column: 0, columns: sheet.columnCount }]
    : toRuns(visibleColumns(sheet, 0));
}

/** In order, from `from` on. */
export function visibleColumns(sheet: Sheet, from: number): readonly number[] {
  const columns: number[] = [];
  for (let column = from; column < sheet.columnCount; column += 1) {
    if (!sheet.isColumnHidden(column)) columns.push(column);
  }
  return columns;
}

/** Neighbours become one run; the columns need not be in order. */
export function toRuns(columns: readonly number[]): readonly ColumnRun[] {
  const runs: { column: number; columns: number }[] = [];
  for (const column of [...new Set(columns)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last.column + last.columns === column) last.columns += 1;
    else runs.push({ column, columns: 1 });
  }
  return runs;
}

/** From the first run's first column to the last one's last. */
export function boundsOf(runs: readonly ColumnRun[]): ColumnRun {
  const first = runs[0]?.column ?? 0;
  const last = runs.at(-1);
  return { column: first, columns: last === undefined ? 0 : last.column + last.columns - first };
}
