// A tab as the grid's library wants it: one workbook with one sheet.
import type { ICellData, IStyleData, IWorkbookData } from '@univerjs/core';
import { serializeListOptions } from '@univerjs/sheets';
import type { GridCell, GridList, GridRow, GridStyle, GridView } from '../../api/grid-api.ts';
import { measureRow } from './measure-row.ts';

export const UNIT_ID = 'tab';
export const SHEET_ID = 'sheet';
/** Of the library's own. */
const TEXT_CELL = 1;
const ALIGNS = { left: 1, center: 2, right: 3 } as const;
const MIDDLE = 2;
const WRAP = 3;
const FONT_PT = 10;

type Line = { [index: number]: { h?: number; ia?: 0 | 1; hd?: 0 | 1; w?: number } };

export function toWorkbookData(view: GridView, locale: IWorkbookData['locale']): IWorkbookData {
  const rowData: Line = {};
  const cellData: { [row: number]: { [column: number]: ICellData } } = {};
  view.rows.forEach((row, index) => {
    rowData[index] = toRowData(row, view);
    const cells: { [column: number]: ICellData } = {};
    row.cells.forEach((cell, column) => {
      if (cell !== null) cells[column] = toCellData(cell);
    });
    cellData[index] = cells;
  });
  const columnData: Line = {};
  view.columns.forEach(({ widthPx, hidden }, index) => {
    columnData[index] = { w: widthPx, hd: hidden ? 1 : 0 };
  });
  return {
    id: UNIT_ID,
    name: view.title,
    appVersion: '1',
    locale,
    styles: {},
    sheetOrder: [SHEET_ID],
    sheets: {
      [SHEET_ID]: {
        id: SHEET_ID,
        name: view.title.slice(0, 31),
        rowCount: view.rowCount,
        columnCount: view.columnCount,
        defaultColumnWidth: 100,
        defaultRowHeight: 24,
        defaultStyle: { fs: FONT_PT, ff: 'Arial', vt: MIDDLE },
        freeze: toFreeze(view),
        mergeData: view.merges.map(({ row, column, rows, columns }) => ({
          startRow: row,
          endRow: row + rows - 1,
          startColumn: column,
          endColumn: column + columns - 1,
        })),
        rowData,
        columnData,
        cellData,
        rowHeader: { width: 46 },
        columnHeader: { height: 22 },
      },
    },
    resources: [
      { name: 'SHEET_NOTE_PLUGIN', data: JSON.stringify({ [SHEET_ID]: toNotes(view.rows) }) },
      {
        name: 'SHEET_DATA_VALIDATION_PLUGIN',
        data: JSON.stringify({ [SHEET_ID]: view.lists.map(toRule) }),
      },
    ],
  };
}

export function toRowData(
  row: GridRow | undefined,
  view: Pick<GridView, 'columns'>,
): NonNullable<Line[number]> {
  return { hd: row?.hidden ? 1 : 0, h: measureRow(row, view), ia: 0 };
}

/** Always a text: what a cell shows is the server's to say, and `0901` stays as it is. */
export function toCellData(cell: GridCell): ICellData {
  if (cell === null) return { v: null, t: null, p: null, f: null, s: NO_STYLE };
  if (typeof cell === 'string') return { v: cell, t: TEXT_CELL, s: NO_STYLE };
  return { v: cell.text, t: TEXT_CELL, s: toStyleData(cell.style) };
}

/** What was there before is taken away by saying so: styles are merged. */
const NO_STYLE: IStyleData = {
  fs: FONT_PT,
  vt: MIDDLE,
  bg: null,
  cl: null,
  bl: 0,
  it: 0,
  ht: null,
  tb: null,
};

function toStyleData(style: GridStyle | undefined): IStyleData {
  if (style === undefined) return NO_STYLE;
  const { background, foreground, bold, italic, align, wrap } = style;
  return {
    fs: FONT_PT,
    vt: MIDDLE,
    bg: background === undefined ? null : { rgb: background },
    cl: foreground === undefined ? null : { rgb: foreground },
    bl: bold ? 1 : 0,
    it: italic ? 1 : 0,
    ht: align === undefined ? null : ALIGNS[align],
    tb: wrap ? WRAP : null,
  };
}

function toFreeze({ frozenRows, frozenColumns }: GridView) {
  return {
    xSplit: frozenColumns,
    ySplit: frozenRows,
    startRow: frozenRows === 0 ? -1 : frozenRows,
    startColumn: frozenColumns === 0 ? -1 : frozenColumns,
  };
}

export type NoteData = {
  readonly id: string;
  readonly row: number;
  readonly col: number;
  readonly width: number;
  readonly height: number;
  readonly note: string;
};

const NOTE_WIDTH_PX = 260;
const LINE_PX = 20;
const LINE_LETTERS = 36;

export function toNote(row: number, col: number, note: string): NoteData {
  const lines = note.split('\n').reduce((sum, line) => sum + 1 + line.length / LINE_LETTERS, 1);
  const height = Math.min(260, Math.round(lines * LINE_PX) + 16);
  return { id: `${row}-${col}`, row, col, width: NOTE_WIDTH_PX, height, note };
}

function toNotes(rows: readonly GridRow[]) {
  const notes: { [row: number]: { [column: number]: NoteData } } = {};
  rows.forEach(({ cells }, row) => {
    cells.forEach((cell, column) => {
      const note = readNote(cell);
      if (note === undefined) return;
      notes[row] = { ...notes[row], [column]: toNote(row, column, note) };
    });
  });
  return notes;
}

export function readNote(cell: GridCell | undefined): string | undefined {
  return typeof cell === 'object' && cell !== null ? cell.note : undefined;
}

/** Refusing is the server's: the library only offers the values and marks what is none of them. */
export function toRule({ values, ranges }: GridList, index: number) {
  return {
    uid: `list-${index}`,
    type: 'list',
    formula1: serializeListOptions([...values]),
    errorStyle: 2,
    renderMode: 1,
    showErrorMessage: false,
    ranges: ranges.map(({ row, column, rows, columns }) => ({
      startRow: row,
      endRow: row + rows - 1,
      startColumn: column,
      endColumn: column + columns - 1,
    })),
  };
}
