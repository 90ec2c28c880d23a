// What typed texts become, and how the results are shown.

import { describe, expect, it } from 'vitest';
import type { CellFormat } from '../../../../local/google/workbook/cell.ts';
import { displayValue } from '../../../../local/google/workbook/display-value.ts';
import { enterIntoCell, enterValue } from '../../../../local/google/workbook/enter-value.ts';
import { fromSerial, toSerial } from '../../../../local/google/workbook/serial-date.ts';

const TEXT: CellFormat = { numberFormat: { type: 'TEXT', pattern: '@' } };

describe('typing into an automatic cell', () => {
  it.each([
    ['1,5', 1.5],
    ['1.250', 1250],
    ['1.250.000,75', 1_250_000.75],
    ['0901', 901],
    ['-3', -3],
    [' 7 ', 7],
    ['1,25%', 0.0125],
    ['1e3', 1000],
    ['1,5E-2', 0.015],
    ['true', true],
    ['FALSE', false],
    ["'0901", '0901'],
    ["'=1+1", '=1+1'],
    ['1.25', '1.25'],
    ['1.2500', '1.2500'],
    ['1,250,000', '1,250,000'],
    ['1,25 tỷ', '1,25 tỷ'],
    ['=', '='],
    ['+cmd', '+cmd'],
    ['@SUM', '@SUM'],
    [' đầu dòng', ' đầu dòng'],
  ])('%s becomes %s', (text, value) => {
    expect(enterValue(text).content).toEqual({ value });
  });

  it.each([
    ['15/05/2010', 40_313, 'DATE', '15/5/2010'],
    ['1-2-2010', 40_210, 'DATE', '1/2/2010'],
    ['29/2/2008', 39_507, 'DATE', '29/2/2008'],
    ['5/2010', 40_299, 'DATE', '5/2010'],
    ['1/1/29', 47_119, 'DATE', '1/1/2029'],
    ['1/1/30', 10_959, 'DATE', '1/1/1930'],
    ['15/05/2010 6:30', 40_313.270_833_333_336, 'DATE_TIME', '15/5/2010 6:30:00'],
  ])('%s becomes the date %d', (text, serial, type, shown) => {
    const cell = enterIntoCell({}, text);
    expect(cell.content).toEqual({ value: serial });
    expect(cell.format?.numberFormat?.type).toBe(type);
    expect(displayValue(cell)).toBe(shown);
  });

  it.each(['29/2/2009', '31/4/2010', '13/2010', '2008/2010', '15/5', '1/1/2010 24:00'])(
    '%s is no date',
    (text) => {
      expect(enterValue(text)).toEqual({ content: { value: text } });
    },
  );

  it('keeps a formula without evaluating it', () => {
    expect(enterValue('=IMPORTXML("http://x")')).toEqual({
      content: { value: '#ERROR!', formula: '=IMPORTXML("http://x")' },
    });
  });

  it('keeps a number format someone chose', () => {
    const format: CellFormat = { numberFormat: { type: 'DATE', pattern: 'dd/MM/yyyy' } };
    const cell = enterIntoCell({ format, note: 'ngày' }, '5/6/2010');
    expect(cell).toEqual({ format, note: 'ngày', content: { value: 40_334 } });
    expect(displayValue(cell)).toBe('05/06/2010');
  });

  it('empties a cell but leaves its format and note', () => {
    const cell = enterIntoCell({ content: { value: 1 }, note: 'a', format: { bold: true } }, '');
    expect(cell).toEqual({ note: 'a', format: { bold: true } });
  });
});

describe('typing into a TEXT cell', () => {
  it.each(['0901', '1,5', '15/05/2010', 'TRUE', '=1+1', "'a", '+cmd'])('%s stays', (text) => {
    const cell = enterIntoCell({ format: TEXT }, text);
    expect(cell).toEqual({ content: { value: text }, format: TEXT });
    expect(displayValue(cell)).toBe(text);
  });
});

describe('showing values', () => {
  it.each([
    [1250.5, undefined, '1250,5'],
    [0.1 + 0.2, undefined, '0,3'],
    [1_250_000, '#,##0', '1.250.000'],
    [1234.567, '#,##0.00', '1.234,57'],
    [1234.5, '#,##0.##', '1.234,5'],
    [-1234, '#,##0 "đồng"', '-1.234 đồng'],
    [-0.4, '0', '0'],
    [7, '000', '007'],
  ])('%d as %s is %s', (value, pattern, text) => {
    const format: CellFormat =
      pattern === undefined ? {} : { numberFormat: { type: 'NUMBER', pattern } };
    expect(displayValue({ content: { value }, format })).toBe(text);
  });

  it('shows percentages, date-times and booleans', () => {
    const percent: CellFormat = { numberFormat: { type: 'PERCENT', pattern: '0.0%' } };
    expect(displayValue({ content: { value: 0.245 }, format: percent })).toBe('24,5%');
    const dateTime: CellFormat = {
      numberFormat: { type: 'DATE_TIME', pattern: 'HH:mm "ngày" dd/MM/yyyy' },
    };
    const at = toSerial({ year: 2011, month: 3, day: 31, hour: 8, minute: 5 });
    expect(displayValue({ content: { value: at }, format: dateTime })).toBe(
      '08:05 ngày 31/03/2011',
    );
    expect(displayValue({ content: { value: true } })).toBe('TRUE');
    expect(displayValue({})).toBe('');
  });

  it('refuses a pattern it does not know', () => {
    const format: CellFormat = { numberFormat: { type: 'NUMBER', pattern: '0;(0)' } };
    expect(() => displayValue({ content: { value: 1 }, format })).toThrow('not implemented: 0;(0)');
  });

  it('turns serial numbers back into dates to the second', () => {
    expect(fromSerial(40_313.270_833_333_336)).toEqual({
      year: 2010,
      month: 5,
      day: 15,
      hour: 6,
      minute: 30,
      second: 0,
    });
    expect(toSerial({ year: 1899, month: 12, day: 30 })).toBe(0);
  });
});
