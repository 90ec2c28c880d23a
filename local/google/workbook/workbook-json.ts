// The form in which a workbook is kept in a file or copied: plain JSON, blank parts left out.

import type { Cell } from './cell.ts';
import type { Furniture } from './furniture.ts';
import { DEFAULT_COLUMN_WIDTH_PX, DEFAULT_ROW_HEIGHT_PX, type Line } from './grid.ts';
import type { Sheet } from './sheet.ts';

type LineJson = {
  readonly index: number;
  readonly hidden?: boolean;
  readonly sizePx?: number;
};

type RowJson = LineJson & {
  /** Column and cell, blank ones left out. */
  readonly cells: readonly (readonly [number, Cell])[];
};

export type SheetJson = {
  readonly sheetId: number;
  readonly title: string;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly furniture: Furniture;
  readonly rows: readonly RowJson[];
  readonly columns: readonly LineJson[];
};

export type WorkbookJson = {
  readonly version: 1;
  readonly spreadsheetId: string;
  readonly title: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly revision: number;
  readonly nextObjectId: number;
  readonly sheets: readonly SheetJson[];
};

export function toSheetJson(sheet: Sheet): SheetJson {
  const rows: RowJson[] = [];
  for (let index = 0; index < sheet.rowCount; index += 1) {
    const line = sheet.rowLine(index);
    const cells = line.cells.flatMap((cell, column) =>
      cell === undefined ? [] : [[column, cell] as const],
    );
    const json = { ...toLineJson(line, index, DEFAULT_ROW_HEIGHT_PX), cells };
    if (cells.length > 0 || Object.keys(json).length > 2) rows.push(json);
  }
  const columns: LineJson[] = [];
  for (let index = 0; index < sheet.columnCount; index += 1) {
    const json = toLineJson(sheet.columnLine(index), index, DEFAULT_COLUMN_WIDTH_PX);
    if (Object.keys(json).length > 1) columns.push(json);
  }
  return {
    sheetId: sheet.sheetId,
    title: sheet.title,
    rowCount: sheet.rowCount,
    columnCount: sheet.columnCount,
    furniture: sheet.furniture,
    rows,
    columns,
  };
}

/** Fills a new sheet of the same size. */
export function fillSheet(sheet: Sheet, json: SheetJson): void {
  for (const { index, hidden, sizePx, cells } of json.rows) {
    const width = (cells.at(-1)?.[0] ?? -1) + 1;
    const dense = new Array<Cell>(width).fill({});
    for (const [column, cell] of cells) dense[column] = cell;
    sheet.setCells(index, 0, dense);
    if (hidden === undefined && sizePx === undefined) continue;
    sheet.setLines('rows', { at: index, count: 1 }, lineChange({ hidden, sizePx }));
  }
  for (const { index, hidden, sizePx } of json.columns) {
    sheet.setLines('columns', { at: index, count: 1 }, lineChange({ hidden, sizePx }));
  }
  sheet.setFurniture(json.furniture);
}

function toLineJson(line: Line, index: number, usualSizePx: number): LineJson {
  return {
    index,
    ...(line.hidden ? { hidden: true } : {}),
    ...(line.sizePx === usualSizePx ? {} : { sizePx: line.sizePx }),
  };
}

function lineChange(line: { hidden: boolean | undefined; sizePx: number | undefined }): {
  hidden?: boolean;
  sizePx?: number;
} {
  return {
    ...(line.hidden === undefined ? {} : { hidden: line.hidden }),
    ...(line.sizePx === undefined ? {} : { sizePx: line.sizePx }),
  };
}
