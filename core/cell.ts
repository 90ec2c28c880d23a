/** What one cell of a spreadsheet holds, as both sides of the wire understand it. */

/** A date or time cell: days since 1899-12-30 without a zone, the fraction being the time of day. */
export type DateCell = { readonly serial: number };

/** A blank cell is ''. Text is exactly what was typed: nothing is trimmed or normalised here. */
export type CellValue = string | number | boolean | DateCell;

/** Typed cells of one row by column code; a column the sheet does not have is absent. */
export type Cells<Code extends string> = { readonly [code in Code]?: CellValue };

export function isDateCell(value: CellValue): value is DateCell {
  return typeof value === 'object';
}

export function isBlankCell(value: CellValue | undefined): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '');
}
