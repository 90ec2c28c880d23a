// Closed lists: their entries in any capitals, tone placement or without accents; nothing else.
import { expect, it } from 'vitest';
import {
  AWARD_LIST,
  CATEGORY_LIST,
  type ClosedList,
  FIELD_LIST,
  RECOGNITION_LIST,
  readListValue,
} from '../../../core/reading/list-value.ts';

it.each([
  ['Tiết kiệm', 'TK', ''],
  ['  Tiết  kiệm ', 'TK', ''],
  ['Tiê\u0301t kiê\u0323m', 'TK', ''],
  ['tiết kiệm', 'TK', 'W_STATUS_GUESS'],
  ['TIẾT KIỆM', 'TK', 'W_STATUS_GUESS'],
  ['Hợp lý hoá sản xuất', 'HLH', 'W_STATUS_GUESS'],
  ['Tổ chức quản lý đào tạo', 'TCQL', 'W_STATUS_GUESS'],
  ['tiet kiem', 'TK', 'W_NO_DIACRITICS'],
  ['Hợp lí hóa sản xuất', 'HLH', 'W_STATUS_GUESS'],
  ['Hợp lí hoá sản xuất', 'HLH', 'W_STATUS_GUESS'],
  ['Hợp ly hóa sản xuất', 'HLH', 'W_NO_DIACRITICS'],
  ['Hop li hoa san xuat', 'HLH', 'W_NO_DIACRITICS'],
  ['To chuc, quan ly, dao tao', 'TCQL', 'W_NO_DIACRITICS'],
  ['', '', ''],
  [' \u200b', '', ''],
  ['=A1', '', 'E_FORMULA'],
  ["'#REF!", '', 'E_FORMULA'],
  ['Sáng tạo trẻ', '', 'E_CATEGORY'],
  ['Tiết', '', 'E_CATEGORY'],
  ['-', '', 'E_CATEGORY'],
  ['Tiết kiệm '.repeat(30), '', 'E_CATEGORY'],
])('reads the category %j', (typed, code, message) => {
  const verdict = readListValue(typed, CATEGORY_LIST);
  const value = verdict.kind === 'error' ? '' : (verdict.value ?? '');
  expect([value, verdict.kind === 'ok' ? '' : verdict.code]).toEqual([code, message]);
});

it('reads every entry of every list in silence', () => {
  const lists: readonly ClosedList<string>[] = [
    CATEGORY_LIST,
    FIELD_LIST,
    RECOGNITION_LIST,
    AWARD_LIST,
  ];
  for (const list of lists) {
    for (const code of list.codes) {
      expect(readListValue(list.names[code] ?? '', list)).toEqual({
        kind: 'ok',
        value: code,
      });
    }
  }
});

it('names the choices when it refuses', () => {
  expect(readListValue('Giải tư', AWARD_LIST)).toEqual({
    kind: 'error',
    code: 'E_LIST',
    findings: [
      {
        code: 'E_LIST',
        values: { v: 'Giải tư', cột: 'Giải', 'danh sách': 'Nhất; Nhì; Ba; Khuyến khích' },
      },
    ],
  });
  expect(readListValue('x', CATEGORY_LIST)).toMatchObject({
    findings: [
      {
        values: {
          'danh sách':
            'Cải tiến kỹ thuật, làm lợi gia tăng; Tiết kiệm; Phục vụ và điều trị bệnh; Tổ chức, quản lý, đào tạo; Hợp lý hóa sản xuất',
        },
      },
    ],
  });
});

it('says what it understood', () => {
  expect(readListValue('y te', FIELD_LIST)).toMatchObject({
    value: 'YT',
    findings: [{ values: { a: 'Y tế' } }],
  });
  expect(readListValue('y tế', FIELD_LIST)).toMatchObject({
    findings: [{ values: { v: 'y tế', 'trạng thái': 'Y tế' } }],
  });
});
