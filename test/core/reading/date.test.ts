// What the date cell means, rule by rule; period 2008-2010, today 31/3/2011.
import { describe, expect, it } from 'vitest';
import {
  type AppliedReading,
  readDate,
  readDateNumber,
  readDateSerial,
} from '../../../core/reading/date.ts';
import type { Verdict } from '../../../core/reading/verdict.ts';
import type { ReadingRules } from '../../../core/rules.ts';

const RULES: ReadingRules = {
  period: { from: '2008-01-01', to: '2010-12-31' },
  today: '2011-03-31',
};

/** Input, value in one of seven precisions, codes in the order they are reported. */
type DateCase = readonly [input: string, appliedOn: string, codes?: string];

const TABLES: readonly { readonly rule: string; readonly cases: readonly DateCase[] }[] = [
  {
    rule: 'blanks and formulas',
    cases: [
      ['', '', 'E_REQUIRED'],
      ['-', '', 'E_REQUIRED'],
      ['–', '', 'E_REQUIRED'],
      ['  ', '', 'E_REQUIRED'],
      ['=A1', '', 'E_FORMULA'],
      ['#REF!', '', 'E_FORMULA'],
      ["'15/05/2010", '2010-05-15'],
      ['15/05/2010.', '2010-05-15'],
    ],
  },
  {
    rule: 'not applied, on trial',
    cases: [
      ['chưa áp dụng', '', 'E_NOT_APPLIED'],
      ['Chưa áp dụng', '', 'E_NOT_APPLIED'],
      ['chua ap dung', '', 'E_NOT_APPLIED'],
      ['chưa được áp dụng', '', 'E_NOT_APPLIED'],
      ['đang áp dụng thử', '', 'W_TRIAL'],
      ['Đang áp dụng thử.', '', 'W_TRIAL'],
      ['dang ap dung thu', '', 'W_TRIAL'],
      ['đang áp dụng thử từ 5/2010', '', 'E_FORMAT'],
    ],
  },
  {
    rule: 'vague times',
    cases: [
      ['đầu năm 2010', '2010', 'W_VAGUE'],
      ['đầu 2010', '2010', 'W_VAGUE'],
      ['cuối tháng 5/2010', '2010-05', 'W_VAGUE'],
      ['giữa quý II/2010', '2010-Q2', 'W_VAGUE'],
      ['khoảng 15/05/2010', '2010-05-15', 'W_VAGUE'],
      ['khoảng năm 2009', '2009', 'W_VAGUE'],
      ['vụ hè thu 2009', '2009', 'W_VAGUE'],
      ['vụ đông xuân 2009-2010', '2009/2010', 'W_VAGUE'],
      ['vụ mùa năm 2010', '2010', 'W_VAGUE'],
      ['vụ 3 năm 2009', '2009', 'W_VAGUE'],
      ['vụ', '', 'E_FORMAT'],
      ['vụ hè thu', '', 'E_FORMAT'],
      ['đầu năm học 2009-2010', 'NH2009-2010', 'W_VAGUE'],
      ['cuối 2007', '2007', 'W_VAGUE W_OUT_OF_PERIOD'],
      ['dau nam 2010', '2010', 'W_VAGUE W_NO_DIACRITICS'],
      ['khoảng đầu năm 2010', '2010', 'W_VAGUE'],
      ['vu he thu 2009', '2009', 'W_VAGUE W_NO_DIACRITICS'],
      ['cuối năm 2012', '', 'E_FUTURE'],
    ],
  },
  {
    rule: 'missing accents',
    cases: [
      ['thang 5/2010', '2010-05', 'W_NO_DIACRITICS'],
      ['thang 5 nam 2010', '2010-05', 'W_NO_DIACRITICS'],
      ['nam 2010', '2010', 'W_NO_DIACRITICS'],
      ['quy 2/2010', '2010-Q2', 'W_NO_DIACRITICS'],
      ['quy II/2010', '2010-Q2', 'W_NO_DIACRITICS'],
      ['qúy 2/2010', '2010-Q2', 'W_NO_DIACRITICS'],
      ['quí 2/2010', '2010-Q2'],
      ['ngay 15 thang 5 nam 2010', '2010-05-15', 'W_NO_DIACRITICS'],
      ['nam hoc 2009-2010', 'NH2009-2010', 'W_NO_DIACRITICS'],
      ['tu 2008 den 2010', '2008/2010', 'W_NO_DIACRITICS'],
      ['giai doan 2008-2010', '2008/2010', 'W_NO_DIACRITICS'],
      ['6 thang dau nam 2010', '2010-H1', 'W_NO_DIACRITICS'],
      ['năm hoc 2009-2010', 'NH2009-2010', 'W_NO_DIACRITICS'],
    ],
  },
  {
    rule: 'numeric days',
    cases: [
      ['15/05/2010', '2010-05-15'],
      ['15-05-2010', '2010-05-15'],
      ['15.05.2010', '2010-05-15'],
      ['15-5-2010', '2010-05-15'],
      ['15.5.2010', '2010-05-15'],
      ['15/05-2010', '', 'E_FORMAT'],
      ['15\\05\\2010', '2010-05-15', 'W_SEPARATOR'],
      ['15 - 05 - 2010', '2010-05-15'],
      ['15/ 5/2010', '2010-05-15'],
      ['15/05/08', '2008-05-15', 'W_YEAR2'],
      ['15-05-08', '2008-05-15', 'W_YEAR2'],
      ['15.5.08', '2008-05-15', 'W_YEAR2'],
      ['15/05/99', '', 'E_FUTURE'],
      ['15/05/210', '', 'E_FORMAT'],
      ['15/05/20100', '', 'E_FORMAT'],
      ['ngày 15-05-2010', '2010-05-15'],
      ['Ngày 15.5.2010', '2010-05-15'],
      ['15/05/2010 8h30', '2010-05-15'],
      ['15/05/2010 08:30:15', '2010-05-15'],
      ['08:30 15/05/2010', '2010-05-15'],
      ['15/05/2010 8 giờ', '2010-05-15'],
      ['15/05/2010 8:30 AM', '2010-05-15'],
      ['2010-05-15T08:30:00Z', '2010-05-15'],
      ['2010-05-15 08:30', '2010-05-15'],
      ['5/2010 08:30', '', 'E_FORMAT'],
    ],
  },
  {
    rule: 'worded days',
    cases: [
      ['ngày 15 tháng 5 năm 2010', '2010-05-15'],
      ['15 tháng 5 năm 2010', '2010-05-15'],
      ['ngày 15 tháng 5, 2010', '2010-05-15'],
      ['ngày 15 tháng 05 năm 10', '2010-05-15', 'W_YEAR2'],
      ['ngày 15 tháng 13 năm 2010', '', 'E_DATE_INVALID'],
      ['ngày 31 tháng 2 năm 2010', '', 'E_DATE_INVALID'],
    ],
  },
  {
    rule: 'days from the year down',
    cases: [
      ['2010-05-15', '2010-05-15'],
      ['2010/05/15', '2010-05-15'],
      ['2010-5-5', '2010-05-05'],
      ['2010.05.15', '', 'E_FORMAT'],
      ['2010-15-05', '2010-05-15', 'W_US_DATE'],
      ['2010-13-13', '', 'E_DATE_INVALID'],
      ['2010-02-30', '', 'E_DATE_INVALID'],
    ],
  },
  {
    rule: 'months',
    cases: [
      ['5/2010', '2010-05'],
      ['05/2010', '2010-05'],
      ['5-2010', '2010-05'],
      ['5.2010', '', 'E_FORMAT'],
      ['tháng 5/2010', '2010-05'],
      ['Tháng 5-2010', '2010-05'],
      ['tháng 5 năm 2010', '2010-05'],
      ['T5/2010', '2010-05'],
      ['t5-2010', '2010-05'],
      ['T05/2010', '2010-05'],
      ['t 5/2010', '2010-05'],
      ['0/2010', '', 'E_DATE_INVALID'],
      ['13/2010', '', 'E_DATE_INVALID'],
      ['tháng 0/2010', '', 'E_DATE_INVALID'],
      ['T13/2010', '', 'E_DATE_INVALID'],
      ['tháng 5/10', '2010-05', 'W_YEAR2'],
      ['5/10', '', 'E_NO_YEAR'],
      ['tháng 5 2010', '', 'E_FORMAT'],
      ['tháng5/2010', '2010-05'],
    ],
  },
  {
    rule: 'quarters',
    cases: [
      ['quý 1/2010', '2010-Q1'],
      ['quý I/2010', '2010-Q1'],
      ['quý II-2010', '2010-Q2'],
      ['quý III năm 2010', '2010-Q3'],
      ['quý 4 năm 2010', '2010-Q4'],
      ['Q1/2010', '2010-Q1'],
      ['q4-2010', '2010-Q4'],
      ['Q2 năm 2010', '2010-Q2'],
      ['quý 5/2010', '', 'E_DATE_INVALID'],
      ['quý 0/2010', '', 'E_DATE_INVALID'],
      ['quý V/2010', '', 'E_DATE_INVALID'],
      ['quý IIII/2010', '', 'E_FORMAT'],
      ['QIV/2010', '2010-Q4'],
      ['quý II 2010', '', 'E_FORMAT'],
      ['quý 02/2010', '2010-Q2'],
      ['quý 2/10', '2010-Q2', 'W_YEAR2'],
    ],
  },
  {
    rule: 'halves',
    cases: [
      ['6 tháng đầu năm 2010', '2010-H1'],
      ['6 tháng cuối năm 2010', '2010-H2'],
      ['06 tháng đầu năm 2009', '2009-H1'],
      ['6 tháng cuối năm 2007', '2007-H2', 'W_OUT_OF_PERIOD'],
      ['6 tháng đầu năm', '', 'E_NO_YEAR'],
      ['6 tháng đầu 2010', '', 'E_FORMAT'],
      ['9 tháng đầu năm 2010', '', 'E_FORMAT'],
    ],
  },
  {
    rule: 'years',
    cases: [
      ['2010', '2010'],
      ['năm 2010', '2010'],
      ['Năm 2008', '2008'],
      ['1975', '1975', 'W_OUT_OF_PERIOD'],
      ['1974', '', 'E_YEAR'],
      ['1900', '', 'E_YEAR'],
      ['0999', '', 'E_YEAR'],
      ['9999', '', 'E_FUTURE'],
      ['2011', '2011', 'W_OUT_OF_PERIOD'],
      ['2012', '', 'E_FUTURE'],
      ['20100', '', 'E_FORMAT'],
    ],
  },
  {
    rule: 'ranges of years',
    cases: [
      ['2008-2010', '2008/2010'],
      ['2008 - 2010', '2008/2010'],
      ['2008–2010', '2008/2010'],
      ['từ 2008 đến 2010', '2008/2010'],
      ['từ năm 2008 đến năm 2010', '2008/2010'],
      ['giai đoạn 2008-2010', '2008/2010'],
      ['giai đoạn 2008 đến 2010', '2008/2010'],
      ['2010-2008', '', 'E_RANGE_ORDER'],
      ['từ 2010 đến 2008', '', 'E_RANGE_ORDER'],
      ['2010-2010', '2010/2010'],
      ['2007-2009', '2007/2009', 'W_OUT_OF_PERIOD'],
      ['2009-2015', '2009/2015'],
      ['2012-2015', '', 'E_FUTURE'],
      ['năm 2008-2010', '2008/2010'],
      ['2008/2010', '', 'E_FORMAT'],
    ],
  },
  {
    rule: 'school years',
    cases: [
      ['năm học 2009-2010', 'NH2009-2010'],
      ['năm học 2009 - 2010', 'NH2009-2010'],
      ['NH 2009-2010', 'NH2009-2010'],
      ['NH2009-2010', 'NH2009-2010'],
      ['nh 2009-2010', 'NH2009-2010'],
      ['năm học 2009-2011', '', 'E_SCHOOL_YEAR'],
      ['năm học 2010-2009', '', 'E_SCHOOL_YEAR'],
      ['năm học 2009-2009', '', 'E_SCHOOL_YEAR'],
      ['năm học 2009', '', 'E_SCHOOL_YEAR'],
      ['năm học 2007-2008', 'NH2007-2008', 'W_OUT_OF_PERIOD'],
      ['năm học 2010-2011', 'NH2010-2011'],
      ['năm học 2011-2012', '', 'E_FUTURE'],
      ['năm học 2009/2010', '', 'E_FORMAT'],
    ],
  },
  {
    rule: 'two dates',
    cases: [
      ['15/05/2010 - 20/06/2010', '2010-05-15', 'W_RANGE_FIRST'],
      ['15/05/2010-20/06/2010', '2010-05-15', 'W_RANGE_FIRST'],
      ['5/2010 - 6/2010', '2010-05', 'W_RANGE_FIRST'],
      ['tháng 5/2010 - tháng 6/2010', '2010-05', 'W_RANGE_FIRST'],
      ['15/05/2010 – 20/06/2010', '2010-05-15', 'W_RANGE_FIRST'],
      ['từ 15/05/2010 đến 20/06/2010', '2010-05-15', 'W_RANGE_FIRST'],
      ['15/05/2010 - 31/02/2010', '', 'E_DATE_INVALID'],
      ['15/05/2010 - 20/06', '', 'E_NO_YEAR'],
      ['15/05 - 20/06/2010', '', 'E_NO_YEAR'],
      ['20/06/2010 - 15/05/2009', '', 'E_RANGE_ORDER'],
      ['20/06/2010 - 15/05/2010', '', 'E_RANGE_ORDER'],
      ['15/05/2010 - 14/05/2010', '', 'E_RANGE_ORDER'],
      ['15/05/2010 - 15/05/2010', '2010-05-15', 'W_RANGE_FIRST'],
      ['31/05/2010 - 5/2010', '2010-05-31', 'W_RANGE_FIRST'],
      ['1/6/2010 - 5/2010', '', 'E_RANGE_ORDER'],
      ['5/2010 - 1/5/2010', '2010-05', 'W_RANGE_FIRST'],
      ['6/2010 - 5/2010', '', 'E_RANGE_ORDER'],
      ['15/05/2007 - 20/06/2008', '2007-05-15', 'W_RANGE_FIRST W_OUT_OF_PERIOD'],
      ['15/05/08 - 20/06/08', '2008-05-15', 'W_YEAR2 W_RANGE_FIRST'],
      ['quý I/2010 - quý II/2010', '', 'E_FORMAT'],
      ['15/05/2010 - 6/2010', '2010-05-15', 'W_RANGE_FIRST'],
      ['15/05/2010 -', '', 'E_FORMAT'],
      [' - 15/05/2010', '', 'E_FORMAT'],
      ['5/2010 - 6/2010 - 7/2010', '', 'E_FORMAT'],
      ['5/2010 - mới đây', '', 'E_FORMAT'],
      ['đầu năm', '', 'E_NO_YEAR'],
      ['May 15', '', 'E_NO_YEAR'],
      ['6 tháng cuối', '', 'E_NO_YEAR'],
      ['2010 - 5/2010', '', 'E_FORMAT'],
    ],
  },
  {
    rule: 'compact days',
    cases: [
      ['20100515', '2010-05-15', 'W_COMPACT'],
      ['20101315', '', 'E_DATE_INVALID'],
      ['20100230', '', 'E_DATE_INVALID'],
      ['15052010', '', 'E_FORMAT'],
      ['12500000', '', 'E_FORMAT'],
      ['19740515', '', 'E_YEAR'],
    ],
  },
  {
    rule: 'English',
    cases: [
      ['15-May-2010', '2010-05-15', 'W_ENGLISH'],
      ['15 May 2010', '2010-05-15', 'W_ENGLISH'],
      ['15/May/2010', '2010-05-15', 'W_ENGLISH'],
      ['15-may-10', '2010-05-15', 'W_YEAR2 W_ENGLISH'],
      ['May 15, 2010', '2010-05-15', 'W_ENGLISH'],
      ['May 15 2010', '2010-05-15', 'W_ENGLISH'],
      ['September 5, 2010', '2010-09-05', 'W_ENGLISH'],
      ['5-Sept-2010', '2010-09-05', 'W_ENGLISH'],
      ['31-Feb-2010', '', 'E_DATE_INVALID'],
      ['May 2010', '', 'E_FORMAT'],
      ['15-Mai-2010', '', 'E_FORMAT'],
      ['March 1st, 2010', '2010-03-01', 'W_ENGLISH'],
      ['15-May', '', 'E_NO_YEAR'],
    ],
  },
  {
    rule: 'serial numbers',
    cases: [
      ['40313', '2010-05-15', 'W_SERIAL'],
      ['27000', '', 'E_YEAR'],
      ['26999', '', 'E_FORMAT'],
      ['60000', '', 'E_FUTURE'],
      ['60001', '', 'E_FORMAT'],
      ['45000', '', 'E_FUTURE'],
      ['39447', '2007-12-31', 'W_SERIAL W_OUT_OF_PERIOD'],
      ['40313.5', '', 'E_FORMAT'],
    ],
  },
  {
    rule: 'swapped and impossible days',
    cases: [
      ['5/15/2010', '2010-05-15', 'W_US_DATE'],
      ['05/31/2010', '2010-05-31', 'W_US_DATE'],
      ['12/13/2010', '2010-12-13', 'W_US_DATE'],
      ['2/30/2010', '', 'E_DATE_INVALID'],
      ['13/13/2010', '', 'E_DATE_INVALID'],
      ['31/04/2010', '', 'E_DATE_INVALID'],
      ['30/02/2010', '', 'E_DATE_INVALID'],
      ['29/02/2008', '2008-02-29'],
      ['29/02/2009', '', 'E_DATE_INVALID'],
      ['32/01/2010', '', 'E_DATE_INVALID'],
      ['00/05/2010', '', 'E_DATE_INVALID'],
      ['15/00/2010', '', 'E_DATE_INVALID'],
      ['5/15/08', '2008-05-15', 'W_YEAR2 W_US_DATE'],
    ],
  },
  {
    rule: 'no year',
    cases: [
      ['15/05', '', 'E_NO_YEAR'],
      ['29/02', '', 'E_NO_YEAR'],
      ['30/02', '', 'E_DATE_INVALID'],
      ['32/05', '', 'E_DATE_INVALID'],
      ['13/13', '', 'E_DATE_INVALID'],
      ['5/15', '', 'E_NO_YEAR'],
      ['15.05', '', 'E_NO_YEAR'],
      ['15-05', '', 'E_NO_YEAR'],
      ['ngày 15/5', '', 'E_NO_YEAR'],
      ['ngày 15 tháng 5', '', 'E_NO_YEAR'],
      ['tháng 5', '', 'E_NO_YEAR'],
      ['tháng 13', '', 'E_DATE_INVALID'],
      ['T5', '', 'E_NO_YEAR'],
      ['quý 2', '', 'E_NO_YEAR'],
      ['quý II', '', 'E_NO_YEAR'],
      ['quý 5', '', 'E_DATE_INVALID'],
      ['Q3', '', 'E_NO_YEAR'],
      ['15/05/', '', 'E_FORMAT'],
    ],
  },
  {
    rule: 'limits of year, today and period',
    cases: [
      ['31/12/1974', '', 'E_YEAR'],
      ['01/01/1975', '1975-01-01', 'W_OUT_OF_PERIOD'],
      ['31/03/2011', '2011-03-31', 'W_OUT_OF_PERIOD'],
      ['01/04/2011', '', 'E_FUTURE'],
      ['tháng 3/2011', '2011-03', 'W_OUT_OF_PERIOD'],
      ['quý I/2011', '2011-Q1', 'W_OUT_OF_PERIOD'],
      ['quý II/2011', '', 'E_FUTURE'],
      ['31/12/2007', '2007-12-31', 'W_OUT_OF_PERIOD'],
      ['01/01/2008', '2008-01-01'],
      ['31/12/2010', '2010-12-31'],
      ['01/01/2011', '2011-01-01', 'W_OUT_OF_PERIOD'],
    ],
  },
  {
    rule: 'no form at all',
    cases: [
      ['tháng Giêng', '', 'E_FORMAT'],
      ['thường xuyên', '', 'E_FORMAT'],
      ['hằng năm', '', 'E_FORMAT'],
      ['mới đây', '', 'E_FORMAT'],
      ['abc', '', 'E_FORMAT'],
      ['500 triệu', '', 'E_FORMAT'],
      ['mùa khô 2010', '', 'E_FORMAT'],
      ['1250000', '', 'E_FORMAT'],
      ['7', '', 'E_FORMAT'],
      ['12', '', 'E_FORMAT'],
      ['100', '', 'E_FORMAT'],
    ],
  },
];

function toCase([input, appliedOn, codes = '']: DateCase) {
  return { input, appliedOn, codes };
}

function show(verdict: Verdict<AppliedReading>): readonly [string, string] {
  const codes = verdict.kind === 'ok' ? '' : verdict.findings.map(({ code }) => code).join(' ');
  return [verdict.kind === 'error' ? '' : verdict.value.appliedOn, codes];
}

describe.each(TABLES)('reads $rule', ({ cases }) => {
  it.each(cases.map(toCase))('$input', ({ input, appliedOn, codes }) => {
    expect(show(readDate(input, RULES))).toEqual([appliedOn, codes]);
  });
});

describe('number cells', () => {
  it.each<readonly [number, string, string]>([
    [-5, '', 'E_FORMAT'],
    [7, '', 'E_FORMAT'],
    [1899, '', 'E_FORMAT'],
    [1900, '', 'E_YEAR'],
    [1974, '', 'E_YEAR'],
    [1975, '1975', 'W_OUT_OF_PERIOD'],
    [2010, '2010', ''],
    [2010.5, '', 'E_FORMAT'],
    [2100, '', 'E_FUTURE'],
    [2101, '', 'E_FORMAT'],
    [19999, '', 'E_FORMAT'],
    [20000, '', 'E_YEAR'],
    [27394, '', 'E_YEAR'],
    [27395, '1975-01-01', 'W_OUT_OF_PERIOD'],
    [39447, '2007-12-31', 'W_OUT_OF_PERIOD'],
    [39448, '2008-01-01', ''],
    [40313.99, '2010-05-15', ''],
    [40543, '2010-12-31', ''],
    [40633, '2011-03-31', 'W_OUT_OF_PERIOD'],
    [40634, '', 'E_FUTURE'],
    [1250000, '', 'E_FUTURE'],
    [1e9, '', 'E_FUTURE'],
    [Number.NaN, '', 'E_FORMAT'],
  ])('%d', (input, appliedOn, codes) => {
    expect(show(readDateNumber(input, RULES))).toEqual([appliedOn, codes]);
  });
});

it.each<readonly [number, string, string]>([
  [40313.5, '2010-05-15', ''],
  [7, '', 'E_YEAR'],
  [-1, '', 'E_YEAR'],
  [1e9, '', 'E_FUTURE'],
  [Number.NaN, '', 'E_FORMAT'],
])('reads the date cell %d', (serial, appliedOn, codes) => {
  expect(show(readDateSerial(serial, RULES))).toEqual([appliedOn, codes]);
});

describe('year and place', () => {
  it.each<readonly [string, number | undefined, string]>([
    ['2008-2010', 2008, 'inside'],
    ['2007-2009', 2007, 'outside'],
    ['năm học 2009-2010', 2009, 'inside'],
    ['năm học 2010-2011', 2010, 'inside'],
    ['31/12/2010', 2010, 'inside'],
    ['01/01/2011', 2011, 'outside'],
    ['đang áp dụng thử', undefined, 'undated'],
  ])('%j', (input, year, place) => {
    const verdict = readDate(input, RULES);
    const value = verdict.kind === 'error' ? undefined : verdict.value;
    expect([value?.year, value?.place]).toEqual([year, place]);
  });
});

describe('messages', () => {
  it.each<readonly [string, { readonly [name: string]: string }]>([
    ['', { cột: 'Ngày áp dụng lần đầu hoặc áp dụng thử' }],
    ['31/02/2010', { v: '31/02/2010' }],
    ['5/15/2010', { a: '15/05/2010' }],
    ['cuối năm 2009', { a: 'năm 2009' }],
    ['khoảng quý 2/2010', { a: 'quý II/2010' }],
    ['2007', { a: 'năm 2007', kỳ: '2008-2010' }],
    ['đang áp dụng thử', {}],
  ])('fills in what the wording of %j needs', (input, values) => {
    const verdict = readDate(input, RULES);
    expect(verdict.kind === 'ok' ? undefined : verdict.findings[0]?.values).toEqual(values);
  });

  it('does not try texts longer than any form', () => {
    expect(readDate(`năm 2010${' '.repeat(300)}.${'a'.repeat(300)}`, RULES)).toMatchObject({
      code: 'E_FORMAT',
    });
  });
});
