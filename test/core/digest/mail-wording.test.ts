/** The sentences of mails, and which number of the published overview each of them tells. */
import { describe, expect, it } from 'vitest';
import { toMailView } from '../../../core/digest/mail-content.ts';
import { toPublishedFacts } from '../../../core/digest/published-facts.ts';
import { toFigures } from '../../../core/summary/figures.ts';
import { toOverviewTab } from '../../../core/summary/overview-tab.ts';
import { toSummary } from '../../../core/summary/summary.ts';
import {
  CHANGE_TEXTS,
  MAIL_LABELS,
  toBenefitParagraph,
  toDaysLeft,
  toGreeting,
  toNames,
  toPreheader,
  toReminderPreheader,
  toReviewSentence,
  toTotalsClause,
} from '../../../core/wording/mail.ts';
import { LABELS } from '../../../core/wording/summary.ts';
import { initiative, rowId, storedRow } from '../../support/stored-rows.ts';
import { AS_OF, contactOf, findRow, headOf, smallProgramme } from '../summary/cast.ts';
import { FRAME } from './mail-cast.ts';

describe('a mail and the overview published with it', () => {
  // Two of the list have rows, one said that it has none, one said nothing, one is not in the list.
  const programme = smallProgramme([
    { code: 'BT001' },
    { code: 'BT002' },
    { code: 'BT003' },
    { code: 'BT004' },
    { code: 'BT009', valid_to: '2007-12-31' },
  ]);
  const benefit = { kind: 'counted', dong: 1_500_000_000, estimated: false } as const;
  const withRow = (unit: string) => ({
    unit,
    head: headOf(unit, [storedRow(rowId(unit, 1), { initiative: initiative({ benefit }) })]),
    contact: contactOf(unit, { counts: { incomplete: 1, rejected: 2, waiting: 0, warned: 3 } }),
  });
  const reports = [
    ...['BT001', 'BT002', 'BT009'].map(withRow),
    { unit: 'BT003', contact: contactOf('BT003', { statement: 'none' }) },
  ];
  const figures = toFigures({ programme, reports, asOf: AS_OF });
  const summary = toSummary(figures);
  const overview = toOverviewTab(figures, summary);
  const review = Object.fromEntries(
    ['BT001', 'BT002', 'BT009'].map((unit) => [unit, { refused: 2, incomplete: 1, warned: 3 }]),
  );
  const today = '2011-03-31';
  const published = toPublishedFacts(programme, { summary, asOf: AS_OF, review, today });
  const view = toMailView({ ...published, kind: 'weekly', changes: undefined }, FRAME);
  const figureOf = (label: string): string => String(findRow(overview, label)[1]);

  it('say «đã nộp» in the subject of the units that have reported, by a row or by their word', () => {
    const m = figureOf(LABELS.unitsReported);
    const t = figureOf(LABELS.unitsTotal);
    expect([m, t]).toEqual(['3', '4']);
    expect(view.subject).toBe(
      `[Sáng kiến 2008-2010] Tình hình tổng hợp đến ngày 31/03/2011: 3 sáng kiến, ${m}/${t} đơn vị đã nộp`,
    );
  });

  it('say in the text of how many units the rows are: «Đơn vị có sáng kiến»', () => {
    expect(figureOf(LABELS.coverage)).toBe('2/4');
    expect(view.paragraphs[0]).toBe(
      'Tính đến 08:05 ngày 31/03/2011, hệ thống ghi nhận 3 sáng kiến của 2/4 đơn vị. Ngoài ra có 1 đơn vị đã báo cáo và không có sáng kiến trong kỳ.',
    );
    const tiles = view.tileRows.flatMap((row) => row.tiles);
    expect(tiles).toContainEqual({ value: '2/4', label: LABELS.coverage });
  });

  it('count as missing those neither of the two numbers has', () => {
    expect(figureOf(LABELS.unitsMissing)).toBe('1');
    expect(view.paragraphs[2]).toBe(
      'Còn 9 lỗi và 9 cảnh báo tại 3 đơn vị (trong đó 3 dòng còn thiếu cột bắt buộc). Đơn vị chưa nộp: Đơn vị BT004.',
    );
  });

  it('show every other figure of the overview that is not 0, under its own label', () => {
    const shown = view.sections.find(({ title }) => title === MAIL_LABELS.review)?.figures ?? [];
    expect(shown.length).toBe(3);
    for (const { label, value } of shown) expect(value).toBe(figureOf(label));
  });
});

const MOMENT = { time: '07:30', day: '28/03/2011' };

describe('sentences', () => {
  it.each([
    ['committee', 'Kính gửi Ban Tổ chức,'],
    ['leaders', 'Kính gửi Lãnh đạo,'],
    ['operator', 'Kính gửi người vận hành,'],
  ] as const)('greet %s', (reader, greeting) => {
    expect(toGreeting(reader)).toBe(greeting);
  });

  it('greet a unit by its name', () => {
    expect(toGreeting('unit', 'Báo Đồng Khởi')).toBe('Kính gửi Báo Đồng Khởi,');
    expect(toGreeting('unit')).toBe('Kính gửi đơn vị,');
  });

  it.each([
    [
      { total: 1250, unitsWithRows: 60, unitsTotal: 1065 },
      'ghi nhận 1.250 sáng kiến của 60/1.065 đơn vị',
    ],
    [
      { total: 0, unitsWithRows: 0, unitsTotal: 65 },
      'chưa ghi nhận sáng kiến nào (0/65 đơn vị có sáng kiến)',
    ],
  ])('tell the totals of %j', (values, words) => {
    expect(toTotalsClause({ ...values, moment: MOMENT })).toBe(
      `Tính đến 07:30 ngày 28/03/2011, hệ thống ${words}`,
    );
  });

  it.each([
    [
      { totalDong: 12_345_678_900, counted: 180, notYet: 40, cannot: 15 },
      'Giá trị làm lợi đã tính được: 12.345.678.900 đồng (180 sáng kiến). Chưa tính được: 40. Không tính được bằng tiền: 15.',
    ],
    [
      { totalDong: 0, counted: 0, notYet: 3, cannot: 2 },
      'Giá trị làm lợi đã tính được: chưa có số liệu. Chưa tính được: 3. Không tính được bằng tiền: 2.',
    ],
    [
      { totalDong: 0, counted: 1, notYet: 0, cannot: 0 },
      'Giá trị làm lợi đã tính được: 0 đồng (1 sáng kiến). Chưa tính được: 0. Không tính được bằng tiền: 0.',
    ],
    [
      { totalDong: 9_007_199_254_740_991, counted: 1000, notYet: 0, cannot: 0 },
      'Giá trị làm lợi đã tính được: 9.007.199.254.740.991 đồng (1.000 sáng kiến). Chưa tính được: 0. Không tính được bằng tiền: 0.',
    ],
  ])('tell the benefit %j, a state never as an amount', (values, words) => {
    expect(toBenefitParagraph(values)).toBe(words);
  });

  it.each([
    [{ refused: 6, incomplete: 0, warned: 9, units: 2 }, 'Còn 6 lỗi và 9 cảnh báo tại 2 đơn vị.'],
    [
      { refused: 0, incomplete: 4, warned: 0, units: 1 },
      'Còn 4 lỗi và 0 cảnh báo tại 1 đơn vị (trong đó 4 dòng còn thiếu cột bắt buộc).',
    ],
    [{ refused: 0, incomplete: 0, warned: 1, units: 1 }, 'Còn 0 lỗi và 1 cảnh báo tại 1 đơn vị.'],
    [{ refused: 1, incomplete: 0, warned: 0, units: 1 }, 'Còn 1 lỗi và 0 cảnh báo tại 1 đơn vị.'],
    [{ refused: 0, incomplete: 0, warned: 0, units: 0 }, 'Không còn lỗi hay cảnh báo nào.'],
  ])('tell what is to be checked: %j', (values, words) => {
    expect(toReviewSentence(values)).toBe(words);
  });

  it.each([
    [-1, 'đã quá hạn 1 ngày'],
    [0, 'hôm nay là ngày cuối'],
    [1, 'còn 1 ngày'],
  ])('tell the %i days to the deadline', (daysLeft, words) => {
    expect(toDaysLeft(daysLeft)).toBe(words);
  });

  it('cut a list of units', () => {
    expect(toNames(['A', 'B, C'], 0)).toBe('A; B, C');
    expect(toNames(['A'], 1000)).toBe('A và 1.000 đơn vị khác');
  });

  it.each([
    [4, 'thêm 4'],
    [-4, 'bớt 4'],
    [0, 'không đổi'],
  ])('tell %i refused rows more', (more, words) => {
    expect(CHANGE_TEXTS.more(more)).toBe(words);
  });
});

describe('preheaders', () => {
  const some = { added: 1200, edited: 3, withdrawn: 1 };
  it.each([
    [
      { changes: some, missing: 3, refused: 6, incomplete: 0, warned: 9 },
      'Tăng 1.200, sửa 3, rút 1; 3 đơn vị chưa nộp; 6 lỗi, 9 cảnh báo.',
    ],
    [
      {
        changes: { added: 0, edited: 0, withdrawn: 0 },
        missing: 0,
        refused: 0,
        incomplete: 0,
        warned: 0,
      },
      'Không tăng, sửa hay rút; không còn đơn vị chưa nộp; không còn lỗi hay cảnh báo.',
    ],
    [
      { changes: undefined, missing: 65, refused: 0, incomplete: 2, warned: 1 },
      '65 đơn vị chưa nộp; 2 lỗi, 1 cảnh báo.',
    ],
  ])('of a publication %j', (values, words) => {
    expect(toPreheader(values)).toBe(words);
  });

  it.each([
    [{ daysLeft: 3, hasReported: false, rows: 0 }, 'Còn 3 ngày; đơn vị chưa nộp.'],
    [{ daysLeft: 0, hasReported: true, rows: 2 }, 'Hôm nay là ngày cuối; 2 dòng cần xử lý.'],
    [{ daysLeft: -2, hasReported: true, rows: 0 }, 'Đã quá hạn 2 ngày.'],
  ])('of a reminder %j', (values, words) => {
    expect(toReminderPreheader(values)).toBe(words);
  });
});
