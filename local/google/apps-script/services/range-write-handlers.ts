// Range's writing calls on the host's side: checked at once, carried out when flushed.

import {
  type Cell,
  type CellFormat,
  isBlankCell,
  patchCell,
  type Validation,
} from '../../workbook/cell.ts';
import type { Workbook } from '../../workbook/workbook.ts';
import type { ClearParts, RangeRef, RangeWrites, ValidationData, WriteArgs } from '../calls.ts';
import { NotImplemented, ScriptException } from '../script-exception.ts';
import type { CallScope, Handlers } from './call-scope.ts';
import { toColor } from './color.ts';
import { toNumberFormat } from './number-format.ts';
import { writeValue } from './script-value.ts';
import { rectOf, refOf, sheetOf } from './sheet-access.ts';
import { assertValid } from './validate-cell.ts';

type WriteName = `Range.${keyof RangeWrites}`;

/** Makes a cell of the old one and what was written. */
type Change<T> = (cell: Cell, value: T, workbook: Workbook) => Cell;

export const rangeWriteHandlers: Handlers<
  | WriteName
  | 'Range.clear'
  | 'Range.getMergedRanges'
  | 'Range.breakApart'
  | 'Range.protect'
  | 'Protection.set'
> = {
  'Range.setValues': (args, call) =>
    write(
      args,
      call,
      (cell, value, { timeZone }) => writeValue(cell, value, timeZone),
      assertValid,
    ),
  'Range.setNotes': (args, call) =>
    write(args, call, (cell, note) => patchCell(cell, { note: note ?? undefined })),
  'Range.setBackgrounds': (args, call) =>
    write(args, call, (cell, color) => format(cell, { background: toColor(color) })),
  'Range.setFontColors': (args, call) =>
    write(args, call, (cell, color) => format(cell, { foreground: toColor(color) })),
  'Range.setFontWeights': (args, call) =>
    write(args, call, (cell, weight) => format(cell, { bold: toBold(weight) })),
  'Range.setNumberFormats': (args, call) =>
    write(args, call, (cell, pattern) => format(cell, { numberFormat: toNumberFormat(pattern) })),
  'Range.setWraps': (args, call) =>
    write(args, call, (cell, wrap) => format(cell, { wrap: wrap ? 'WRAP' : 'OVERFLOW' })),
  'Range.setVerticalAlignments': (args, call) =>
    write(args, call, (cell, alignment) => format(cell, { vertical: toVertical(alignment) })),
  'Range.setDataValidations': (args, call) =>
    write(args, call, (cell, rule) => patchCell(cell, { validation: toValidation(rule) })),

  'Range.clear': ({ ranges, parts }, call) =>
    write({ ranges, fill: parts }, call, (cell, cleared) => clearCell(cell, cleared)),
  'Range.getMergedRanges': ({ range }, { workbook }) => {
    const sheet = sheetOf(workbook(), range.sheetId);
    const rect = rectOf(sheet, range);
    return sheet.merges
      .filter(
        (merge) =>
          merge.row < rect.row + rect.rows &&
          rect.row < merge.row + merge.rows &&
          merge.column < rect.column + rect.columns &&
          rect.column < merge.column + merge.columns,
      )
      .map((merge) => refOf(range.sheetId, merge));
  },
  'Range.breakApart': ({ range }, { workbook }) => {
    const sheet = sheetOf(workbook(), range.sheetId);
    sheet.unmerge(rectOf(sheet, range));
    return null;
  },
  'Range.protect': ({ range }, call) => {
    const workbook = call.workbook();
    const sheet = sheetOf(workbook, range.sheetId);
    const protectedRangeId = workbook.newObjectId();
    const added = { protectedRangeId, rect: rectOf(sheet, range), description: '' };
    sheet.setFurniture({
      protectedRanges: [...sheet.protectedRanges, { ...added, warningOnly: false }],
    });
    return protectedRangeId;
  },
  'Protection.set': ({ sheetId, protectedRangeId, change }, { workbook }) => {
    const sheet = sheetOf(workbook(), sheetId);
    const protectedRanges = sheet.protectedRanges.map((range) =>
      range.protectedRangeId === protectedRangeId ? { ...range, ...change } : range,
    );
    sheet.setFurniture({ protectedRanges });
    return null;
  },
};

function write<T>(
  args: WriteArgs<T>,
  call: CallScope,
  change: Change<T>,
  check: (cell: Cell, row: number, column: number) => void = () => {},
): null {
  call.execution.pendingWrites.push((workbook) => {
    if ('matrix' in args) {
      const { matrix } = args;
      writeRange(
        workbook,
        args.range,
        (cell, row, column) => {
          const value = matrix[row]?.[column];
          return value === undefined ? cell : change(cell, value, workbook);
        },
        check,
      );
      return;
    }
    for (const range of args.ranges) {
      writeRange(workbook, range, (cell) => change(cell, args.fill, workbook), check);
    }
  });
  return null;
}

function writeRange(
  workbook: Workbook,
  range: RangeRef,
  change: (cell: Cell, row: number, column: number) => Cell,
  check: (cell: Cell, row: number, column: number) => void,
): void {
  const sheet = sheetOf(workbook, range.sheetId);
  const rect = rectOf(sheet, range);
  sheet.updateRect(rect, (cell, row, column) => {
    const next = change(cell, row - rect.row, column - rect.column);
    if (!isBlankCell(next)) check(next, row, column);
    return next;
  });
}

/** A part given as undefined goes back to automatic. */
function format(
  cell: Cell,
  change: { readonly [K in keyof CellFormat]?: CellFormat[K] | undefined },
): Cell {
  const merged = Object.entries({ ...cell.format, ...change }).filter(
    ([, value]) => value !== undefined,
  );
  return patchCell(cell, { format: Object.fromEntries(merged) });
}

function clearCell(cell: Cell, parts: ClearParts): Cell {
  return patchCell(cell, {
    ...(parts.contents ? { content: undefined, hyperlink: undefined } : {}),
    ...(parts.notes ? { note: undefined } : {}),
    ...(parts.formats ? { format: undefined } : {}),
    ...(parts.validations ? { validation: undefined } : {}),
  });
}

function toBold(weight: string | null): boolean | undefined {
  if (weight === null || weight === 'normal') return undefined;
  if (weight === 'bold') return true;
  throw new ScriptException(`Invalid argument: ${weight}`);
}

function toVertical(alignment: string | null): CellFormat['vertical'] {
  switch (alignment) {
    case null:
      return undefined;
    case 'top':
      return 'TOP';
    case 'middle':
      return 'MIDDLE';
    case 'bottom':
      return 'BOTTOM';
    default:
      throw new NotImplemented(`The vertical alignment ${alignment}`);
  }
}

function toValidation(rule: ValidationData | null): Validation | undefined {
  return rule ?? undefined;
}
