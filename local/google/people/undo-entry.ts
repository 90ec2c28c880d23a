// What it takes to take back one action of a person, found by comparing before and after.
//
// Rows and columns are named by their keys and not by their places, so that what scripts or
// others inserted, moved or wrote elsewhere since stays as it is.

import { BLANK_CELL, type Cell } from '../workbook/cell.ts';
import type { Furniture, FurnitureChange } from '../workbook/furniture.ts';
import type { GridState, Line, RowLine } from '../workbook/grid.ts';
import type { Sheet, SheetState } from '../workbook/sheet.ts';
import type { WorkbookState } from '../workbook/workbook.ts';

export type CellChange = {
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

const NO_KEYS: ReadonlySet<number> = new Set();

/**
 * One entry of what a script wrote in several flushes, in their order: cells only, as each was
 * before the first of them.
 */
export function mergeCellChanges(entries: readonly UndoEntry[]): UndoEntry {
  const cells = new Map<Sheet, Map<string, CellChange>>();
  for (const change of entries.flatMap(({ sheets }) => sheets)) {
    const known = cells.get(change.sheet) ?? new Map<string, CellChange>();
    for (const cell of change.cells) {
      if (!known.has(toCellKey(cell))) known.set(toCellKey(cell), cell);
    }
    cells.set(change.sheet, known);
  }
  const sheets = [...cells].map(([sheet, changes]) => toCellsOnly(sheet, [...changes.values()]));
  return { addedSheetIds: [], removedSheets: [], sheets };
}

/** What is left of an entry once the cells of another one are taken out of it. */
export function withoutCells(entry: UndoEntry, other: UndoEntry): UndoEntry {
  const taken = new Map(
    other.sheets.map(({ sheet, cells }) => [sheet, new Set(cells.map(toCellKey))]),
  );
  const sheets = entry.sheets.map((change) => ({
    ...change,
    cells: change.cells.filter((cell) => taken.get(change.sheet)?.has(toCellKey(cell)) !== true),
  }));
  return { ...entry, sheets };
}

function toCellKey({ rowKey, columnKey }: CellChange): string {
  return `${rowKey}|${columnKey}`;
}

function toCellsOnly(sheet: Sheet, cells: readonly CellChange[]): SheetChange {
  const unmoved: LineChange = { added: NO_KEYS, removed: NO_KEYS, lines: [] };
  return { sheet, furniture: {}, rows: unmoved, columns: unmoved, cells };
}

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

/** Most actions leave every line where it is. */
function standAlike(before: readonly Line[], after: readonly Line[]): boolean {
  return (
    before.length === after.length &&
    before.every((line, index) => line === after[index] || line.key === after[index]?.key)
  );
}

function isChanged(line: Line, now: Line | undefined): boolean {
  if (now === line) return false;
  return now === undefined || now.hidden !== line.hidden || now.sizePx !== line.sizePx;
}

const toLine = ({ key, hidden, sizePx }: Line): Line => ({ key, hidden, sizePx });

function compareLines(before: readonly Line[], after: readonly Line[]): LineChange {
  if (standAlike(before, after)) {
    const lines = before.filter((line, index) => isChanged(line, after[index])).map(toLine);
    return { added: NO_KEYS, removed: NO_KEYS, lines };
  }
  const oldKeys = before.map((line) => line.key);
  const newLines = new Map(after.map((line) => [line.key, line]));
  const oldSet = new Set(oldKeys);
  return {
    order: oldKeys,
    added: new Set(after.map((line) => line.key).filter((key) => !oldSet.has(key))),
    removed: new Set(oldKeys.filter((key) => !newLines.has(key))),
    lines: before.filter((line) => isChanged(line, newLines.get(line.key))).map(toLine),
  };
}

// A row's cells are replaced whenever one changes or moves, so the same list means no change.
function compareCells(before: GridState, after: GridState): readonly CellChange[] {
  const newColumns = new Map(after.columns.map((line, index) => [line.key, index]));
  const columns = { before: before.columns, newColumns };
  const find = standAlike(before.rows, after.rows)
    ? (_key: number, index: number) => after.rows[index]
    : toFindByKey(after.rows);
  const changes: CellChange[] = [];
  for (const [index, old] of before.rows.entries()) {
    const now = find(old.key, index);
    if (now?.cells !== old.cells) changes.push(...compareRow(old, now, columns));
  }
  return changes;
}

function toFindByKey(rows: readonly RowLine[]): (key: number) => RowLine | undefined {
  const byKey = new Map(rows.map((line) => [line.key, line]));
  return (key) => byKey.get(key);
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
