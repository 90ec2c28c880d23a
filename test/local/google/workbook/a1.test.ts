// A1 addresses, both ways.

import { describe, expect, it } from 'vitest';
import {
  clipA1,
  parseA1,
  parseColumnLetters,
  quoteSheetTitle,
  toA1,
  toColumnLetters,
} from '../../../../local/google/workbook/a1.ts';

describe('A1 addresses', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [51, 'AZ'],
    [52, 'BA'],
    [701, 'ZZ'],
    [702, 'AAA'],
    [18_277, 'ZZZ'],
  ])('column %i is %s', (column, letters) => {
    expect(toColumnLetters(column)).toBe(letters);
    expect(parseColumnLetters(letters.toLowerCase())).toBe(column);
  });

  it.each([
    ['A1', { startRow: 0, startColumn: 0, endRow: 1, endColumn: 1 }],
    ['$B$2:C4', { startRow: 1, startColumn: 1, endRow: 4, endColumn: 3 }],
    ['C4:B2', { startRow: 1, startColumn: 1, endRow: 4, endColumn: 3 }],
    ['B:D', { startColumn: 1, endColumn: 4 }],
    ['2:5', { startRow: 1, endRow: 5 }],
    ['B2:D', { startRow: 1, startColumn: 1, endColumn: 4 }],
    [
      "'Tổng hợp chung'!A1:C",
      { sheetTitle: 'Tổng hợp chung', startRow: 0, startColumn: 0, endColumn: 3 },
    ],
    [
      "'Của ''ta''!'!A1",
      { sheetTitle: "Của 'ta'!", startRow: 0, startColumn: 0, endRow: 1, endColumn: 1 },
    ],
    ['Trang!A1', { sheetTitle: 'Trang', startRow: 0, startColumn: 0, endRow: 1, endColumn: 1 }],
    ["'Theo đơn vị'", { sheetTitle: 'Theo đơn vị' }],
    ['Theo đơn vị', { sheetTitle: 'Theo đơn vị' }],
    ["'A1'", { sheetTitle: 'A1' }],
  ])('parses %s', (text, range) => {
    expect(parseA1(text)).toEqual(range);
  });

  it.each(['Trang!A0', 'Trang!', 'Trang!A1:', 'Trang!A', 'Trang!hello world'])(
    'refuses %s',
    (text) => {
      expect(() => parseA1(text)).toThrow(`Unable to parse range: ${text}`);
    },
  );

  it('writes rectangles', () => {
    expect(toA1({ row: 0, column: 0, rows: 1, columns: 1 })).toBe('A1');
    expect(toA1({ row: 1, column: 25, rows: 3, columns: 2 })).toBe('Z2:AA4');
    expect(quoteSheetTitle("Của 'ta'")).toBe("'Của ''ta'''");
  });

  it('clips open and long ranges to the sheet', () => {
    const size = { rowCount: 10, columnCount: 3 };
    expect(clipA1(parseA1('B2:Z99'), size)).toEqual({ row: 1, column: 1, rows: 9, columns: 2 });
    expect(clipA1(parseA1('A10:C10'), size)).toEqual({ row: 9, column: 0, rows: 1, columns: 3 });
    expect(clipA1(parseA1('A11:C11'), size)).toBeUndefined();
    expect(clipA1({ sheetTitle: 'x' }, size)).toEqual({ row: 0, column: 0, rows: 10, columns: 3 });
  });
});
