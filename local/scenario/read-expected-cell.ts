/** The cell an expectation speaks of, whatever people and the system have made of the tab. */
import { findColumn } from '../../core/wording/columns.ts';
import type { Cell } from '../google/workbook/cell.ts';
import { BLANK_CELL } from '../google/workbook/cell.ts';
import type { Workbook } from '../google/workbook/workbook.ts';
import { describeMissingColumn, findColumnPlace, findEntryTab } from './find-entry-tab.ts';
import { ScenarioError } from './scenario-error.ts';

export type ExpectedCell =
  | { readonly kind: 'cell'; readonly cell: Cell }
  /** A column of the template that stands there no longer. */
  | { readonly kind: 'missing'; readonly reason: string };

/**
 * A row below the last one is empty.
 *
 * @throws ScenarioError for a header that neither the template nor the tab has
 */
export function readExpectedCell(
  workbook: Workbook,
  { row, col }: { readonly row: number; readonly col: string },
): ExpectedCell {
  const sheet = findEntryTab(workbook);
  const column = findColumnPlace(sheet, col);
  if (column === undefined) {
    const reason = describeMissingColumn(sheet, col);
    if (findColumn(col) === undefined) throw new ScenarioError(reason);
    return { kind: 'missing', reason };
  }
  return { kind: 'cell', cell: row > sheet.rowCount ? BLANK_CELL : sheet.cell(row - 1, column) };
}
