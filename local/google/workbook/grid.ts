// The rows, columns and cells of one sheet, kept as lines that are replaced and never changed, so
// that a snapshot costs one copied array and two snapshots are compared by identity.

import { BLANK_CELL, type Cell, isBlankCell } from './cell.ts';
import type { Axis } from './rect.ts';
import { WorkbookError } from './workbook-error.ts';

export const DEFAULT_ROW_HEIGHT_PX = 21;
export const DEFAULT_COLUMN_WIDTH_PX = 100;

/** A row or a column. Its key stays with it when other lines are inserted, deleted or moved. */
export type Line = {
  readonly key: number;
  readonly hidden: boolean;
  readonly sizePx: number;
};

export type RowLine = Line & {
  /** By column index; shorter than the sheet is wide, and undefined where blank. */
  readonly cells: readonly (Cell | undefined)[];
  /** Columns up to the last cell that says something. */
  readonly contentWidth: number;
};

export type GridState = {
  readonly rows: readonly RowLine[];
  readonly columns: readonly Line[];
  readonly nextKey: number;
};

const NO_CELLS: readonly (Cell | undefined)[] = [];

export class Grid {
  #rows: RowLine[] = [];
  #columns: Line[] = [];
  #nextKey = 1;

  constructor(rowCount: number, columnCount: number) {
    this.#rows = this.#newRows(rowCount);
    this.#columns = this.#newColumns(columnCount);
  }

  get rowCount(): number {
    return this.#rows.length;
  }

  get columnCount(): number {
    return this.#columns.length;
  }

  row(index: number): RowLine {
    const line = this.#rows[index];
    if (line === undefined) throw outside('Row', index, this.rowCount);
    return line;
  }

  column(index: number): Line {
    const line = this.#columns[index];
    if (line === undefined) throw outside('Column', index, this.columnCount);
    return line;
  }

  cell(row: number, column: number): Cell {
    this.column(column);
    return this.row(row).cells[column] ?? BLANK_CELL;
  }

  setCell(row: number, column: number, cell: Cell): void {
    this.setCells(row, column, [cell]);
  }

  setCells(row: number, column: number, cells: readonly Cell[]): void {
    const line = this.row(row);
    if (cells.length === 0) return;
    this.column(column);
    this.column(column + cells.length - 1);
    const copy = line.cells.slice();
    while (copy.length < column) copy.push(undefined);
    for (const [index, cell] of cells.entries()) {
      copy[column + index] = isBlankCell(cell) ? undefined : cell;
    }
    while (copy.length > 0 && copy[copy.length - 1] === undefined) copy.pop();
    this.#rows[row] = withCells(line, copy);
  }

  setLine(axis: Axis, index: number, change: { hidden?: boolean; sizePx?: number }): void {
    if (axis === 'rows') this.#rows[index] = { ...this.row(index), ...change };
    else this.#columns[index] = { ...this.column(index), ...change };
  }

  insertRows(at: number, count: number): void {
    if (at > this.rowCount) throw outside('Row', at, this.rowCount + 1);
    this.#rows = [...this.#rows.slice(0, at), ...this.#newRows(count), ...this.#rows.slice(at)];
  }

  insertColumns(at: number, count: number): void {
    if (at > this.columnCount) throw outside('Column', at, this.columnCount + 1);
    const fresh = this.#newColumns(count);
    this.#columns = [...this.#columns.slice(0, at), ...fresh, ...this.#columns.slice(at)];
    const blanks = new Array<Cell | undefined>(count).fill(undefined);
    this.#mapCells((cells) =>
      cells.length <= at ? cells : [...cells.slice(0, at), ...blanks, ...cells.slice(at)],
    );
  }

  deleteRows(at: number, count: number): void {
    this.row(at);
    this.row(at + count - 1);
    this.#rows = [...this.#rows.slice(0, at), ...this.#rows.slice(at + count)];
  }

  deleteColumns(at: number, count: number): void {
    this.column(at);
    this.column(at + count - 1);
    this.#columns = [...this.#columns.slice(0, at), ...this.#columns.slice(at + count)];
    this.#mapCells((cells) =>
      cells.length <= at ? cells : [...cells.slice(0, at), ...cells.slice(at + count)],
    );
  }

  /**
   * Puts the rows in the order of their keys; a key that no row has makes a blank row, a row whose
   * key is not named is dropped.
   */
  arrangeRows(keys: readonly number[]): void {
    const byKey = new Map(this.#rows.map((line) => [line.key, line]));
    this.#rows = keys.map((key) => byKey.get(key) ?? { ...newRow(key) });
  }

  /** As arrangeRows; the cells go with their columns. */
  arrangeColumns(keys: readonly number[]): void {
    const indexByKey = new Map(this.#columns.map((line, index) => [line.key, index]));
    const from = keys.map((key) => indexByKey.get(key));
    const columns = this.#columns;
    this.#columns = keys.map((key, index) => {
      const old = from[index];
      return (old === undefined ? undefined : columns[old]) ?? newColumn(key);
    });
    this.#mapCells((cells) =>
      cells.length === 0
        ? cells
        : trimmed(from.map((old) => (old === undefined ? undefined : cells[old]))),
    );
  }

  /** How many rows and columns, counted from the first, it takes to hold all content. */
  contentExtent(): { readonly rows: number; readonly columns: number } {
    let rows = 0;
    let columns = 0;
    for (const [index, { contentWidth }] of this.#rows.entries()) {
      if (contentWidth > 0) rows = index + 1;
      if (contentWidth > columns) columns = contentWidth;
    }
    return { rows, columns };
  }

  snapshot(): GridState {
    return { rows: this.#rows.slice(), columns: this.#columns.slice(), nextKey: this.#nextKey };
  }

  restore(state: GridState): void {
    this.#rows = state.rows.slice();
    this.#columns = state.columns.slice();
    this.#nextKey = state.nextKey;
  }

  #mapCells(change: (cells: readonly (Cell | undefined)[]) => readonly (Cell | undefined)[]): void {
    this.#rows = this.#rows.map((line) => {
      const cells = change(line.cells);
      return cells === line.cells ? line : withCells(line, cells);
    });
  }

  #newRows(count: number): RowLine[] {
    return Array.from({ length: count }, () => newRow(this.#nextKey++));
  }

  #newColumns(count: number): Line[] {
    return Array.from({ length: count }, () => newColumn(this.#nextKey++));
  }
}

function newRow(key: number): RowLine {
  return { key, hidden: false, sizePx: DEFAULT_ROW_HEIGHT_PX, cells: NO_CELLS, contentWidth: 0 };
}

function withCells({ key, hidden, sizePx }: Line, cells: RowLine['cells']): RowLine {
  let contentWidth = cells.length;
  while (contentWidth > 0 && cells[contentWidth - 1]?.content === undefined) contentWidth -= 1;
  return { key, hidden, sizePx, cells, contentWidth };
}

function newColumn(key: number): Line {
  return { key, hidden: false, sizePx: DEFAULT_COLUMN_WIDTH_PX };
}

function trimmed(cells: (Cell | undefined)[]): readonly (Cell | undefined)[] {
  while (cells.length > 0 && cells[cells.length - 1] === undefined) cells.pop();
  return cells;
}

function outside(what: 'Row' | 'Column', index: number, count: number): WorkbookError {
  return new WorkbookError(
    'out_of_bounds',
    `${what} ${index} is outside the sheet's ${count} (counting from 0)`,
  );
}
