// What the authors cell means: who, with which share, and what had to be guessed.
import { describe, expect, it } from 'vitest';
import { readAuthors } from '../../../core/reading/authors.ts';
import { cutShare, judgeShares } from '../../../core/reading/shares.ts';

const show = (typed: string): readonly [string, string] => {
  const verdict = readAuthors(typed);
  const codes = verdict.kind === 'ok' ? [] : verdict.findings.map(({ code }) => code);
  const authors = verdict.kind === 'error' ? [] : verdict.value;
  const shown = authors.map(({ name, sharePercent }) =>
    sharePercent === undefined ? name : `${name} ${sharePercent}`,
  );
  return [shown.join('|'), codes.join(' ')];
};

describe.each<{
  readonly rule: string;
  readonly cases: readonly (readonly [typed: string, authors: string, codes?: string])[];
}>([
  {
    rule: 'dividing',
    cases: [
      ['Khoa Nội', 'Khoa Nội 100'],
      ['Tổ Một; Tổ Hai', 'Tổ Một|Tổ Hai'],
      ['Tổ Một\nTổ Hai\r\n\nTổ Ba', 'Tổ Một|Tổ Hai|Tổ Ba'],
      ['1. Lê Văn Một\n2) Trần Thị Hai\n- Hồ Ba', 'Lê Văn Một|Trần Thị Hai|Hồ Ba'],
      ['Lê Văn Một, Trần Thị Hai', 'Lê Văn Một|Trần Thị Hai', 'W_AUTHOR_SPLIT'],
      ['Lê Văn Một và Trần Thị Hai', 'Lê Văn Một|Trần Thị Hai', 'W_AUTHOR_SPLIT'],
      ['Lê Một,Trần Hai VÀ Hồ Ba', 'Lê Một|Trần Hai|Hồ Ba', 'W_AUTHOR_SPLIT'],
      ['Lê Một (60%), Trần Hai (40%)', 'Lê Một 60|Trần Hai 40', 'W_AUTHOR_SPLIT'],
      ['Lê Một 33,3%, Trần Hai 66,7%', 'Lê Một 33.3|Trần Hai 66.7', 'W_AUTHOR_SPLIT'],
      ['Lê Một, , Trần Hai', 'Lê Một|Trần Hai', 'W_AUTHOR_SPLIT'],
      ['Lê Một (Tổ trưởng, Tổ Hai)', 'Lê Một (Tổ trưởng, Tổ Hai) 100'],
      ['Lê Một) , Trần Hai', 'Lê Một)|Trần Hai', 'W_AUTHOR_SPLIT'],
      ['Lê Văn Và', 'Lê Văn Và 100'],
    ],
  },
  {
    rule: 'teams, whose names have commas and «và»',
    cases: [
      ['Phòng Kế hoạch và Đầu tư', 'Phòng Kế hoạch và Đầu tư 100'],
      ['Phòng Tổ chức, Hành chính', 'Phòng Tổ chức, Hành chính 100'],
      ['Phòng Tổ chức, Hành', 'Phòng Tổ chức, Hành 100'],
      ['Phòng Tổ chức, Lê văn', 'Phòng Tổ chức, Lê văn 100'],
      ['Phòng Tổ chức, Hành Chính', 'Phòng Tổ chức, Hành Chính 100'],
      ['Phòng Vật tư, Lê A B C D E F', 'Phòng Vật tư, Lê A B C D E F 100'],
      ['Tập thể cán bộ, viên chức Khoa Nội', 'Tập thể cán bộ, viên chức Khoa Nội 100'],
      ['Phòng Kế hoạch và Phòng Tài vụ', 'Phòng Kế hoạch|Phòng Tài vụ', 'W_AUTHOR_SPLIT'],
      ['Phòng Kế hoạch, Lê Văn Một', 'Phòng Kế hoạch|Lê Văn Một', 'W_AUTHOR_SPLIT'],
      ['Phòng Kế hoạch, ThS. Lê Một', 'Phòng Kế hoạch|Lê Một', 'W_AUTHOR_SPLIT W_AUTHOR_TITLE'],
      ['Phòng A (60%), bộ phận B (40%)', 'Phòng A 60|bộ phận B 40', 'W_AUTHOR_SPLIT'],
      ['Phòng A (60%) và Đầu tư (40%)', 'Phòng A 60|Đầu tư 40', 'W_AUTHOR_SPLIT'],
    ],
  },
  {
    rule: 'co-authors without names',
    cases: [
      ['Lê Văn Một và cộng sự', 'Lê Văn Một', 'W_AUTHOR_VAGUE'],
      ['Lê Văn Một và các tác giả', 'Lê Văn Một', 'W_AUTHOR_VAGUE'],
      ['Lê Văn Một cùng các cộng sự', 'Lê Văn Một', 'W_AUTHOR_VAGUE'],
      ['Lê Văn Một & CS.', 'Lê Văn Một', 'W_AUTHOR_VAGUE'],
      ['Lê Văn Một và cộng sự Khoa Nội', 'Lê Văn Một', 'W_AUTHOR_VAGUE'],
      ['Lê Một; các cộng sự', 'Lê Một', 'W_AUTHOR_VAGUE'],
      ['Lê Một, Hồ Hai và cộng sự', 'Lê Một|Hồ Hai', 'W_AUTHOR_SPLIT W_AUTHOR_VAGUE'],
      ['Lê Một (60%) và cộng sự (40%)', 'Lê Một 60', 'W_AUTHOR_VAGUE'],
      ['Lê Một (60%) và cộng sự', '', 'E_SHARE'],
      ['Lê Một (và cộng sự)', 'Lê Một', 'W_AUTHOR_VAGUE'],
      ['Lê Một (60%) (và cộng sự 40%)', 'Lê Một 60', 'W_AUTHOR_VAGUE'],
      ['Lê Một, cộng sự', 'Lê Một', 'W_AUTHOR_VAGUE'],
      ['Lê Một và một số đồng nghiệp', 'Lê Một', 'W_AUTHOR_VAGUE'],
      ['Lê Một và cộng sự, Hồ Hai', 'Lê Một|Hồ Hai', 'W_AUTHOR_SPLIT W_AUTHOR_VAGUE'],
      ['Lê Một, Hồ Hai, v.v.', 'Lê Một|Hồ Hai', 'W_AUTHOR_SPLIT W_AUTHOR_VAGUE'],
      ['Lê Một…', 'Lê Một… 100'],
      ['Lê Một …', 'Lê Một', 'W_AUTHOR_VAGUE'],
      ['...', '', 'E_REQUIRED'],
      ['Lê Một (60%) và cộng sự (30%)', '', 'E_SHARE'],
      ['Đỗ Tác Giả', 'Đỗ Tác Giả 100'],
      ['và cộng sự', '', 'E_REQUIRED'],
    ],
  },
  {
    rule: 'titles',
    cases: [
      ['ThS. Lê Văn Một', 'Lê Văn Một 100', 'W_AUTHOR_TITLE'],
      ['ThS Lê Văn Một', 'Lê Văn Một 100', 'W_AUTHOR_TITLE'],
      ['Th.S Lê Văn Một', 'Lê Văn Một 100', 'W_AUTHOR_TITLE'],
      ['TS. BS. Lê Văn Một', 'Lê Văn Một 100', 'W_AUTHOR_TITLE'],
      ['PGS.TS Lê Văn Một', 'Lê Văn Một 100', 'W_AUTHOR_TITLE'],
      ['GS.TSKH. Lê Văn Một', 'Lê Văn Một 100', 'W_AUTHOR_TITLE'],
      ['BS.CKII Lê Văn Một; KS. Hồ Hai', 'Lê Văn Một|Hồ Hai', 'W_AUTHOR_TITLE'],
      ['ds. Lê Tám', 'Lê Tám 100', 'W_AUTHOR_TITLE'],
      ['Lê Văn Một, ThS.', 'Lê Văn Một 100', 'W_AUTHOR_TITLE'],
      ['Ths Lê Một; bs Hồ Hai', 'Lê Một|Hồ Hai', 'W_AUTHOR_TITLE'],
      ['ThS., BS. Lê Một', 'Lê Một 100', 'W_AUTHOR_TITLE'],
      ['Bác sĩ Lê Một', 'Lê Một 100', 'W_AUTHOR_TITLE'],
      ['thạc sĩ, bác sĩ LÊ MỘT', 'Lê Một 100', 'W_AUTHOR_TITLE W_NAME_CASE'],
      ['Bác sĩ Khoa Nội', 'Bác sĩ Khoa Nội 100'],
      ['ThS.', 'ThS. 100'],
      ['Tsang A', 'Tsang A 100'],
      ['CN Điện lực Thạnh Phú', 'CN Điện lực Thạnh Phú 100'],
      ['CN. Công ty Điện lực', 'CN. Công ty Điện lực 100'],
      ['CN Đoàn Văn Một', 'Đoàn Văn Một 100', 'W_AUTHOR_TITLE'],
      ['CN LÊ MỘT', 'Lê Một 100', 'W_AUTHOR_TITLE W_NAME_CASE'],
    ],
  },
  {
    rule: 'capitals',
    cases: [
      ['LÊ VĂN MỘT', 'Lê Văn Một 100', 'W_NAME_CASE'],
      ['lê văn một', 'Lê Văn Một 100', 'W_NAME_CASE'],
      ["Y'BIA H'DƠK", "Y'Bia H'Dơk 100", 'W_NAME_CASE'],
      ["Y'Bia H'Dơk", "Y'Bia H'Dơk 100"],
      ['phòng kỹ thuật', 'Phòng kỹ thuật 100', 'W_NAME_CASE'],
      ['PHÒNG KỸ THUẬT KCS', 'Phòng kỹ thuật KCS 100', 'W_NAME_CASE'],
      ['KCS', 'KCS 100'],
      ['Lê văn Một', 'Lê văn Một 100'],
      ['lê một; Hồ Hai', 'Lê Một|Hồ Hai', 'W_NAME_CASE'],
      ['ThS. LÊ MỘT, HỒ HAI', 'Lê Một|Hồ Hai', 'W_AUTHOR_SPLIT W_AUTHOR_TITLE W_NAME_CASE'],
      ['Lê 123', 'Lê 123 100'],
    ],
  },
  {
    rule: 'shares',
    cases: [
      ['A B (60%); C D (40%)', 'A B 60|C D 40'],
      ['A B 60 %; C D - 40%', 'A B 60|C D 40'],
      ['A B (60); C D (40)', 'A B 60|C D 40'],
      ['A B: 33,33%; C D: 33,33%; E F: 33,34%', 'A B 33.33|C D 33.33|E F 33.34'],
      ['A B (33,33%); C D (33,33%); E F (33,33%)', 'A B 33.33|C D 33.33|E F 33.33'],
      ['A B (33,32%); C D (33,33%); E F (33,33%)', '', 'E_SHARE'],
      ['A B (60,01%); C D (40%)', 'A B 60.01|C D 40'],
      ['A B (60,02%); C D (40%)', '', 'E_SHARE'],
      ['A B (100%)', 'A B 100'],
      ['A B (50%)', '', 'E_SHARE'],
      ['A B (100%); C D (0%)', '', 'E_SHARE'],
      ['A B (110%); C D (-10%)', '', 'E_SHARE'],
      ['A B (60%); C D', '', 'E_SHARE'],
      ['A B; C D', 'A B|C D'],
      ['A B (100%); C D', '', 'E_SHARE'],
      ['A B (Chủ nhiệm, 60%); C D (40%)', 'A B 60|C D 40', 'W_NOTE'],
      ['A B (60% - chủ nhiệm); C D (thư ký: 40 %)', 'A B 60|C D 40', 'W_NOTE'],
      ['A B (góp 60% công sức); C D (40%)', 'A B 60|C D 40', 'W_NOTE'],
      ['A B (từ 50% đến 60%); C D', 'A B (từ 50% đến 60%)|C D'],
    ],
  },
  {
    rule: 'years of birth and numbers, which are notes',
    cases: [
      ['Lê Một (1975)', 'Lê Một 100', 'W_NOTE'],
      ['Lê Một (1975); Hồ Hai (2001)', 'Lê Một|Hồ Hai', 'W_NOTE'],
      ['Lê Một (60%) (1975); Hồ Hai (SN 1980) (40%)', 'Lê Một 60|Hồ Hai 40', 'W_NOTE'],
      ['Lê Một (sinh ngày 1975)', 'Lê Một 100', 'W_NOTE'],
      ['Lê Một (15/05/1975)', 'Lê Một 100', 'W_NOTE'],
      ['Lê Một, sinh năm 1975', 'Lê Một 100', 'W_NOTE'],
      ['Lê Một (0912 345 678)', 'Lê Một 100', 'W_NOTE'],
      ['Lê Một; 0912345678', 'Lê Một 100', 'W_NOTE'],
      ['Lê Một, 1975, Hồ Hai', 'Lê Một|Hồ Hai', 'W_AUTHOR_SPLIT W_NOTE'],
      ['Nhóm Khởi nghiệp (khóa 2010)', 'Nhóm Khởi nghiệp (khóa 2010) 100'],
      ['Lê Một (1850)', '', 'E_SHARE'],
      ['12345', '', 'E_REQUIRED'],
      ['1975; 1980', '', 'E_REQUIRED'],
    ],
  },
  {
    rule: 'what is no list of names',
    cases: [
      ['', '', 'E_REQUIRED'],
      [' ;\n; ', '', 'E_REQUIRED'],
      ['=A1', '', 'E_FORMULA'],
      ['Nguy?n An', '', 'E_LOST_CHARS'],
      ['NguyÔn V¨n An', 'Nguyễn Văn An 100', 'W_TCVN3'],
      ['Traàn Thò Beù', 'Trần Thị Bé 100', 'W_VNI'],
      ['Nguyeenx Vawn Tams', 'Nguyễn Văn Tám 100', 'W_TELEX'],
      ['Nguye6n4 Va8n Ta1m', 'Nguyễn Văn Tám 100', 'W_VNI_KEYS'],
      ['Lê Thijnh', 'Lê Thịnh 100', 'W_TELEX'],
      ['Rmah Der; Siu Ker', 'Rmah Der|Siu Ker'],
    ],
  },
])('$rule', ({ cases }) => {
  it.each(cases.map(([typed, authors, codes = '']) => ({ typed, authors, codes })))(
    '$typed',
    ({ typed, authors, codes }) => {
      expect(show(typed)).toEqual([authors, codes]);
    },
  );
});

describe('messages', () => {
  it.each<readonly [string, object]>([
    ['A B (60%); C D (39,5%)', { values: { x: '99,5' } }],
    ['A B (100%); C D (0%)', { code: 'E_SHARE', values: {} }],
    ['A B (120%); C D (-20%)', { code: 'E_SHARE', values: {} }],
    ['Lê Một (SN 1975); Hồ Hai (0912345678)', { values: { n: 'SN 1975; 0912345678' } }],
    ['Lê Một, Hồ Hai', { values: { n: '2' } }],
    ['ThS. Lê Một; KS Hồ Hai', { values: { v: 'ThS., KS' } }],
    ['LÊ MỘT', { suggestion: 'Lê Một', values: { a: 'Lê Một' } }],
    ['LÊ MỘT (60%)\nHỒ HAI (40%)', { suggestion: 'Lê Một (60%); Hồ Hai (40%)' }],
    ['NguyÔn An vµ céng sù', { suggestion: 'Nguyễn An và cộng sự' }],
    ['NguyÔn An (60%) vµ céng sù (40%)', { suggestion: 'Nguyễn An (60%) và cộng sự (40%)' }],
  ])('%j', (typed, finding) => {
    const verdict = readAuthors(typed);
    expect(verdict.kind === 'ok' ? undefined : verdict.findings[0]).toMatchObject(finding);
  });
});

it('cuts shares off names and nothing else', () => {
  expect(['A (1)', 'A B', 'A 2010', 'A (B)', 'A 50.5%', 'A 1,5,5%', '(40%)'].map(cutShare)).toEqual(
    [
      { name: 'A', sharePercent: 1 },
      { name: 'A B' },
      { name: 'A 2010' },
      { name: 'A (B)' },
      { name: 'A', sharePercent: 50.5 },
      { name: 'A 1,5,5%' },
      { name: '', sharePercent: 40 },
    ],
  );
});

it('reads a share whose bracket was never closed', () => {
  expect(['A (70%', 'A (70 % ', 'A (70'].map(cutShare)).toEqual([
    { name: 'A', sharePercent: 70 },
    { name: 'A', sharePercent: 70 },
    { name: 'A (70' },
  ]);
});

it('judges shares within a hundredth', () => {
  expect(judgeShares([])).toEqual({ kind: 'whole' });
  expect(judgeShares([undefined, undefined])).toEqual({ kind: 'whole' });
  expect(judgeShares([99.99])).toEqual({ kind: 'whole' });
  expect(judgeShares([99.989])).toEqual({ kind: 'wrong', sumPercent: 99.989 });
  expect(judgeShares([100, 0])).toEqual({ kind: 'uneven' });
  expect(judgeShares([100, undefined])).toEqual({ kind: 'uneven' });
  expect(judgeShares([100.01])).toEqual({ kind: 'whole' });
  expect(judgeShares([100.011])).toEqual({ kind: 'wrong', sumPercent: 100.011 });
});
