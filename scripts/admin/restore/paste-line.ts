/** A row's cells as one line to paste into the entry tab, from «Tên sáng kiến» on. */
import type { CellValue } from '../../../core/cell.ts';
import { isDateCell } from '../../../core/cell.ts';
import type { TypedCells, TypedColumn } from '../../../core/columns.ts';
import { TYPED_COLUMNS } from '../../../core/columns.ts';

export type PasteLine = {
  /** Cells divided by tabs, quoted as spreadsheets do where they hold a tab, a line or a quote. */
  readonly text: string;
  /** Columns that held a number, a date or a tick: pasted as text they are another content. */
  readonly untrue: readonly TypedColumn[];
};

export function toPasteLine(cells: TypedCells): PasteLine {
  const texts = TYPED_COLUMNS.map((column) => quote(toText(cells[column])));
  const untrue = TYPED_COLUMNS.filter((column) => {
    return cells[column] !== undefined && typeof cells[column] !== 'string';
  });
  // Cells behind the last one that holds something add nothing.
  return { text: texts.join('\t').replace(/\t+$/, ''), untrue };
}

const EPOCH_SERIAL = 25_569;
const DAY_MS = 86_400_000;

function toText(value: CellValue | undefined): string {
  if (value === undefined) return '';
  if (!isDateCell(value)) return String(value);
  const iso = new Date((Math.floor(value.serial) - EPOCH_SERIAL) * DAY_MS).toISOString();
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}

function quote(text: string): string {
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
