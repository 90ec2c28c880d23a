// What it takes to take back one action of a person, found by comparing before and after.
//
// Rows and columns are named by their keys and not by their places, so that what scripts or
// others inserted, moved or wrote elsewhere since stays as it is.

import { BLANK_CELL, type Cell } from '../workbook/cell.ts';
import type { Furniture, FurnitureChange } from '../workbook/furniture.ts';
import type { GridState, Line, RowLine } from '../workbook/grid.ts';
import type { Sheet, SheetState } from '../workbook/sheet.ts';
import type { WorkbookState } from '../workbook/workbook.ts';

type CellChange = {
  readonly rowKey: number;
  readonly columnKey: number;
  /** What it was before the action. */
  readonly cell: Cell;
};

export type LineChange = {
  /** Keys in the order before the action; undefined when it changed none. */
  readonly order?: readonly number[];
  /** Keys the action added. */
  readonly added: ReadonlySet<number>;
  /** Keys the action took out. */
  readonly removed: ReadonlySet<number>;
  /** Lines to hide, show or resize again. */
  readonly lines: readonly Line[];
};

export type SheetChange = {
  readonly sheet: Sheet;
  readonly title?: string;
  /** The parts it changed, as they were. */
  readonly furniture: FurnitureChange;
  readonly rows: LineChange;
  readonly columns: LineChange;
  readonly cells: readonly CellChange[];
};

export type UndoEntry = {
  readonly addedSheetIds: readonly number[];
  readonly removedSheets: readonly { readonly sheet: Sheet; readonly index: number }[];
  readonly sheets: readonly SheetChange[];
};

/** @returns undefined when the action changed nothing */
export function compareStates(before: WorkbookState, after: WorkbookState): UndoEntry | undefined {
  const oldSheets = new Map(before.sheets.map(({ sheet, state }) => [sheet, state]));
  const newSheets = new Map(after.sheets.map(({ sheet, state }) => [sheet, state]));
  const addedSheetIds = after.sheets
    .filter(({ sheet }) => !oldSheets.has(sheet))
    .map(({ sheet }) => sheet.sheetId);
  const removedSheets = before.sheets.flatMap(({ sheet }, index) =>
    newSheets.has(sheet) ? [] : [{ sheet, index }],
  );
  const sheets = after.sheets.flatMap(({ sheet, state }) => {
    const old = oldSheets.get(sheet);
    const change = old === undefined ? undefined : compareSheets(sheet, old, state);
    return change === undefined ? [] : [change];
  });
  const isEmpty = addedSheetIds.length + removedSheets.length + sheets.length === 0;
  return isEmpty ? undefined : { addedSheetIds, removedSheets, sheets };
}

function compareSheets(
  sheet: Sheet,
  before: SheetState,
  after: SheetState,
): SheetChange | undefined {
  const rows = compareLines(before.grid.rows, after.grid.rows);
  const columns = compareLines(before.grid.columns, after.grid.columns);
  const cells = compareCells(before.grid, after.grid);
  const titled = before.title !== after.title;
  const furniture = compareFurniture(before.furniture, after.furniture);
  const furnished = Object.keys(furniture).length > 0;
  const isEmpty = !titled && !furnished && cells.length === 0 && isSame(rows) && isSame(columns);
  if (isEmpty) return undefined;
  return {
    sheet,
    ...(titled ? { title: before.title } : {}),
    furniture,
    rows,
    columns,
    cells,
  };
}

const FURNITURE_PARTS = [
  'hidden',
  'hideGridlines',
  'tabColor',
  'frozenRows',
  'frozenColumns',
  'merges',
  'protectedRanges',
  'charts',
  'basicFilter',
] as const satisfies readonly (keyof Furniture)[];

function compareFurniture(before: Furniture, after: Furniture): FurnitureChange {
  return Object.fromEntries(
    FURNITURE_PARTS.filter(
      (part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]),
    ).map((part) => [part, before[part]]),
  );
}

function isSame({ order, lines }: LineChange): boolean {
  return order === undefined && lines.length === 0;
}

function compareLines(before: readonly Line[], after: readonly Line[]): LineChange {
  const oldKeys = before.map((line) => line.key);
  const newLines = new Map(after.map((line) => [line.key, line]));
  const oldSet = new Set(oldKeys);
  const changed =
    before.length !== after.length || oldKeys.some((key, index) => after[index]?.key !== key);
  return {
    ...(changed ? { order: oldKeys } : {}),
    added: new Set(after.map((line) => line.key).filter((key) => !oldSet.has(key))),
    removed: new Set(oldKeys.filter((key) => !newLines.has(key))),
    lines: before
      .filter((line) => {
        const now = newLines.get(line.key);
        return now === undefined || now.hidden !== line.hidden || now.sizePx !== line.sizePx;
      })
      .map(({ key, hidden, sizePx }) => ({ key, hidden, sizePx })),
  };
}

// A row's cells are replaced whenever one changes or moves, so the same list means no change.
function compareCells(before: GridState, after: GridState): readonly CellChange[] {
  const newRows = new Map(after.rows.map((line) => [line.key, line]));
  const newColumns = new Map(after.columns.map((line, index) => [line.key, index]));
  return before.rows.flatMap((old) => {
    const now = newRows.get(old.key);
    if (now?.cells === old.cells) return [];
    return compareRow(old, now, { before: before.columns, newColumns });
  });
}

function compareRow(
  old: RowLine,
  now: RowLine | undefined,
  columns: { before: readonly Line[]; newColumns: ReadonlyMap<number, number> },
): readonly CellChange[] {
  return columns.before.flatMap((column, index) => {
    const place = columns.newColumns.get(column.key);
    const was = old.cells[index];
    const is = place === undefined ? undefined : now?.cells[place];
    if (was === is) return [];
    return [{ rowKey: old.key, columnKey: column.key, cell: was ?? BLANK_CELL }];
  });
}
