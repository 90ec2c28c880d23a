// A row as a whole: blank, incomplete, rejected or an initiative, with its messages worst first.
import { describe, expect, it } from 'vitest';
import type { TypedCells, TypedColumn } from '../../../core/columns.ts';
import { readRow } from '../../../core/reading/read-row.ts';
import type { ReadingRules } from '../../../core/rules.ts';
import { renderMessage } from '../../../core/wording/messages.ts';

const RULES: ReadingRules = {
  period: { from: '2008-01-01', to: '2010-12-31' },
  today: '2011-03-31',
};

const GOOD: TypedCells = {
  title: 'Rút ngắn thời gian trả kết quả xét nghiệm',
  category: 'Phục vụ và điều trị bệnh',
  field: 'Y tế',
  authors: 'Khoa Xét nghiệm (100%)',
  appliedOn: '15/05/2010',
  description: 'Đổi thứ tự lấy mẫu',
  difficulty: 'Chờ lâu',
  benefit: '1,25 tỷ',
  otherBenefits: 'Người bệnh hài lòng',
  replication: 'Khoa Khám',
  recognition: 'Cơ sở',
  decision: '12/QĐ-SYT',
  award: 'Nhì',
  note: '',
};

const read = (changes: TypedCells, formulas?: ReadonlySet<TypedColumn>) =>
  readRow({ ...GOOD, ...changes }, RULES, formulas);
const codesOf = (reading: ReturnType<typeof read>) =>
  reading.kind === 'blank' ? [] : reading.messages.map(({ code }) => code);

it('reads a good row without a word', () => {
  expect(read({})).toEqual({
    kind: 'valid',
    initiative: {
      title: 'Rút ngắn thời gian trả kết quả xét nghiệm',
      category: 'PVDT',
      field: 'YT',
      authors: [{ name: 'Khoa Xét nghiệm', sharePercent: 100 }],
      appliedOn: '2010-05-15',
      year: 2010,
      place: 'inside',
      description: 'Đổi thứ tự lấy mẫu',
      difficulty: 'Chờ lâu',
      benefit: { kind: 'counted', dong: 1_250_000_000, estimated: false },
      otherBenefits: 'Người bệnh hài lòng',
      replication: 'Khoa Khám',
      recognition: 'CS',
      decision: '12/QĐ-SYT',
      award: 'NHI',
      note: '',
    },
    messages: [],
  });
});

it('reads a row with the required cells only', () => {
  const { title, category, authors, appliedOn } = GOOD;
  const cells: TypedCells = {
    ...(title === undefined ? {} : { title }),
    ...(category === undefined ? {} : { category }),
    ...(authors === undefined ? {} : { authors }),
    ...(appliedOn === undefined ? {} : { appliedOn }),
  };
  const reading = readRow(cells, RULES);
  expect(reading).toMatchObject({ kind: 'valid', initiative: { benefit: { kind: 'notYet' } } });
  expect(reading.kind === 'valid' ? Object.keys(reading.initiative) : []).not.toContain('field');
  expect(codesOf(reading)).toEqual(['W_EMPTY']);
});

describe('blank rows', () => {
  it('have nothing but spaces', () => {
    expect(readRow({}, RULES)).toEqual({ kind: 'blank' });
    expect(readRow({ title: '', note: ' \n', benefit: '' }, RULES)).toEqual({ kind: 'blank' });
  });

  it('are not blank with a 0, a tick box or a formula that shows nothing', () => {
    expect(readRow({ note: 0 }, RULES).kind).toBe('incomplete');
    expect(readRow({ note: false }, RULES).kind).toBe('incomplete');
    expect(readRow({ title: '' }, RULES, new Set(['title'])).kind).toBe('rejected');
  });
});

describe('incomplete and rejected rows', () => {
  it.each<readonly [TypedCells, string, readonly string[]]>([
    [{ title: '' }, 'incomplete', ['E_REQUIRED']],
    [
      { title: '', category: ' ', authors: '', appliedOn: '-' },
      'incomplete',
      Array(4).fill('E_REQUIRED'),
    ],
    [{ title: '', benefit: '' }, 'incomplete', ['E_REQUIRED', 'W_EMPTY']],
    [{ title: '', benefit: '1.250 tỷ' }, 'rejected', ['E_REQUIRED', 'E_AMBIG_SEP']],
    [{ benefit: '1.250', title: 'abc' }, 'rejected', ['E_TOO_SHORT', 'E_NO_UNIT']],
    [{ category: 'Sáng tạo' }, 'rejected', ['E_CATEGORY']],
    [{ field: 'Hàng hải' }, 'rejected', ['E_LIST']],
    [{ recognition: 'Huyện' }, 'rejected', ['E_LIST']],
    [{ award: 'Tư' }, 'rejected', ['E_LIST']],
    [{ appliedOn: '31/02/2010' }, 'rejected', ['E_DATE_INVALID']],
    [{ authors: 'A B (50%)' }, 'rejected', ['E_SHARE']],
    [{ description: '=A1' }, 'rejected', ['E_FORMULA']],
    [{ difficulty: 'S?ng' }, 'rejected', ['E_LOST_CHARS']],
    [{ otherBenefits: '#REF!' }, 'rejected', ['E_FORMULA']],
    [{ replication: '=1' }, 'rejected', ['E_FORMULA']],
    [{ decision: '=1' }, 'rejected', ['E_FORMULA']],
    [{ note: '=1' }, 'rejected', ['E_FORMULA']],
    [{ note: 'a'.repeat(50_001) }, 'rejected', ['E_TOO_LONG']],
    [{ benefit: '1'.repeat(50_001) }, 'rejected', ['E_TOO_LONG']],
  ])('%j', (changes, kind, codes) => {
    const reading = read(changes);
    expect([reading.kind, codesOf(reading)]).toEqual([kind, codes]);
  });

  it('refuses every cell that holds a formula, whatever it shows', () => {
    for (const column of [
      'title',
      'category',
      'authors',
      'appliedOn',
      'benefit',
      'note',
    ] as const) {
      const reading = read({}, new Set([column]));
      expect([reading.kind, codesOf(reading)]).toEqual(['rejected', ['E_FORMULA']]);
    }
  });
});

describe('warnings', () => {
  it('come after errors, in the order of columns, all of a cell together', () => {
    const reading = read({
      title: 'hòan thiện sángkiến',
      category: 'tiet kiem',
      benefit: 'khoảng 500 trieu',
      award: 'Tư',
    });
    expect(codesOf(reading)).toEqual([
      'E_LIST',
      'W_TONE_POS',
      'W_SPELL',
      'W_NO_DIACRITICS',
      'W_APPROX',
      'W_NO_DIACRITICS',
    ]);
  });

  it('keep the mended text in the record and the column in the message', () => {
    const reading = read({ title: 'tiÕt kiÖm ®iÖn', appliedOn: '2007' });
    expect(reading).toMatchObject({
      kind: 'valid',
      initiative: { title: 'tiết kiệm điện', place: 'outside', year: 2007 },
    });
    expect(reading.kind === 'valid' ? reading.messages : []).toMatchObject([
      { code: 'W_TCVN3', column: 'title', suggestion: 'tiết kiệm điện' },
      { code: 'W_OUT_OF_PERIOD', column: 'appliedOn' },
    ]);
  });

  it('leave an initiative on trial without date and year', () => {
    const reading = read({ appliedOn: 'đang áp dụng thử' });
    expect(reading).toMatchObject({ initiative: { appliedOn: '', place: 'undated' } });
    expect(reading.kind === 'valid' && 'year' in reading.initiative).toBe(false);
  });
});

describe('cells that are no text', () => {
  it.each<readonly [TypedCells, object]>([
    [{ benefit: 1250000 }, { benefit: { kind: 'counted', dong: 1_250_000 } }],
    [{ appliedOn: 40313.5 }, { appliedOn: '2010-05-15' }],
    [{ appliedOn: 2010 }, { appliedOn: '2010' }],
    [{ appliedOn: { serial: 40313.5 } }, { appliedOn: '2010-05-15' }],
    [{ note: 1250000 }, { note: '1250000' }],
    [{ note: 1e21 }, { note: '1000000000000000000000' }],
    [{ note: 1.5e-7 }, { note: '0.00000015' }],
    [{ note: -1.25e22 }, { note: '-12500000000000000000000' }],
    [{ note: { serial: 40313 } }, { note: '15/05/2010' }],
    [
      { note: true, description: false },
      { note: 'TRUE', description: 'FALSE' },
    ],
  ])('%j', (changes, initiative) => {
    expect(read(changes)).toMatchObject({ kind: 'valid', initiative });
  });

  it.each<readonly [TypedCells, string]>([
    [{ benefit: { serial: 40313 } }, 'E_DATE'],
    [{ benefit: true }, 'E_WORDS'],
    [{ benefit: 1250 }, 'E_NO_UNIT'],
    [{ appliedOn: true }, 'E_FORMAT'],
    [{ appliedOn: 7 }, 'E_FORMAT'],
    [{ appliedOn: { serial: 7 } }, 'E_YEAR'],
    [{ category: 1 }, 'E_CATEGORY'],
    [{ field: { serial: 40313 } }, 'E_LIST'],
    [{ title: 1234567 }, 'E_TOO_SHORT'],
    [{ authors: 12345 }, 'E_REQUIRED'],
    [{ title: '&#61;HYPERLINK(&quot;x&quot;;&quot;Cải tiến máy&quot;)' }, 'E_FORMULA'],
    [{ authors: '&#61;A1' }, 'E_FORMULA'],
    [{ description: '&#61;SUM(A1:A9)' }, 'E_FORMULA'],
    [{ difficulty: '&#x3d;SUM(A1:A9)' }, 'E_FORMULA'],
    [{ otherBenefits: '&amp;#61;SUM(A1:A9)' }, 'E_FORMULA'],
    [{ replication: '\u200b=SUM(A1:A9)' }, 'E_FORMULA'],
    [{ decision: '&#35;N/A' }, 'E_FORMULA'],
    [{ note: '&#61;SUM(A1:A9)' }, 'E_FORMULA'],
  ])('refuses %j with %s', (changes, code) => {
    expect(codesOf(read(changes))).toEqual([code]);
  });
});

it('says what is wrong in full sentences with addresses', () => {
  const reading = read({ category: '', award: 'Tư' });
  const place = { rowNumber: 5, address: (column: TypedColumn) => `${column}5` };
  const messages = reading.kind === 'blank' ? [] : reading.messages;
  expect(messages.map((message) => renderMessage(message, place))).toEqual([
    'Ô category5: chưa nhập Nhóm sáng kiến. Đây là cột bắt buộc.',
    'Ô award5: “Tư” không có trong danh mục Giải. Chọn một trong: Nhất; Nhì; Ba; Khuyến khích.',
  ]);
});
