// A person copies or cuts rows and pastes them over others of the same sheet.

import { BLANK_CELL, type Cell } from '../workbook/cell.ts';
import type { Sheet } from '../workbook/sheet.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { boundsOf, columnRuns, type RowPart } from './column-run.ts';
import { growRows } from './grow.ts';
import { editEvents, type SheetEvent } from './sheet-event.ts';

export type MoveRows = {
  readonly from: number;
  readonly count: number;
  readonly to: number;
  readonly part: RowPart;
};

/** A plain paste: values, notes, formats and validation come along. */
export function copyRows(_workbook: Workbook, sheet: Sheet, move: MoveRows): readonly SheetEvent[] {
  return pasteRows(sheet, move, 'keep');
}

/** As copyRows, and the cells left behind are blank, format and validation included. */
export function cutRows(_workbook: Workbook, sheet: Sheet, move: MoveRows): readonly SheetEvent[] {
  return pasteRows(sheet, move, 'blank');
}

function pasteRows(
  sheet: Sheet,
  { from, count, to, part }: MoveRows,
  source: 'keep' | 'blank',
): readonly SheetEvent[] {
  const runs = columnRuns(sheet, part);
  const bounds = boundsOf(runs);
  if (bounds.columns === 0) return [];
  sheet.assertInside({ row: from, rows: count, ...bounds });
  growRows(sheet, to + count);
  const old = sheet.cell(to, bounds.column).content;
  for (const { column, columns } of runs) {
    const taken: (readonly Cell[])[] = [];
    for (let index = 0; index < count; index += 1) {
      taken.push(sheet.cellsOf(from + index, column, columns));
    }
    if (source === 'blank') {
      sheet.updateRect({ row: from, rows: count, column, columns }, () => BLANK_CELL);
    }
    taken.forEach((cells, index) => {
      sheet.setCells(to + index, column, cells);
    });
  }
  return editEvents(sheet, { row: to, rows: count, ...bounds }, old);
}
