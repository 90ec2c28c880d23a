// How tall a row must be for its wrapped texts: the library measures only what it changed itself.
import type { GridRow, GridView } from '../../api/grid-api.ts';

const FONT = '13.33px Arial';
const LINE_PX = 17;
const PADDING_PX = 7;
const SIDE_PX = 8;
const LEAST_PX = 24;
/** A long reason must not push all other rows out of sight; the table shows all of it. */
const MAX_LINES = 6;
/** Words are not cut: lines are a little shorter than the column is wide. */
const LOSS = 1.06;

let context: CanvasRenderingContext2D | null | undefined;
const widths = new Map<string, number>();
const MAX_REMEMBERED = 20_000;

/** In pixels; what a person chose for the row comes first. */
export function measureRow(
  row: GridRow | undefined,
  { columns }: Pick<GridView, 'columns'>,
): number {
  if (row?.heightPx !== undefined) return row.heightPx;
  let lines = 1;
  row?.cells.forEach((cell, index) => {
    const column = columns[index];
    if (typeof cell !== 'object' || cell === null || !cell.style?.wrap) return;
    if (column === undefined || column.hidden) return;
    lines = Math.max(lines, countLines(cell.text, column.widthPx - SIDE_PX));
  });
  return Math.max(LEAST_PX, Math.min(lines, MAX_LINES) * LINE_PX + PADDING_PX);
}

function countLines(text: string, widthPx: number): number {
  return text.split('\n').reduce((sum, line) => {
    return sum + Math.max(1, Math.ceil((measureText(line) * LOSS) / Math.max(20, widthPx)));
  }, 0);
}

function measureText(text: string): number {
  const known = widths.get(text);
  if (known !== undefined) return known;
  context ??= document.createElement('canvas').getContext('2d');
  if (context === null) return text.length * 7;
  context.font = FONT;
  const { width } = context.measureText(text);
  if (widths.size >= MAX_REMEMBERED) widths.clear();
  widths.set(text, width);
  return width;
}
