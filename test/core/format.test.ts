// Vietnamese forms of amounts, dates, shares and counts.
import { expect, it } from 'vitest';
import {
  formatAppliedOn,
  formatDecimal,
  formatDong,
  formatMoney,
  formatPercent,
  formatPeriod,
  formatShare,
  padCount,
} from '../../core/format.ts';

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1.000'],
  [1250000, '1.250.000'],
  [1e14, '100.000.000.000.000'],
  [-1250000, '-1.250.000'],
])('prints %d đồng in full', (dong, text) => {
  expect(formatDong(dong)).toBe(text);
});

it.each([
  [0, '0 đồng'],
  [999_999_999, '999.999.999 đồng'],
  [1_000_000_000, '1 tỷ đồng'],
  [1_250_000_000, '1,25 tỷ đồng'],
  [1_200_000_000, '1,2 tỷ đồng'],
  [1_254_999_999, '1,25 tỷ đồng'],
  [1_255_000_000, '1,26 tỷ đồng'],
  [1_050_000_000, '1,05 tỷ đồng'],
  [72_060_800_000, '72,06 tỷ đồng'],
  [1_250_000_000_000, '1.250 tỷ đồng'],
])('prints %d đồng in running text', (dong, text) => {
  expect(formatMoney(dong)).toBe(text);
});

it.each([
  [66.80851, '66,8%'],
  [2.1276, '2,1%'],
  [9.75, '9,8%'],
  [0, '0,0%'],
  [100, '100,0%'],
  [1234.5, '1.234,5%'],
  [-3.25, '-3,2%'],
])('prints %d percent', (percent, text) => {
  expect(formatPercent(percent)).toBe(text);
});

it('prints decimals, shares and counts', () => {
  expect([formatDecimal(1234.567, 2), formatDecimal(5, 0)]).toEqual(['1.234,57', '5']);
  expect([60, 33.33, 100 / 3, 99.9].map(formatShare)).toEqual(['60', '33,33', '33,333333', '99,9']);
  expect([0, 1, 5, 9, 10, 235, 1235].map(padCount)).toEqual([
    '0',
    '01',
    '05',
    '09',
    '10',
    '235',
    '1.235',
  ]);
});

it.each([
  ['2010-05-05', '05/05/2010'],
  ['2010-05', 'tháng 5/2010'],
  ['2010-12', 'tháng 12/2010'],
  ['2010-Q2', 'quý II/2010'],
  ['2010-H1', '6 tháng đầu năm 2010'],
  ['2010-H2', '6 tháng cuối năm 2010'],
  ['2010', 'năm 2010'],
  ['2008/2010', 'giai đoạn 2008-2010'],
  ['NH2009-2010', 'năm học 2009-2010'],
  ['', ''],
])('prints the time %j as %j', (appliedOn, text) => {
  expect(formatAppliedOn(appliedOn)).toBe(text);
});

it.each([
  [{ from: '2008-01-01', to: '2010-12-31' }, '2008-2010'],
  [{ from: '2010-01-01', to: '2010-12-31' }, '2010'],
  [{ from: '2009-09-01', to: '2010-05-31' }, '01/09/2009 - 31/05/2010'],
  [{ from: '2009-01-01', to: '2010-05-31' }, '01/01/2009 - 31/05/2010'],
])('prints the period %j', (period, text) => {
  expect(formatPeriod(period)).toBe(text);
});
