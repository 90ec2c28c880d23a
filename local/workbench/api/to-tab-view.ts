// One tab as the page shows it: typed values with what they show, notes, colours, what is hidden.
import { parseReceiptState } from '../../../core/wording/receipts.ts';
import { toColumnLetters } from '../../google/workbook/a1.ts';
import type { Cell } from '../../google/workbook/cell.ts';
import { isBlankCell } from '../../google/workbook/cell.ts';
import type { Sheet } from '../../google/workbook/sheet.ts';
import { toCellText } from './cell-text.ts';
import { readEntryTab } from './entry-tab.ts';
import type { CellView, MergeView, RowView, TabView } from './page-api.ts';

export type TabRequest = {
  readonly key: string;
  readonly revision: number;
  readonly sheet: Sheet;
  /** At most so many rows, from the first one on. */
  readonly maxRows: number;
};

export function toTabView({ key, revision, sheet, maxRows }: TabRequest): TabView {
  const extent = sheet.contentExtent();
  const rowCount = Math.min(extent.rows, maxRows);
  const receipts = findReceipts(sheet);
  return {
    key,
    sheetId: sheet.sheetId,
    title: sheet.title,
    revision,
    frozenRows: sheet.frozenRows,
    frozenColumns: sheet.frozenColumns,
    columns: Array.from({ length: extent.columns }, (_, column) => ({
      letters: toColumnLetters(column),
      widthPx: sheet.columnLine(column).sizePx,
      hidden: sheet.isColumnHidden(column),
    })),
    rows: Array.from({ length: rowCount }, (_, row) =>
      toRowView(sheet, row, { columnCount: extent.columns, receipts }),
    ),
    contentRowCount: extent.rows,
    merges: sheet.merges.flatMap((merge) =>
      cutMerge(merge, { rows: rowCount, columns: extent.columns }),
    ),
  };
}

/** 0-based: the column of the receipts, and the first row below the header. */
type ReceiptPlace = { readonly column: number; readonly firstRow: number };

function findReceipts(sheet: Sheet): ReceiptPlace | undefined {
  const table = readEntryTab(sheet);
  const column = table?.places.receipt;
  if (table === undefined || column === undefined) return undefined;
  return { column, firstRow: table.headerRowNumber };
}

type RowContext = {
  readonly columnCount: number;
  readonly receipts: ReceiptPlace | undefined;
};

function toRowView(sheet: Sheet, row: number, { columnCount, receipts }: RowContext): RowView {
  const receiptColumn = receipts !== undefined && row >= receipts.firstRow ? receipts.column : -1;
  return {
    rowNumber: row + 1,
    hidden: sheet.isRowHidden(row),
    cells: sheet
      .cellsOf(row, 0, columnCount)
      .map((cell, column) => toCellView(cell, column === receiptColumn)),
  };
}

function toCellView(cell: Cell, isReceipt: boolean): CellView | null {
  const { content, note, format = {} } = cell;
  // A list of allowed values alone is nothing to see.
  const { validation: _, ...visible } = cell;
  if (isBlankCell(visible)) return null;
  const text = toCellText(cell);
  const receipt = isReceipt ? parseReceiptState(text) : undefined;
  return {
    value: content?.value ?? null,
    text,
    ...(note === undefined ? {} : { note }),
    ...(format.background === undefined ? {} : { background: format.background }),
    ...(format.foreground === undefined ? {} : { foreground: format.foreground }),
    ...(format.bold ? { bold: true } : {}),
    ...(format.italic ? { italic: true } : {}),
    ...toAlign(cell),
    ...(format.wrap === 'WRAP' ? { wrap: true } : {}),
    ...toLink(cell),
    ...(receipt === undefined ? {} : { receipt }),
  };
}

const LOCAL_ADDRESS = /^http:\/\/127\.0\.0\.1:\d+\//;

/** Links to Google's spreadsheets lead nowhere from here: these stand on this machine only. */
function toLink({ hyperlink }: Cell): Pick<CellView, 'link'> {
  return hyperlink !== undefined && LOCAL_ADDRESS.test(hyperlink) ? { link: hyperlink } : {};
}

const ALIGNS = { LEFT: 'left', CENTER: 'center', RIGHT: 'right' } as const;

/** Numbers stand on the right unless told otherwise, as at Google. */
function toAlign({ content, format }: Cell): Pick<CellView, 'align'> {
  if (format?.horizontal !== undefined) return { align: ALIGNS[format.horizontal] };
  return typeof content?.value === 'number' ? { align: 'right' } : {};
}

function cutMerge(
  { row, column, rows, columns }: MergeView,
  size: { readonly rows: number; readonly columns: number },
): readonly MergeView[] {
  if (row >= size.rows || column >= size.columns) return [];
  return [
    {
      row,
      column,
      rows: Math.min(rows, size.rows - row),
      columns: Math.min(columns, size.columns - column),
    },
  ];
}
