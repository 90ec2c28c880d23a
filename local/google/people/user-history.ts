// The actions a person can still take back in one spreadsheet, and taking back the last one.

import type { CellContent } from '../workbook/cell.ts';
import type { Axis, Rect } from '../workbook/rect.ts';
import type { Sheet } from '../workbook/sheet.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { changeEvent, editEvents, type SheetEvent } from './sheet-event.ts';
import {
  compareStates,
  type LineChange,
  mergeCellChanges,
  type SheetChange,
  type UndoEntry,
  withoutCells,
} from './undo-entry.ts';

/** Older actions are forgotten. */
const MAX_ENTRIES = 100;

type Remembered = { readonly entry: UndoEntry; readonly isOfScript: boolean };

/** Whether what a person's own menu made a script write is theirs to take back. */
export type IsUndoable = (written: UndoEntry) => boolean;

export class UserHistory {
  readonly #workbook: Workbook;
  readonly #isUndoable: IsUndoable;
  #entries: Remembered[] = [];

  constructor(workbook: Workbook, isUndoable: IsUndoable = () => true) {
    this.#workbook = workbook;
    this.#isUndoable = isUndoable;
  }

  get length(): number {
    return this.#entries.length;
  }

  /** Performs a person's action, wholly or not at all, and remembers how to take it back. */
  perform(action: () => readonly SheetEvent[]): readonly SheetEvent[] {
    const before = this.#workbook.snapshot();
    const events = this.#workbook.transact(action);
    const entry = compareStates(before, this.#workbook.snapshot());
    if (entry !== undefined) this.#push({ entry, isOfScript: false });
    return events;
  }

  /** Lets a script write, and tells what it takes to take that back, also where it fails. */
  watch(write: () => void, tell: (written: UndoEntry) => void): void {
    const before = this.#workbook.snapshot();
    try {
      write();
    } finally {
      const written = compareStates(before, this.#workbook.snapshot());
      if (written !== undefined) tell(written);
    }
  }

  /** All that one execution a person started from the menu wrote is one act of that person. */
  rememberScript(writings: readonly UndoEntry[]): void {
    const entry = mergeCellChanges(writings);
    if (this.#isUndoable(entry)) this.#push({ entry, isOfScript: true });
  }

  /** Someone else's writing stays when a person takes back what their script wrote there before. */
  performForeign(action: () => readonly SheetEvent[]): readonly SheetEvent[] {
    const before = this.#workbook.snapshot();
    const events = action();
    const foreign = compareStates(before, this.#workbook.snapshot());
    if (foreign !== undefined) {
      this.#entries = this.#entries.map(({ entry, isOfScript }) => ({
        entry: isOfScript ? withoutCells(entry, foreign) : entry,
        isOfScript,
      }));
    }
    return events;
  }

  #push(remembered: Remembered): void {
    this.#entries.push(remembered);
    if (this.#entries.length > MAX_ENTRIES) this.#entries.shift();
  }

  /**
   * Takes back the last action not yet taken back.
   *
   * Restores what that action changed, also over what scripts wrote there since; all else stays.
   * @returns what Google would fire; nothing when there is nothing to take back
   */
  undo(): readonly SheetEvent[] {
    const last = this.#entries.pop();
    if (last === undefined) return [];
    return this.#workbook.transact(() => undoEntry(this.#workbook, last.entry));
  }
}

function undoEntry(workbook: Workbook, entry: UndoEntry): readonly SheetEvent[] {
  const events: SheetEvent[] = [];
  for (const { sheet, index } of entry.removedSheets) {
    workbook.readmitSheet(sheet, index);
    events.push(changeEvent('INSERT_GRID'));
  }
  for (const sheetId of entry.addedSheetIds) {
    if (workbook.sheetById(sheetId) === undefined) continue;
    workbook.deleteSheet(sheetId);
    events.push(changeEvent('REMOVE_GRID'));
  }
  for (const change of entry.sheets) {
    if (workbook.sheetById(change.sheet.sheetId) !== change.sheet) continue;
    events.push(...undoSheet(workbook, change));
  }
  return events;
}

function undoSheet(workbook: Workbook, change: SheetChange): readonly SheetEvent[] {
  const { sheet, rows, columns } = change;
  const events: SheetEvent[] = [
    ...undoLines(sheet, 'rows', rows),
    ...undoLines(sheet, 'columns', columns),
  ];
  const restored = restoreCells(change);
  // Cells that came back with their row or column are part of that, not an edit of their own.
  const isEdit = rows.removed.size === 0 && columns.removed.size === 0;
  if (restored !== undefined && isEdit) {
    events.push(...editEvents(sheet, restored.rect, restored.oldContent));
  }
  sheet.setFurniture(change.furniture);
  if (change.title !== undefined) {
    workbook.renameSheet(sheet.sheetId, change.title);
    events.push(changeEvent('OTHER'));
  }
  return events;
}

function undoLines(sheet: Sheet, axis: Axis, change: LineChange): readonly SheetEvent[] {
  const { order, added, removed } = change;
  if (order !== undefined) {
    const current = axis === 'rows' ? sheet.rowKeys() : sheet.columnKeys();
    sheet.arrange(axis, orderBefore(current, { order, added, removed }));
  }
  const keys = axis === 'rows' ? sheet.rowKeys() : sheet.columnKeys();
  const places = new Map(keys.map((key, index) => [key, index]));
  for (const { key, hidden, sizePx } of change.lines) {
    const at = places.get(key);
    if (at !== undefined) sheet.setLines(axis, { at, count: 1 }, { hidden, sizePx });
  }
  if (order === undefined) return [];
  const line = axis === 'rows' ? 'ROW' : 'COLUMN';
  if (removed.size > 0) return [changeEvent(`INSERT_${line}`)];
  if (added.size > 0) return [changeEvent(`REMOVE_${line}`)];
  return [changeEvent('OTHER')];
}

/** The order before the action; lines added by others since stay after their left neighbour. */
function orderBefore(
  current: readonly number[],
  change: {
    readonly order: readonly number[];
    readonly added: ReadonlySet<number>;
    readonly removed: ReadonlySet<number>;
  },
): readonly number[] {
  const present = new Set(current);
  const known = new Set(change.order);
  const followers = new Map<number | undefined, number[]>();
  let left: number | undefined;
  for (const key of current) {
    if (known.has(key)) left = key;
    else if (!change.added.has(key)) {
      followers.set(left, [...(followers.get(left) ?? []), key]);
    }
  }
  const kept = change.order.filter((key) => present.has(key) || change.removed.has(key));
  return [
    ...(followers.get(undefined) ?? []),
    ...kept.flatMap((key) => [key, ...(followers.get(key) ?? [])]),
  ];
}

function restoreCells({
  sheet,
  cells,
}: SheetChange): { readonly rect: Rect; readonly oldContent?: CellContent } | undefined {
  const rowPlaces = new Map(sheet.rowKeys().map((key, index) => [key, index]));
  const columnPlaces = new Map(sheet.columnKeys().map((key, index) => [key, index]));
  let rect: Rect | undefined;
  let oldContent: CellContent | undefined;
  for (const { rowKey, columnKey, cell } of cells) {
    const row = rowPlaces.get(rowKey);
    const column = columnPlaces.get(columnKey);
    if (row === undefined || column === undefined) continue;
    oldContent = sheet.cell(row, column).content;
    sheet.setCell(row, column, cell);
    rect = extended(rect, row, column);
  }
  if (rect === undefined) return undefined;
  return { rect, ...(oldContent === undefined ? {} : { oldContent }) };
}

function extended(rect: Rect | undefined, row: number, column: number): Rect {
  if (rect === undefined) return { row, column, rows: 1, columns: 1 };
  const top = Math.min(rect.row, row);
  const left = Math.min(rect.column, column);
  return {
    row: top,
    column: left,
    rows: Math.max(rect.row + rect.rows, row + 1) - top,
    columns: Math.max(rect.column + rect.columns, column + 1) - left,
  };
}
