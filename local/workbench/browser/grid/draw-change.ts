// Draws what changed in a tab: rows that came or went, cells, notes, heights, lists of values.
import type { GridCell, GridView } from '../../api/grid-api.ts';
import type { GridChange } from '../../view/grid-model.ts';
import { readNote, SHEET_ID, toCellData, toNote, toRowData, toRule } from './to-workbook-data.ts';

/** Runs a mutation of the library on the tab shown. */
export type RunMutation = (id: string, params: object) => void;

type Change = {
  readonly before: GridView;
  readonly change: GridChange;
  readonly run: RunMutation;
  /**
   * The cell whose editor is open: the library would put the cell's new text in place of what
   * has been typed so far.
   */
  readonly edited: { readonly row: number; readonly column: number } | undefined;
};

export function drawChange({ before, change, run, edited }: Change): void {
  const { view, move, changed } = change;
  if (move !== undefined) moveRows(before, change, run);
  const oldRows = move === undefined ? before.rows : movedRows(before, change);
  const cellValue: { [row: number]: { [column: number]: unknown } } = {};
  for (const row of changed) {
    const cells = view.rows[row]?.cells ?? [];
    const old = oldRows[row]?.cells ?? [];
    const difference = toDifference(old, cells);
    if (edited?.row === row) delete difference[edited.column];
    cellValue[row] = difference;
    drawNotes({ row, old, cells, run });
  }
  if (changed.length > 0) {
    run('sheet.mutation.set-range-values', { cellValue });
    drawRowData(change, run);
  }
  if (change.listsChanged) drawLists(before, view, run);
}

function toDifference(old: readonly GridCell[], cells: readonly GridCell[]) {
  const difference: { [column: number]: unknown } = {};
  for (let column = 0; column < Math.max(old.length, cells.length); column += 1) {
    const [was = null, is = null] = [old[column], cells[column]];
    // What was drawn ahead of an answer is not in the model: texts are always drawn again.
    if (JSON.stringify(was) !== JSON.stringify(is) || is !== null) {
      difference[column] = toCellData(is);
    }
  }
  return difference;
}

function moveRows(before: GridView, { move }: GridChange, run: RunMutation): void {
  if (move === undefined) return;
  const { at, removed, inserted } = move;
  const columns = { startColumn: 0, endColumn: before.columnCount - 1 };
  if (inserted > 0) {
    const range = { startRow: at, endRow: at + inserted - 1, ...columns };
    run('sheet.mutation.insert-row', { range });
  }
  if (removed > 0) {
    const first = at + inserted;
    const range = { startRow: first, endRow: first + removed - 1, ...columns };
    run('sheet.mutation.remove-rows', { range });
  }
  redrawNotes(before, { at, removed, inserted }, run);
}

/** The library moves cells with their rows, and leaves notes where they were. */
function redrawNotes(
  before: GridView,
  { at, removed, inserted }: NonNullable<GridChange['move']>,
  run: RunMutation,
): void {
  const noted = before.rows.flatMap(({ cells }, row) =>
    row < at ? [] : cells.flatMap((cell, col) => toNotePlace(cell, row, col)),
  );
  for (const { row, col } of noted)
    run('sheet.mutation.remove-note', { sheetId: SHEET_ID, row, col });
  for (const { row, col, note } of noted) {
    if (row < at + removed) continue;
    const newRow = row - removed + inserted;
    const data = { sheetId: SHEET_ID, row: newRow, col, note: toNote(newRow, col, note) };
    run('sheet.mutation.update-note', data);
  }
}

function toNotePlace(cell: GridCell, row: number, col: number) {
  const note = readNote(cell);
  return note === undefined ? [] : [{ row, col, note }];
}

function movedRows(before: GridView, { move }: GridChange) {
  if (move === undefined) return before.rows;
  const { at, removed, inserted } = move;
  const blank = Array.from({ length: inserted }, () => ({ hidden: false, cells: [] }));
  return [...before.rows.slice(0, at), ...blank, ...before.rows.slice(at + removed)];
}

function drawNotes({
  row,
  old,
  cells,
  run,
}: {
  readonly row: number;
  readonly old: readonly GridCell[];
  readonly cells: readonly GridCell[];
  readonly run: RunMutation;
}): void {
  for (let col = 0; col < Math.max(old.length, cells.length); col += 1) {
    const [was, note] = [readNote(old[col]), readNote(cells[col])];
    if (was === note) continue;
    const place = { sheetId: SHEET_ID, row, col };
    if (note === undefined) run('sheet.mutation.remove-note', place);
    else run('sheet.mutation.update-note', { ...place, note: toNote(row, col, note) });
  }
}

function drawRowData({ view, changed }: GridChange, run: RunMutation): void {
  const rowData = Object.fromEntries(changed.map((row) => [row, toRowData(view.rows[row], view)]));
  run('sheet.mutation.set-row-data', { rowData });
  // Only this one has the library lay the rows out again.
  const rowHeight = Object.fromEntries(changed.map((row) => [row, rowData[row]?.h]));
  const ranges = changed.map((row) => ({
    startRow: row,
    endRow: row,
    startColumn: 0,
    endColumn: view.columnCount - 1,
  }));
  run('sheet.mutation.set-worksheet-row-height', { ranges, rowHeight });
}

function drawLists(before: GridView, view: GridView, run: RunMutation): void {
  before.lists.forEach((list, index) => {
    run('data-validation.mutation.removeRule', { ruleId: toRule(list, index).uid });
  });
  view.lists.forEach((list, index) => {
    run('data-validation.mutation.addRule', { rule: toRule(list, index) });
  });
}
