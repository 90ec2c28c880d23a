// What a cell shows, as text: the workbook's own rule, and never an error for one odd cell.
import type { Cell } from '../../google/workbook/cell.ts';
import { displayValue } from '../../google/workbook/display-value.ts';
import { WorkbookError } from '../../google/workbook/workbook-error.ts';

/** A number pattern that is not implemented must not hide the rest of the tab. */
export function toCellText(cell: Cell): string {
  try {
    return displayValue(cell);
  } catch (error) {
    if (error instanceof WorkbookError) return String(cell.content?.value ?? '');
    throw error;
  }
}
