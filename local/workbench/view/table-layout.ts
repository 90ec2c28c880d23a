// Which rows and columns of a tab are shown, how wide, and which cells reach over others.
import type { CellView, MergeView, RowView, TabView } from '../api/page-api.ts';

export type ShownColumn = {
  readonly index: number;
  readonly letters: string;
  readonly widthPx: number;
  readonly hidden: boolean;
  /** Distance from the left edge when frozen; undefined when it scrolls. */
  readonly frozenLeftPx: number | undefined;
};

export type TableLayout = {
  readonly columns: readonly ShownColumn[];
  readonly headRows: readonly RowView[];
  readonly bodyRows: readonly RowView[];
  readonly widthPx: number;
};

export type LayoutOptions = {
  readonly showHidden: boolean;
  /** Of the part of the window that shows the table. */
  readonly windowWidthPx: number;
};

export const ROW_NUMBER_WIDTH_PX = 44;
/** Below this a column may take no more than half of the window, and none stays frozen. */
const NARROW_WIDTH_PX = 640;
const NARROW_SHARE = 0.43;
/** Frozen columns wider than this part of the window would leave nothing to scroll. */
const MAX_FROZEN_SHARE = 0.6;

export function layOutTable(tab: TabView, options: LayoutOptions): TableLayout {
  const { showHidden, windowWidthPx } = options;
  const isNarrow = windowWidthPx < NARROW_WIDTH_PX;
  const maxColumnPx = isNarrow ? Math.round(windowWidthPx * NARROW_SHARE) : Number.MAX_SAFE_INTEGER;
  const columns = placeColumns(tab, { showHidden, maxColumnPx });
  const frozenPx = columns
    .filter(({ frozenLeftPx }) => frozenLeftPx !== undefined)
    .reduce((sum, { widthPx }) => sum + widthPx, 0);
  const mayFreeze = !isNarrow && frozenPx <= windowWidthPx * MAX_FROZEN_SHARE;
  const rows = tab.rows.filter((row) => showHidden || !row.hidden);
  return {
    columns: mayFreeze
      ? columns
      : columns.map((column) => ({ ...column, frozenLeftPx: undefined })),
    headRows: rows.filter(({ rowNumber }) => rowNumber <= tab.frozenRows),
    bodyRows: rows.filter(({ rowNumber }) => rowNumber > tab.frozenRows),
    widthPx: columns.reduce((sum, { widthPx }) => sum + widthPx, ROW_NUMBER_WIDTH_PX),
  };
}

function placeColumns(
  tab: TabView,
  { showHidden, maxColumnPx }: { readonly showHidden: boolean; readonly maxColumnPx: number },
): readonly ShownColumn[] {
  let left = ROW_NUMBER_WIDTH_PX;
  return tab.columns.flatMap((column, index) => {
    if (column.hidden && !showHidden) return [];
    const widthPx = Math.min(column.widthPx, maxColumnPx);
    const frozenLeftPx = index < tab.frozenColumns ? left : undefined;
    left += widthPx;
    return [{ index, ...column, widthPx, frozenLeftPx }];
  });
}

export type Span = { readonly rows: number; readonly columns: number };
export type CellPlace = { readonly rowIndex: number; readonly columnIndex: number };

/**
 * How many shown columns and rows a cell takes, undefined when another one covers it.
 *
 * A line of text alone in its row reaches over the blank cells after it, as it does at Google.
 */
export function toSpan(
  { tab, layout, row }: { tab: TabView; layout: TableLayout; row: RowView },
  columnIndex: number,
): Span | undefined {
  const rowIndex = row.rowNumber - 1;
  const merge = findMerge(tab.merges, { rowIndex, columnIndex });
  if (merge !== undefined) return toMergeSpan(merge, layout, { rowIndex, columnIndex });
  const alone = touchesMerge(tab.merges, rowIndex) ? undefined : findLineAlone(row, layout);
  if (alone === undefined) return { rows: 1, columns: 1 };
  if (columnIndex === alone) return { rows: 1, columns: layout.columns.length };
  return undefined;
}

function toMergeSpan(
  merge: MergeView,
  layout: TableLayout,
  { rowIndex, columnIndex }: CellPlace,
): Span | undefined {
  const columns = layout.columns.filter(
    ({ index }) => index >= merge.column && index < merge.column + merge.columns,
  );
  // A merge does not reach from the frozen rows into those that scroll.
  const part = [layout.headRows, layout.bodyRows].find((rows) =>
    rows.some(({ rowNumber }) => rowNumber - 1 === rowIndex),
  );
  const rows = (part ?? []).filter(
    ({ rowNumber }) => rowNumber - 1 >= merge.row && rowNumber - 1 < merge.row + merge.rows,
  );
  const isFirst = columns[0]?.index === columnIndex && rows[0]?.rowNumber === rowIndex + 1;
  return isFirst ? { rows: rows.length, columns: columns.length } : undefined;
}

/** The content of a merge stands in its first cell, even when that one is hidden. */
export function findContent(tab: TabView, row: RowView, columnIndex: number): CellView | null {
  const merge = findMerge(tab.merges, { rowIndex: row.rowNumber - 1, columnIndex });
  if (merge === undefined) return row.cells[columnIndex] ?? null;
  return tab.rows[merge.row]?.cells[merge.column] ?? null;
}

function findMerge(
  merges: readonly MergeView[],
  { rowIndex, columnIndex }: CellPlace,
): MergeView | undefined {
  return merges.find(
    ({ row, column, rows, columns }) =>
      rowIndex >= row &&
      rowIndex < row + rows &&
      columnIndex >= column &&
      columnIndex < column + columns,
  );
}

function touchesMerge(merges: readonly MergeView[], rowIndex: number): boolean {
  return merges.some(({ row, rows }) => rowIndex >= row && rowIndex < row + rows);
}

/** The first shown column, when it alone holds something in this row and is no receipt. */
function findLineAlone(row: RowView, { columns }: TableLayout): number | undefined {
  const [first, ...others] = columns;
  if (first === undefined || others.length === 0) return undefined;
  const cell = row.cells[first.index];
  if (typeof cell?.value !== 'string' || cell.receipt !== undefined) return undefined;
  const isAlone = others.every(({ index }) => isEmpty(row.cells[index]));
  return isAlone ? first.index : undefined;
}

function isEmpty(cell: CellView | null | undefined): boolean {
  return cell === null || cell === undefined || (cell.text === '' && cell.note === undefined);
}
