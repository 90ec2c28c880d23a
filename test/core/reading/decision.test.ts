// Numbers and dates of decisions, however they are written.
import { expect, it } from 'vitest';
import { findDecisionReference } from '../../../core/reading/decision.ts';

it.each([
  ['Quyết định số 123/QĐ-UBND ngày 15/5/2010', '123/QĐ-UBND', '2010-05-15'],
  ['123/QĐ-UBND, 15.05.2010', '123/QĐ-UBND', '2010-05-15'],
  ['QĐ 45/2010/QĐ-SYT ngày 05 tháng 02 năm 2010', '45/2010/QĐ-SYT', '2010-02-05'],
  ['Số: 12 ngày 1-2-2010', '12', '2010-02-01'],
  ['số 12a/QĐ', '12a/QĐ', undefined],
  ['15/05/2010', undefined, '2010-05-15'],
  ['QĐ 7/QĐ-SKHCN ngày 31/02/2010', '7/QĐ-SKHCN', undefined],
  ['chưa có', undefined, undefined],
  ['', undefined, undefined],
])('%j', (text, number, issuedOn) => {
  expect(findDecisionReference(text)).toEqual({
    ...(number === undefined ? {} : { number }),
    ...(issuedOn === undefined ? {} : { issuedOn }),
  });
});
