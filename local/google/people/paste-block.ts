// A person pastes a block of texts copied from elsewhere (a document, another program).

import { enterIntoCell } from '../workbook/enter-value.ts';
import type { Sheet } from '../workbook/sheet.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { visibleColumns } from './column-run.ts';
import { growRows } from './grow.ts';
import { editEvents, type SheetEvent } from './sheet-event.ts';

export type PasteBlock = {
  readonly row: number;
  readonly column: number;
  /** As they would be typed; '' empties a cell, a shorter row leaves the cells beyond it. */
  readonly values: readonly (readonly string[])[];
  /** Whether hidden columns are stepped over; Google itself pastes into them. */
  readonly skipHiddenColumns?: boolean;
};

/**
 * Formats, notes and validation of the cells stay, and validation refuses nothing, as at Google.
 * A block that reaches beyond the grid makes it larger.
 */
export function pasteBlock(
  _workbook: Workbook,
  sheet: Sheet,
  { row, column, values, skipHiddenColumns = false }: PasteBlock,
): readonly SheetEvent[] {
  const width = Math.max(0, ...values.map((line) => line.length));
  if (width === 0) return [];
  growRows(sheet, row + values.length);
  const targets = targetColumns(sheet, { column, width, skipHiddenColumns });
  const last = targets.at(-1) ?? column;
  const old = sheet.cell(row, targets[0] ?? column).content;

  values.forEach((line, lineIndex) => {
    const cells = [...sheet.cellsOf(row + lineIndex, column, last - column + 1)];
    line.forEach((text, index) => {
      const at = (targets[index] ?? column) - column;
      cells[at] = enterIntoCell(cells[at] ?? {}, text);
    });
    sheet.setCells(row + lineIndex, column, cells);
  });
  const first = targets[0] ?? column;
  const range = { row, column: first, rows: values.length, columns: last - first + 1 };
  return editEvents(sheet, range, old);
}

function targetColumns(
  sheet: Sheet,
  block: { column: number; width: number; skipHiddenColumns: boolean },
): readonly number[] {
  const present = block.skipHiddenColumns
    ? visibleColumns(sheet, block.column)
    : Array.from({ length: sheet.columnCount - block.column }, (_, i) => block.column + i);
  const missing = block.width - present.length;
  if (missing <= 0) return present.slice(0, block.width);
  const end = sheet.columnCount;
  sheet.insertColumns(end, missing, 'before');
  return [...present, ...Array.from({ length: missing }, (_, index) => end + index)];
}
