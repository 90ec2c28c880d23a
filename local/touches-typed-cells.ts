/** Whether a script wrote into cells people type into, and not only into columns of its own. */
import type { CellValue } from '../core/cell.ts';
import { TYPED_COLUMNS } from '../core/columns.ts';
import { MAX_HEADER_ROWS, readEntryTable } from '../core/sync/entry-table.ts';
import type { SheetChange, UndoEntry } from './google/people/undo-entry.ts';
import type { Sheet } from './google/workbook/sheet.ts';

/** Building a tab or taking a list over changes no typed cell; receipts and marks are not typed. */
export function touchesTypedCells({ sheets }: UndoEntry): boolean {
  return sheets.some(touchesTyped);
}

function touchesTyped({ sheet, cells }: SheetChange): boolean {
  const table = readEntryTable(readHeaderRows(sheet));
  if (table.kind === 'stopped') return false;
  const typed = new Set(TYPED_COLUMNS.map((column) => table.places[column]));
  const rows = new Map(sheet.rowKeys().map((key, index) => [key, index]));
  const columns = new Map(sheet.columnKeys().map((key, index) => [key, index]));
  return cells.some(({ rowKey, columnKey, cell }) => {
    const row = rows.get(rowKey) ?? 0;
    const column = columns.get(columnKey);
    if (column === undefined || !typed.has(column) || row < table.headerRowNumber) return false;
    return JSON.stringify(sheet.cell(row, column).content) !== JSON.stringify(cell.content);
  });
}

/** A header may stand on two lines. */
function readHeaderRows(sheet: Sheet): readonly (readonly CellValue[])[] {
  const count = Math.min(MAX_HEADER_ROWS + 1, sheet.rowCount);
  return Array.from({ length: count }, (_, row) =>
    sheet.cellsOf(row, 0, sheet.columnCount).map(({ content }) => content?.value ?? ''),
  );
}
