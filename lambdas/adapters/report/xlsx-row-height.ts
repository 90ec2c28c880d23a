/** How high a row must be for its wrapped texts: not every office program works that out itself. */
import type { TabCell, TabRow } from '../../../core/summary/tab.ts';

const LINE_POINTS = 15;
/** The format's own limit. */
const MAX_POINTS = 409;

/** @param widths of the columns, in digits; letters of this font are about as wide */
export function toRowHeight({ style, cells }: TabRow, widths: readonly number[]): number {
  if (style === 'title') return LINE_POINTS * 1.4;
  // Notes run on over the empty cells beside them.
  if (style === 'note') return LINE_POINTS;
  const lines = cells.map((cell, index) => countLines(cell, widths[index] ?? 1));
  return Math.min(MAX_POINTS, Math.max(1, ...lines) * LINE_POINTS);
}

function countLines(cell: TabCell, width: number): number {
  if (cell.kind !== 'text') return 1;
  return cell.text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / Math.max(1, width - 1))), 0);
}
