// Rows that Google adds by itself when something is pasted beyond the last one.

import type { Sheet } from '../workbook/sheet.ts';

/** They take formats and validation from the last row. */
export function growRows(sheet: Sheet, rowCount: number): void {
  const missing = rowCount - sheet.rowCount;
  if (missing > 0) sheet.insertRows(sheet.rowCount, missing, 'before');
}
