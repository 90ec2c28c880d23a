// Range's reading calls on the host's side.

import type { Cell } from '../../workbook/cell.ts';
import { displayValue } from '../../workbook/display-value.ts';
import type { Matrix, RangeReads, RangeRef, ValidationData } from '../calls.ts';
import type { CallScope, Handlers } from './call-scope.ts';
import { toPattern } from './number-format.ts';
import { readValue } from './script-value.ts';
import { rectOf, sheetOf } from './sheet-access.ts';

type ReadName = `Range.${keyof RangeReads}`;

export const rangeReadHandlers: Handlers<ReadName> = {
  'Range.getValues': ({ range }, call) => {
    const { timeZone } = call.workbook();
    return read(range, call, (cell) => readValue(cell, timeZone));
  },
  'Range.getDisplayValues': ({ range }, call) => read(range, call, displayValue),
  'Range.getFormulas': ({ range }, call) =>
    read(range, call, ({ content }) => content?.formula ?? ''),
  'Range.getNotes': ({ range }, call) => read(range, call, ({ note }) => note ?? ''),
  'Range.getBackgrounds': ({ range }, call) =>
    read(range, call, ({ format }) => format?.background ?? '#ffffff'),
  'Range.getFontColors': ({ range }, call) =>
    read(range, call, ({ format }) => format?.foreground ?? '#000000'),
  'Range.getFontWeights': ({ range }, call) =>
    read(range, call, ({ format }) => (format?.bold === true ? 'bold' : 'normal')),
  'Range.getNumberFormats': ({ range }, call) =>
    read(range, call, ({ format }) => toPattern(format?.numberFormat)),
  'Range.getDataValidations': ({ range }, call) =>
    read(range, call, ({ validation }): ValidationData | null => validation ?? null),
};

function read<T>(range: RangeRef, { workbook }: CallScope, of: (cell: Cell) => T): Matrix<T> {
  const sheet = sheetOf(workbook(), range.sheetId);
  const rect = rectOf(sheet, range);
  const blank = of({});
  const matrix: T[][] = [];
  for (let row = rect.row; row < rect.row + rect.rows; row += 1) {
    const cells = sheet.rowCells(row);
    const line: T[] = [];
    for (let column = rect.column; column < rect.column + rect.columns; column += 1) {
      const cell = cells[column];
      line.push(cell === undefined ? blank : of(cell));
    }
    matrix.push(line);
  }
  return matrix;
}
