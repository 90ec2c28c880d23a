// Where a tab's header stands, and where its receipts are, as far as the page must know.
import { COLUMN_HEADERS, findColumn } from '../../../core/wording/columns.ts';
import type { GridCell, GridView } from '../api/grid-api.ts';

const MAX_HEADER_ROWS = 30;
const ENOUGH_HEADERS = 3;

/** 0-based: the first row with several of our headers, else the last frozen one, else the first. */
export function findHeaderRow({ rows, frozenRows }: GridView): number {
  const found = rows.slice(0, MAX_HEADER_ROWS).findIndex(({ cells }) => {
    const known = cells.filter((cell) => findColumn(toText(cell)) !== undefined);
    return known.length >= ENOUGH_HEADERS;
  });
  return found < 0 ? Math.max(0, frozenRows - 1) : found;
}

/** @returns undefined in a tab without receipts */
export function readReceipt(view: GridView, row: number): string | undefined {
  const header = view.rows[findHeaderRow(view)]?.cells ?? [];
  const column = header.findIndex((cell) => toText(cell).trim() === COLUMN_HEADERS.receipt);
  return column < 0 ? undefined : toText(view.rows[row]?.cells[column] ?? null);
}

export function toText(cell: GridCell): string {
  return typeof cell === 'string' ? cell : (cell?.text ?? '');
}
