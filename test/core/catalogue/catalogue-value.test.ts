/** What a cell under «Giá trị» means, by the item of its line. */
import { describe, expect, it } from 'vitest';
import type { CatalogueItem } from '../../../core/catalogue/catalogue-key.ts';
import { readCatalogueValue } from '../../../core/catalogue/catalogue-value.ts';
import type { CellValue } from '../../../core/cell.ts';
import { toSerial } from '../../../core/time.ts';

type Case = readonly [CatalogueItem, CellValue, string];

/** «value code…», «blank», or the code it is refused for. */
function read(item: CatalogueItem, cell: CellValue): string {
  const reading = readCatalogueValue(item, cell);
  if (reading.kind === 'blank') return 'blank';
  const codes = reading.messages.map(({ code }) => code);
  return reading.kind === 'invalid' ? codes.join(' ') : [reading.value, ...codes].join(' ');
}

describe('a value', () => {
  it.each<Case>([
    ['previousPeriod', ' 2005 -  2007 ', '2005-2007'],
    ['previousPeriod', '2005–2007', '2005-2007'],
    ['previousPeriod', 'Giai đoạn 2005-2007', '2005-2007'],
    ['previousPeriod', 'từ năm 2005 đến năm 2007', '2005-2007'],
    ['previousPeriod', '2007-2007', '2007'],
    ['previousPeriod', 2007, '2007'],
    ['previousPeriod', 'năm 2007', '2007'],
    ['previousPeriod', '2007-2005', 'E_NAME'],
    ['previousPeriod', '2005-07', 'E_NAME'],
    ['previousPeriod', '20052007', 'E_NAME'],
    ['previousPeriod', '2005, 2007', 'E_NAME'],
    ['previousPeriod', '1899', 'E_NAME'],
    ['previousPeriod', '2100', 'E_NAME'],
    ['previousPeriod', 'kỳ trước', 'E_NAME'],
    ['previousPeriod', '180', 'E_NAME'],
    ['previousPeriod', { serial: 40_000 }, 'E_NAME'],
    ['previousTotal', '180', '180'],
    ['previousTotal', ' 1.180 ', '1180'],
    ['previousTotal', '１８０', '180'],
    ['previousTotal', 180, '180'],
    ['previousTotal', '0', '0'],
    ['previousTotal', '10.000.000', '10000000'],
    ['previousTotal', '10.000.001', 'E_COUNT'],
    ['previousTotal', '1.18', 'E_COUNT'],
    ['previousTotal', '1,180', 'E_COUNT'],
    ['previousTotal', '-1', 'E_COUNT'],
    ['previousTotal', 180.5, 'E_COUNT'],
    ['previousTotal', true, 'E_COUNT'],
    ['previousTotal', { serial: 40_000 }, 'E_COUNT'],
    ['previousCTKT', 'hai mươi', 'E_COUNT'],
    ['previousDong', '9 tỷ', '9000000000'],
    ['previousDong', '9.000.000.000', '9000000000'],
    ['previousDong', 9e9, '9000000000'],
    ['previousDong', '0', '0 W_ZERO'],
    ['previousDong', 'khoảng 9 tỷ', '9000000000 W_APPROX'],
    ['previousDong', '9', 'E_NO_UNIT'],
    ['previousDong', 'chưa tính', 'E_AMOUNT'],
    ['previousDong', '-', 'E_AMOUNT'],
    ['previousDong', { serial: 40_000 }, 'E_DATE'],
    ['revenue', '1,25 tỷ', '1250000000'],
    ['revenue', '0', 'E_REVENUE'],
    ['revenue', '1.250 tỷ', 'E_AMBIG_SEP'],
    ['deadline', '15/4/2011', '2011-04-15'],
    ['deadline', 'ngày 15 tháng 4 năm 2011', '2011-04-15'],
    ['deadline', '31/12/2099', '2099-12-31'],
    ['deadline', { serial: toSerial(Date.parse('2011-04-15T00:00:00+07:00')) }, '2011-04-15'],
    ['deadline', 40_648, '2011-04-15'],
    ['deadline', '4/15/2011', '2011-04-15 W_US_DATE'],
    ['deadline', '15/4', 'E_NO_YEAR'],
    ['deadline', '31/2/2011', 'E_DATE_INVALID'],
    ['deadline', 'tháng 4/2011', 'E_DAY'],
    ['deadline', 2011, 'E_DAY'],
    ['deadline', '-', 'E_DAY'],
    ['deadline', 'cuối kỳ', 'E_DAY'],
    ['deadline', 'đang áp dụng thử', 'E_DAY'],
    ['model', true, 'true'],
    ['model', 'TRUE', 'true'],
    ['model', ' X ', 'true'],
    ['model', 'Có', 'true'],
    ['model', false, 'blank'],
    ['model', 'không', 'blank'],
    ['model', 'có lẽ', 'E_TICK'],
    ['model', 1, 'E_TICK'],
    ['revenue', '', 'blank'],
    ['deadline', '  ', 'blank'],
    ['previousPeriod', '=A1', 'E_FORMULA'],
    ['previousTotal', " '#REF!", 'E_FORMULA'],
    ['previousPeriod', 'k'.repeat(1_001), 'E_TOO_LONG'],
  ])('of %s: %j is %s', (item, cell, expected) => {
    expect(read(item, cell)).toBe(expected);
  });
});
