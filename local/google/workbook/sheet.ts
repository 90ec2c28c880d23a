// One sheet (tab) of a spreadsheet: its grid and what lies on it.
//
// Every change goes through a method here, which tells the workbook, so that its revision grows.

import { type Cell, type CellPatch, isBlankCell, patchCell } from './cell.ts';
import type { EmbeddedChart } from './embedded-chart.ts';
import {
  BARE_FURNITURE,
  changeFurniture,
  type Furniture,
  type FurnitureChange,
} from './furniture.ts';
import { Grid, type GridState, type Line, type RowLine } from './grid.ts';
import type { ProtectedRange } from './protected-range.ts';
import {
  type Axis,
  type Rect,
  rectAfterDelete,
  rectAfterInsert,
  rectContains,
  rectsOverlap,
} from './rect.ts';
import { compareForSort, type SortKey } from './sort-cells.ts';
import { WorkbookError } from './workbook-error.ts';

export const DEFAULT_ROW_COUNT = 1000;
export const DEFAULT_COLUMN_COUNT = 26;
/** Column ZZZ. */
export const MAX_COLUMN_COUNT = 18_278;

export type SheetState = {
  readonly title: string;
  readonly grid: GridState;
  readonly furniture: Furniture;
};

/** What a sheet needs of the workbook it is in. */
export type SheetHost = {
  changed(): void;
  /** @throws WorkbookError when so many more cells do not fit */
  assertRoom(cells: number): void;
};

export type SheetSize = { readonly rowCount: number; readonly columnCount: number };

export class Sheet {
  readonly sheetId: number;
  readonly #host: SheetHost;
  readonly #grid: Grid;
  #title: string;
  #furniture = BARE_FURNITURE;

  /** Only a Workbook makes sheets. */
  constructor(host: SheetHost, sheet: SheetSize & { sheetId: number; title: string }) {
    this.#host = host;
    this.sheetId = sheet.sheetId;
    this.#title = sheet.title;
    this.#grid = new Grid(sheet.rowCount, sheet.columnCount);
  }

  get title(): string {
    return this.#title;
  }

  /** Only Workbook.renameSheet calls this: titles are unique in a workbook. */
  setTitle(title: string): void {
    this.#title = title;
    this.#host.changed();
  }

  get rowCount(): number {
    return this.#grid.rowCount;
  }

  get columnCount(): number {
    return this.#grid.columnCount;
  }

  get furniture(): Furniture {
    return this.#furniture;
  }

  get hidden(): boolean {
    return this.#furniture.hidden;
  }

  get frozenRows(): number {
    return this.#furniture.frozenRows;
  }

  get frozenColumns(): number {
    return this.#furniture.frozenColumns;
  }

  get merges(): readonly Rect[] {
    return this.#furniture.merges;
  }

  get protectedRanges(): readonly ProtectedRange[] {
    return this.#furniture.protectedRanges;
  }

  get charts(): readonly EmbeddedChart[] {
    return this.#furniture.charts;
  }

  get basicFilter(): Rect | undefined {
    return this.#furniture.basicFilter;
  }

  /** Hides, freezes, merges, protects, …: replaces the named parts; undefined removes one. */
  setFurniture(change: FurnitureChange): void {
    const furniture = changeFurniture(this.#furniture, change);
    if (furniture.frozenRows > 0 && furniture.frozenRows >= this.rowCount)
      throw new WorkbookError('invalid', "You can't freeze all visible rows on the sheet.");
    if (furniture.frozenColumns > 0 && furniture.frozenColumns >= this.columnCount)
      throw new WorkbookError('invalid', "You can't freeze all visible columns on the sheet.");
    this.#furniture = furniture;
    this.#host.changed();
  }

  /** 0-based. @throws WorkbookError 'out_of_bounds' */
  cell(row: number, column: number): Cell {
    return this.#grid.cell(row, column);
  }

  /** The stored cells of a row: sparse, and no longer than its last cell that is not blank. */
  rowCells(row: number): readonly (Cell | undefined)[] {
    return this.#grid.row(row).cells;
  }

  rowLine(row: number): RowLine {
    return this.#grid.row(row);
  }

  columnLine(column: number): Line {
    return this.#grid.column(column);
  }

  setCell(row: number, column: number, cell: Cell): void {
    this.#grid.setCell(row, column, cell);
    this.#host.changed();
  }

  /** Replaces neighbouring cells of one row: much cheaper than one by one. */
  setCells(row: number, column: number, cells: readonly Cell[]): void {
    this.#grid.setCells(row, column, cells);
    this.#host.changed();
  }

  /** Replaces the given properties of a cell; one given as undefined is removed. */
  updateCell(row: number, column: number, patch: CellPatch): void {
    this.setCell(row, column, patchCell(this.cell(row, column), patch));
  }

  /** Replaces every cell of a rectangle by what `change` makes of it, row by row. */
  updateRect(rect: Rect, change: (cell: Cell, row: number, column: number) => Cell): void {
    this.assertInside(rect);
    for (let row = rect.row; row < rect.row + rect.rows; row += 1) {
      const cells: Cell[] = [];
      for (let column = rect.column; column < rect.column + rect.columns; column += 1) {
        cells.push(change(this.#grid.cell(row, column), row, column));
      }
      this.#grid.setCells(row, rect.column, cells);
    }
    this.#host.changed();
  }

  /** @throws WorkbookError 'out_of_bounds' when any part lies outside the grid */
  assertInside(rect: Rect): void {
    const inside =
      rect.row >= 0 &&
      rect.column >= 0 &&
      rect.rows > 0 &&
      rect.columns > 0 &&
      rect.row + rect.rows <= this.rowCount &&
      rect.column + rect.columns <= this.columnCount;
    if (inside) return;
    throw new WorkbookError(
      'out_of_bounds',
      `Range ${JSON.stringify(rect)} exceeds grid limits. ` +
        `Max rows: ${this.rowCount}, max columns: ${this.columnCount}`,
    );
  }

  /** How many rows and columns, counted from the first, it takes to hold all content. */
  contentExtent(): { readonly rows: number; readonly columns: number } {
    return this.#grid.contentExtent();
  }

  /**
   * Inserts blank rows before row `at` (`at` = rowCount appends).
   *
   * `inherit` gives them the format and validation of the row before, or of the row pushed down.
   */
  insertRows(at: number, count: number, inherit: 'before' | 'after' | 'none' = 'none'): void {
    this.#assertCount(count);
    this.#host.assertRoom(count * this.columnCount);
    const model = inherit === 'none' ? -1 : inherit === 'before' ? at - 1 : at;
    const styles =
      model < 0 || model >= this.rowCount ? [] : this.#grid.row(model).cells.map(styleOf);
    this.#grid.insertRows(at, count);
    for (let row = at; row < at + count; row += 1) this.#grid.setCells(row, 0, styles);
    this.#moveRects((rect) => rectAfterInsert(rect, 'rows', at, count));
    this.#host.changed();
  }

  insertColumns(at: number, count: number, inherit: 'before' | 'after' | 'none' = 'none'): void {
    this.#assertCount(count);
    this.#host.assertRoom(count * this.rowCount);
    if (this.columnCount + count > MAX_COLUMN_COUNT)
      throw new WorkbookError('too_large', `A sheet has at most ${MAX_COLUMN_COUNT} columns`);
    this.#grid.insertColumns(at, count);
    const model = inherit === 'none' ? -1 : inherit === 'before' ? at - 1 : at + count;
    if (model >= 0 && model < this.columnCount) this.#copyColumnStyle(model, at, count);
    this.#moveRects((rect) => rectAfterInsert(rect, 'columns', at, count));
    this.#host.changed();
  }

  deleteRows(at: number, count: number): void {
    this.#assertCount(count);
    if (count >= this.rowCount)
      throw new WorkbookError('invalid', "You can't delete all the rows on the sheet.");
    this.#grid.deleteRows(at, count);
    this.#moveRects((rect) => rectAfterDelete(rect, 'rows', at, count));
    this.#host.changed();
  }

  deleteColumns(at: number, count: number): void {
    this.#assertCount(count);
    if (count >= this.columnCount)
      throw new WorkbookError('invalid', "You can't delete all the columns on the sheet.");
    this.#grid.deleteColumns(at, count);
    this.#moveRects((rect) => rectAfterDelete(rect, 'columns', at, count));
    this.#host.changed();
  }

  /** `to` is counted before anything is taken out, as in the Sheets API's moveDimension. */
  moveColumns(from: number, count: number, to: number): void {
    this.#grid.column(from);
    this.#grid.column(from + count - 1);
    if (to < 0 || to > this.columnCount)
      throw new WorkbookError('out_of_bounds', `Column ${to} is outside the sheet`);
    if (to > from && to < from + count)
      throw new WorkbookError('invalid', 'Columns cannot be moved into themselves');
    const keys = this.columnKeys();
    const moved = keys.slice(from, from + count);
    const before = keys.slice(0, to).filter((key) => !moved.includes(key));
    const after = keys.slice(to).filter((key) => !moved.includes(key));
    this.#grid.arrangeColumns([...before, ...moved, ...after]);
    this.#host.changed();
  }

  /** Sorts the rows of a rectangle, moving whole cells; ties stay in order. */
  sort(rect: Rect, keys: readonly SortKey[]): void {
    this.assertInside(rect);
    this.takeRows(rect, this.sortedRows({ at: rect.row, count: rect.rows }, keys));
  }

  /** The order in which rows would stand after a sort: old row indexes, top to bottom. */
  sortedRows(
    rows: { readonly at: number; readonly count: number },
    keys: readonly SortKey[],
  ): readonly number[] {
    return Array.from({ length: rows.count }, (_, index) => rows.at + index).sort((a, b) => {
      for (const { column, descending } of keys) {
        const order = compareForSort(this.cell(a, column), this.cell(b, column), descending);
        if (order !== 0) return order;
      }
      return a - b;
    });
  }

  /** Fills the rectangle's rows, top to bottom, with the same columns of the named rows. */
  takeRows(rect: Rect, rows: readonly number[]): void {
    const taken = rows.map((row) => this.cellsOf(row, rect.column, rect.columns));
    taken.forEach((cells, index) => {
      if (rows[index] !== rect.row + index) {
        this.#grid.setCells(rect.row + index, rect.column, cells);
      }
    });
    this.#host.changed();
  }

  /** `count` cells of a row, blank ones included. */
  cellsOf(row: number, column: number, count: number): readonly Cell[] {
    return Array.from({ length: count }, (_, index) => this.cell(row, column + index));
  }

  /** Keeps the first cell's content and blanks the others'. */
  merge(rect: Rect): void {
    this.assertInside(rect);
    if (rect.rows * rect.columns === 1) return;
    const covers = (merged: Rect): boolean =>
      rectContains(rect, merged.row, merged.column) &&
      rectContains(rect, merged.row + merged.rows - 1, merged.column + merged.columns - 1);
    const crossing = this.merges.find((merged) => rectsOverlap(merged, rect) && !covers(merged));
    if (crossing !== undefined)
      throw new WorkbookError('invalid', 'You must select all cells in a merged range to merge');
    this.updateRect(rect, (cell, row, column) =>
      row === rect.row && column === rect.column ? cell : patchCell(cell, { content: undefined }),
    );
    const kept = this.merges.filter((merged) => !rectsOverlap(merged, rect));
    this.setFurniture({ merges: [...kept, rect] });
  }

  /** Unmerges every merge that touches the rectangle. */
  unmerge(rect: Rect): void {
    this.setFurniture({ merges: this.merges.filter((merged) => !rectsOverlap(merged, rect)) });
  }

  mergeAt(row: number, column: number): Rect | undefined {
    return this.merges.find((merged) => rectContains(merged, row, column));
  }

  isRowHidden(row: number): boolean {
    return this.#grid.row(row).hidden;
  }

  isColumnHidden(column: number): boolean {
    return this.#grid.column(column).hidden;
  }

  /** Hides, shows or resizes rows or columns. */
  setLines(
    axis: Axis,
    lines: { readonly at: number; readonly count: number },
    change: { readonly hidden?: boolean; readonly sizePx?: number },
  ): void {
    for (let index = lines.at; index < lines.at + lines.count; index += 1) {
      this.#grid.setLine(axis, index, change);
    }
    this.#host.changed();
  }

  rowKeys(): readonly number[] {
    return Array.from({ length: this.rowCount }, (_, row) => this.#grid.row(row).key);
  }

  columnKeys(): readonly number[] {
    return Array.from({ length: this.columnCount }, (_, column) => this.#grid.column(column).key);
  }

  /** For undo: puts lines back in order, blank where their key is new. See Grid.arrangeRows. */
  arrange(axis: Axis, keys: readonly number[]): void {
    if (axis === 'rows') this.#grid.arrangeRows(keys);
    else this.#grid.arrangeColumns(keys);
    this.#host.changed();
  }

  snapshot(): SheetState {
    return { title: this.#title, grid: this.#grid.snapshot(), furniture: this.#furniture };
  }

  restore(state: SheetState): void {
    this.#title = state.title;
    this.#grid.restore(state.grid);
    this.#furniture = state.furniture;
    this.#host.changed();
  }

  #assertCount(count: number): void {
    if (!Number.isInteger(count) || count < 1)
      throw new WorkbookError('invalid', `${count} is no number of rows or columns`);
  }

  #copyColumnStyle(model: number, at: number, count: number): void {
    for (let row = 0; row < this.rowCount; row += 1) {
      const style = styleOf(this.#grid.row(row).cells[model]);
      if (isBlankCell(style)) continue;
      this.#grid.setCells(row, at, new Array<Cell>(count).fill(style));
    }
  }

  #moveRects(move: (rect: Rect) => Rect | undefined): void {
    const keep = (rect: Rect): readonly Rect[] => {
      const moved = move(rect);
      return moved === undefined ? [] : [moved];
    };
    const { basicFilter } = this.#furniture;
    this.setFurniture({
      frozenRows: Math.min(this.frozenRows, this.rowCount - 1),
      frozenColumns: Math.min(this.frozenColumns, this.columnCount - 1),
      merges: this.merges.flatMap(keep).filter((rect) => rect.rows * rect.columns > 1),
      protectedRanges: this.protectedRanges.flatMap((range) =>
        range.rect === undefined ? [range] : keep(range.rect).map((rect) => ({ ...range, rect })),
      ),
      basicFilter: basicFilter === undefined ? undefined : move(basicFilter),
    });
  }
}

function styleOf(cell: Cell | undefined): Cell {
  return {
    ...(cell?.format === undefined ? {} : { format: cell.format }),
    ...(cell?.validation === undefined ? {} : { validation: cell.validation }),
  };
}
