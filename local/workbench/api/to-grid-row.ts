// One row as the grid draws it.
import type { Cell, CellFormat } from '../../google/workbook/cell.ts';
import { DEFAULT_ROW_HEIGHT_PX, type RowLine } from '../../google/workbook/grid.ts';
import { toCellText } from './cell-text.ts';
import type { GridCell, GridRow, GridStyle } from './grid-api.ts';

export function toGridRow({ hidden, sizePx, cells }: RowLine): GridRow {
  return {
    hidden,
    ...(sizePx === DEFAULT_ROW_HEIGHT_PX ? {} : { heightPx: sizePx }),
    cells: withoutBlankEnd(Array.from(cells, (cell) => toGridCell(cell ?? {}))),
  };
}

/** Whether anything of the row is to be seen. */
export function isSeen({ cells, contentWidth, hidden }: RowLine): boolean {
  return hidden || contentWidth > 0 || cells.some((cell) => cell?.note !== undefined);
}

function toGridCell(cell: Cell): GridCell {
  const text = toCellText(cell);
  const style = toStyle(cell);
  const { note } = cell;
  if (note === undefined && style === undefined) return text === '' ? null : text;
  return {
    text,
    ...(note === undefined ? {} : { note }),
    ...(style === undefined ? {} : { style }),
  };
}

const ALIGNS = { LEFT: 'left', CENTER: 'center', RIGHT: 'right' } as const;

function toStyle({ content, format = {} }: Cell): GridStyle | undefined {
  const { background, foreground, bold, italic, wrap } = format;
  const align = toAlign(format, typeof content?.value === 'number');
  const style: GridStyle = {
    ...(background === undefined ? {} : { background }),
    ...(foreground === undefined ? {} : { foreground }),
    ...(bold ? { bold } : {}),
    ...(italic ? { italic } : {}),
    ...(align === undefined ? {} : { align }),
    ...(wrap === 'WRAP' ? { wrap: true } : {}),
  };
  return Object.keys(style).length === 0 ? undefined : style;
}

/** Numbers stand on the right unless told otherwise, as at Google. */
function toAlign({ horizontal }: CellFormat, isNumber: boolean): GridStyle['align'] {
  if (horizontal !== undefined) return ALIGNS[horizontal];
  return isNumber ? 'right' : undefined;
}

function withoutBlankEnd(cells: readonly GridCell[]): readonly GridCell[] {
  const last = cells.findLastIndex((cell) => cell !== null);
  return cells.slice(0, last + 1);
}
