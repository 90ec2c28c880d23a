import { expect, test } from 'vitest';
import { formatAddress, parseAddress } from '../../../../local/workbench/view/cell-address.ts';

test.each([
  ['A1', 0, 0],
  ['Z9', 8, 25],
  ['AA10', 9, 26],
  ['AZ1', 0, 51],
  ['ZZ2', 1, 701],
  ['AAA3', 2, 702],
])('%s is row %i, column %i', (address, row, column) => {
  expect(formatAddress({ row, column })).toBe(address);
  expect(parseAddress(` ${address.toLowerCase()} `)).toEqual({ row, column });
});

test.each(['', 'A', '1', 'A0', '1A', 'A1:B2', 'Ô1'])('%j names no cell', (text) => {
  expect(parseAddress(text)).toBeUndefined();
});
