/** What the draft says in every other case: without rows, with targets, with ties, with gaps. */
import { describe, expect, it } from 'vitest';
import type { Initiative } from '../../../core/record.ts';
import { MAX_ANNEX_ROWS, toAnnexTable } from '../../../core/report/annex-table.ts';
import { formatTabCell } from '../../../core/report/format-tab-cell.ts';
import { isReplicated } from '../../../core/report/replication-paragraph.ts';
import type { Tab, TabCell } from '../../../core/summary/tab.ts';
import {
  momentCell,
  moneyCell,
  numberCell,
  textCell,
  toCellValue,
} from '../../../core/summary/tab.ts';
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import { toLongDay, toPreviousPeriodPhrase } from '../../../core/wording/report.ts';
import { initiative, rowId, storedRow } from '../../support/stored-rows.ts';
import { AS_OF, contactOf, NO_COUNTS, smallProgramme } from '../summary/cast.ts';
import { makeReport } from './report-cast.ts';

const UNITS = ['AA1', 'AA2', 'AA3'].map((code) => ({ code }));

function programmeWith(targets: Record<string, unknown> = {}, lines = UNITS) {
  const programme = smallProgramme(lines);
  return { ...programme, targets: { revenues: [], modelUnits: [], ...targets } };
}

function toText(cell: TabCell): string {
  return String(toCellValue(cell));
}

function rowsOf(
  unit: string,
  changes: readonly Partial<Initiative>[],
): readonly [string, readonly StoredRow[]] {
  const rows = changes.map((change, index) =>
    storedRow(rowId(unit, index + 1), {
      initiative: initiative(change),
    }),
  );
  return [unit, rows];
}

const money = (dong: number) => ({ kind: 'counted', dong, estimated: false }) as const;
const NOT_YET = { kind: 'notYet' } as const;
const CANNOT = { kind: 'cannot' } as const;

function caseOf(units: Record<string, readonly Partial<Initiative>[]>, targets = {}) {
  const rows = new Map(Object.entries(units).map(([unit, changes]) => rowsOf(unit, changes)));
  return makeReport({ programme: programmeWith(targets), rows });
}

describe('without a single row', () => {
  const { at, texts, report } = makeReport({ programme: programmeWith(), rows: new Map() });

  it('claims nothing', () => {
    expect(texts).toEqual([
      'Đến ngày 31 tháng 3 năm 2011, chưa ghi nhận sáng kiến nào trong giai đoạn 2008-2010 từ 03 đơn vị trong danh sách. Còn 03 đơn vị chưa gửi; số liệu dưới đây chưa bao gồm các đơn vị này.',
      'Chưa ghi nhận sáng kiến nào để xét theo nhóm.',
      'Chưa ghi nhận sáng kiến nào để xét giá trị làm lợi.',
      'Chưa có đủ số liệu giai đoạn 2005-2007 để so sánh.',
      'Chưa ghi nhận sáng kiến nào được áp dụng tại nơi khác ngoài đơn vị tạo ra.',
      'Còn 03 đơn vị chưa gửi kết quả, nêu tại Phụ lục IV.',
      'Không có điểm nào cần xác minh trong số liệu đã ghi nhận.',
    ]);
    expect(() => at('III.1')).toThrow();
  });

  it('says so in the annexes too', () => {
    expect(report.annexes[2]?.rows).toEqual([]);
    expect(report.annexes[4]).toMatchObject({
      rows: [],
      note: 'Không có điểm nào cần kiểm tra.',
    });
  });
});

describe('coverage', () => {
  it('tells units that have none from units that sent nothing', () => {
    const contacts = [contactOf('AA2', { statement: 'none' })];
    const rows = new Map([rowsOf('AA1', [{}])]);
    const { at } = makeReport({ programme: programmeWith(), rows, contacts });
    expect(at('I.1')).toMatch(
      /có 01\/03 đơn vị gửi kết quả .* với 01 sáng kiến .*\. Có 01 đơn vị báo cáo không có sáng kiến\. Còn 01 đơn vị chưa gửi;/,
    );
  });

  it('does not say of a unit that it has none unless it said so itself', () => {
    const contacts = [
      contactOf('AA2', { statement: 'none' }),
      contactOf('AA3', { statement: 'done' }),
      contactOf('AA5', { statement: 'done' }),
    ];
    const outside = { place: 'outside', year: 2007 } as const;
    const rows = new Map([
      rowsOf('AA1', [{}]),
      rowsOf('AA4', [outside]),
      rowsOf('AA5', [outside, outside]),
    ]);
    const lines = ['AA1', 'AA2', 'AA3', 'AA4', 'AA5', 'AA6'].map((code) => ({ code }));
    const { at, reportTab } = makeReport({ programme: programmeWith({}, lines), rows, contacts });
    expect(at('I.1')).toMatch(
      /có 01\/06 .*\. Có 01 đơn vị báo cáo không có sáng kiến\. Có 02 đơn vị chỉ gửi sáng kiến ngoài kỳ tổng kết\. Có 01 đơn vị báo đã nộp xong nhưng chưa có sáng kiến nào được ghi nhận\. Còn 01 đơn vị chưa gửi;/,
    );
    const sources = reportTab.rows.flatMap(({ cells }) => cells.slice(2)).map(toText);
    expect(sources.find((text) => text.includes('Ngoài kỳ'))).toMatch(
      /01: Theo đơn vị; Tình trạng\n02: Theo đơn vị; Ngoài kỳ\n01: Theo đơn vị; Tình trạng/,
    );
  });

  it('says how much of the total comes from units that are not asked to report', () => {
    const closed = { valid_from: '2000-01-01', valid_to: '2007-12-31' };
    const lines = [...UNITS, { code: 'AA7', ...closed }, { code: 'AA8', ...closed }];
    const rows = new Map([rowsOf('AA1', [{}]), rowsOf('AA7', [{}, {}]), rowsOf('AA8', [{}])]);
    const { at, report } = makeReport({ programme: programmeWith({}, lines), rows });
    expect(at('I.1')).toMatch(
      /có 01\/03 đơn vị và 02 đơn vị ngoài danh sách kỳ này \(03 sáng kiến\) gửi kết quả tổng hợp với 04 sáng kiến được ghi nhận/,
    );
    expect(report.asOfLine).toBe(
      'Số liệu đến 08:05 31/03/2011; 1/3 đơn vị có sáng kiến và 2 đơn vị ngoài danh sách kỳ này (3 sáng kiến).',
    );
  });

  it('says when everybody sent something', () => {
    const { at, texts } = caseOf({ AA1: [{}], AA2: [{}], AA3: [{}] });
    expect(at('I.1')).toMatch(/có 03\/03 .* Tất cả đơn vị trong danh sách đã gửi\.$/);
    expect(texts.join(' ')).not.toContain('chưa gửi kết quả');
  });

  it.each([
    ['2011-03-31', '31 tháng 3 năm 2011'],
    ['2010-02-05', '05 tháng 02 năm 2010'],
    ['2010-01-10', '10 tháng 01 năm 2010'],
    ['2010-12-01', '01 tháng 12 năm 2010'],
  ])('writes the day %s as %s', (day, text) => {
    expect(toLongDay(day)).toBe(text);
  });

  it('counts the day by the clock of Vietnam', () => {
    const asOf = Date.UTC(2011, 0, 31, 17);
    const { at } = makeReport({ programme: programmeWith(), rows: new Map(), asOf });
    expect(at('I.1')).toMatch(/^Đến ngày 01 tháng 02 năm 2011,/);
  });
});

describe('categories', () => {
  it('with equal counts share the first place', () => {
    const { at } = caseOf({ AA1: [{ category: 'TK' }, { category: 'HLH' }, { category: 'CTKT' }] });
    expect(at('II.1')).toBe(
      'Xét theo nhóm, “Cải tiến kỹ thuật, làm lợi gia tăng” (33,4%), “Tiết kiệm” (33,3%), “Hợp lý hóa sản xuất” (33,3%) cùng có nhiều sáng kiến nhất, mỗi nhóm 01 sáng kiến. Chưa ghi nhận sáng kiến nào trong nhóm “Phục vụ và điều trị bệnh”, “Tổ chức, quản lý, đào tạo”.',
    );
  });

  it('of which there is one have nothing that follows', () => {
    const { at } = caseOf({ AA1: [{ category: 'TK' }] });
    expect(at('II.1')).toMatch(/^Xét theo nhóm, “Tiết kiệm” .* 01 sáng kiến \(100,0%\)\. Chưa/);
  });
});

describe('benefits', () => {
  it.each<[string, readonly Partial<Initiative>[], RegExp]>([
    [
      'all known',
      [{ benefit: money(1_500_000_000) }, { benefit: money(999_999_999) }],
      /tổng số 2,5 tỷ đồng, bình quân 1,25 tỷ đồng\/sáng kiến\.$/,
    ],
    [
      'half a đồng rounds up',
      [{ benefit: money(1_000_000) }, { benefit: money(1_000_001) }],
      /tổng số 2\.000\.001 đồng, bình quân 1\.000\.001 đồng\/sáng kiến\.$/,
    ],
    [
      'none known',
      [{ benefit: NOT_YET }, { benefit: CANNOT }],
      /^Trong tổng số 02 sáng kiến, chưa có sáng kiến nào xác định được giá trị làm lợi; 01 sáng kiến chưa tính và 01 sáng kiến không tính được bằng tiền, tập trung ở nhóm “Tổ chức, quản lý, đào tạo” \(02 sáng kiến\)\.$/,
    ],
    [
      'one state only',
      [{ benefit: money(1) }, { benefit: CANNOT }],
      /; 01 sáng kiến không tính được bằng tiền, tập trung/,
    ],
    [
      'the other state only',
      [{ benefit: money(1) }, { benefit: NOT_YET }],
      /; 01 sáng kiến chưa tính được giá trị, tập trung/,
    ],
    [
      'two equal categories: neither is named',
      [
        { benefit: CANNOT, category: 'TK' },
        { benefit: CANNOT, category: 'HLH' },
      ],
      /02 sáng kiến không tính được bằng tiền\.$/,
    ],
    [
      'most, but not more than half',
      [
        { benefit: CANNOT, category: 'TK' },
        { benefit: NOT_YET, category: 'TK' },
        { benefit: CANNOT, category: 'HLH' },
        { benefit: CANNOT, category: 'CTKT' },
      ],
      /, nhiều nhất ở nhóm “Tiết kiệm” \(02 sáng kiến\)\.$/,
    ],
  ])('%s', (_name, rows, text) => {
    expect(caseOf({ AA1: rows.map((row) => ({ category: 'TCQL', ...row })) }).at('II.2')).toMatch(
      text,
    );
  });

  it('never turn a state into 0', () => {
    const { texts } = caseOf({ AA1: [{ benefit: NOT_YET }, { benefit: CANNOT }] });
    expect(texts.join(' ')).not.toMatch(/\b0 đồng/);
  });
});

describe('the comparison', () => {
  const previous = { period: '2005-2007', total: 10, counted: 4, totalDong: 4_000_000 };
  const rows = [{ benefit: money(1_200_000) }, { benefit: money(1_300_000) }];

  it.each<[string, object, readonly Partial<Initiative>[], string]>([
    ['grew', {}, rows, 'tăng 25,0%'],
    ['shrank', { totalDong: 8_000_000 }, rows, 'giảm 37,5%'],
    ['stayed', { totalDong: 5_000_000 }, rows, 'không thay đổi'],
    ['changed too little to show', { totalDong: 5_000_400 }, rows, 'giảm dưới 0,1%'],
    ['rounds half up', { totalDong: 4_000_000 }, [{ benefit: money(1_000_500) }], 'tăng 0,1%'],
  ])('that %s', (_name, change, now, text) => {
    const { at } = caseOf({ AA1: now }, { previous: { ...previous, ...change } });
    expect(at('II.3')).toBe(
      `So với giai đoạn 2005-2007, giá trị làm lợi bình quân ${text} (tính trên các sáng kiến xác định được giá trị).`,
    );
  });

  it.each<[string, object, readonly Partial<Initiative>[]]>([
    ['no amount now', {}, [{ benefit: NOT_YET }]],
    ['no amount before', { counted: 0, totalDong: 0 }, rows],
    ['amounts of 0 before', { totalDong: 0 }, rows],
  ])('is not made with %s', (_name, change, now) => {
    const { at } = caseOf({ AA1: now }, { previous: { ...previous, ...change } });
    expect(at('II.3')).toBe('Chưa có đủ số liệu giai đoạn 2005-2007 để so sánh.');
  });

  it.each([
    ['2008-01-01', '2010-12-31', 'giai đoạn 2005-2007'],
    ['2010-01-01', '2010-12-31', 'năm 2009'],
    ['2010-03-01', '2010-12-31', 'giai đoạn trước'],
    ['2010-01-01', '2010-06-30', 'giai đoạn trước'],
  ])('names the period before %s to %s: %s', (from, to, phrase) => {
    expect(toPreviousPeriodPhrase({ from, to })).toBe(phrase);
  });
});

describe('revenue', () => {
  const revenues = [
    { unit: 'AA1', dong: 10_000_000 },
    { unit: 'AA2', dong: 30_000_000 },
  ];

  it('of all units that gave it is set beside their benefits', () => {
    const { at, tabs } = caseOf(
      { AA1: [{ benefit: money(500_000) }], AA2: [{ benefit: money(300_000) }], AA3: [{}] },
      { revenues },
    );
    expect(at('II.4')).toBe(
      '02 đơn vị có báo cáo doanh thu; giá trị làm lợi của các đơn vị này bằng 2,0% doanh thu cùng kỳ.',
    );
    const total = tabs
      .find(({ title }) => title === 'Theo đơn vị')
      ?.rows.find(({ style }) => style === 'total');
    expect(total?.cells).toContainEqual({ kind: 'percent', value: 0.02 });
  });

  it('of a unit outside the period is not spoken of', () => {
    const lines = [...UNITS, { code: 'AA4', valid_from: '2012-01-01' }];
    const programme = programmeWith({ revenues: [{ unit: 'AA4', dong: 10 }] }, lines);
    const { texts } = makeReport({ programme, rows: new Map([rowsOf('AA1', [{}])]) });
    expect(texts.join(' ')).not.toContain('doanh thu');
  });

  it('of a unit without an amount stays out: what is not known is not 0', () => {
    const { at, tabs } = caseOf(
      { AA1: [{ benefit: money(500_000) }], AA2: [{ benefit: NOT_YET }] },
      { revenues },
    );
    // The total row of the tab, which is named as the source, says the same.
    const units = tabs.find(({ title }) => title === 'Theo đơn vị');
    const total = units?.rows.find(({ style }) => style === 'total');
    expect(total?.cells).toContainEqual({ kind: 'percent', value: 0.05 });
    expect(total?.cells).toContainEqual({ kind: 'money', value: 40_000_000, estimated: false });
    expect(at('II.4')).toBe(
      '02 đơn vị có báo cáo doanh thu; tính trên 01 đơn vị có sáng kiến xác định được giá trị, giá trị làm lợi bằng 5,0% doanh thu cùng kỳ.',
    );
  });

  it('without any amount gives no ratio', () => {
    const { at } = caseOf({ AA1: [{ benefit: CANNOT }] }, { revenues });
    expect(at('II.4')).toMatch(/^02 đơn vị có báo cáo doanh thu; chưa có sáng kiến nào/);
  });
});

describe('replication', () => {
  it.each([
    ['Toàn ngành', true],
    ['Không chỉ trong ngành, cả tỉnh bạn', true],
    ['x2 trạm', true],
    ['', false],
    [' - ', false],
    ['Không', false],
    ['KHÔNG CÓ.', false],
    ['Khoâng', true],
    ['chưa', false],
    ['Chưa nhân rộng', false],
    ['chua co', false],
    ['n/a', false],
    ['x', false],
    ['…', false],
    ['không'.normalize('NFD'), false],
  ])('«%s» is %s', (typed, expected) => {
    expect(isReplicated(typed)).toBe(expected);
  });

  it('counts rows of the period only', () => {
    const { at } = caseOf({
      AA1: [
        { replication: 'Toàn ngành' },
        { replication: 'Hai xã', place: 'outside', year: 2005 },
        { replication: 'không' },
      ],
    });
    expect(at('II.4')).toBe('01 sáng kiến đã được áp dụng tại nơi khác ngoài đơn vị tạo ra.');
  });
});

describe('leading units', () => {
  it('are models only where the committee said so', () => {
    const { at } = caseOf({ AA1: [{}, {}], AA2: [{}] }, { modelUnits: ['AA3', 'AA2'] });
    expect(at('III.1')).toBe(
      'Đơn vị tiêu biểu do Ban Tổ chức chọn: Đơn vị AA3; Đơn vị AA2 (01 sáng kiến).',
    );
    expect(at('III.2')).toBe(
      'Các đơn vị có nhiều sáng kiến: Đơn vị AA1 (02 sáng kiến); Đơn vị AA2 (01 sáng kiến).',
    );
  });

  it.each([
    [7, /^Các đơn vị có nhiều sáng kiến: Đơn vị B01 \(01 sáng kiến\); .*Đơn vị B07/],
    [8, /^08 đơn vị cùng có nhiều sáng kiến nhất, mỗi đơn vị 01 sáng kiến\.$/],
  ])('%i equal ones', (count, text) => {
    const codes = Array.from({ length: count }, (_, index) => `B0${index + 1}`);
    const rows = new Map(codes.map((code) => rowsOf(code, [{}])));
    const programme = programmeWith(
      {},
      codes.map((code) => ({ code })),
    );
    expect(makeReport({ programme, rows }).at('III.1')).toMatch(text);
  });

  it('come with the awards, the highest first', () => {
    const { at } = caseOf({ AA1: [{ award: 'BA' }, { award: 'NHAT' }, { award: 'BA' }, {}] });
    expect(at('III.2')).toBe('Có 03 sáng kiến đạt giải: giải nhất 01, giải ba 02.');
  });
});

describe('what is open', () => {
  it('is counted by the lines of «Cần kiểm tra»', () => {
    const warned = storedRow(rowId('AA1', 1), {
      initiative: initiative({ title: 'Máy ép mía' }),
      warnings: ['W_SPELL'],
    });
    const { texts, report } = makeReport({
      programme: programmeWith(),
      rows: new Map([['AA1', [warned]]]),
    });
    expect(report.annexes[4]?.rows).toHaveLength(1);
    expect(texts).toContain('Số liệu còn 01 điểm cần xác minh, nêu tại Phụ lục V.');
  });

  it('names rows that are not counted, and rows that wait for a word', () => {
    const counts = { ...NO_COUNTS, rejected: 1, incomplete: 12, waiting: 3 };
    const held = storedRow(rowId('AA1', 1), { state: 'held' });
    const outside = storedRow(rowId('AA1', 2), {
      initiative: initiative({ place: 'outside', year: 2005 }),
    });
    const { texts } = makeReport({
      programme: programmeWith(),
      rows: new Map([['AA1', [held, outside]]]),
      contacts: [contactOf('AA1', { counts })],
      held: { AA1: 1 },
    });
    expect(texts).toContain('Có 01 sáng kiến đang chờ xác nhận xóa, vẫn tính vào tổng.');
    expect(texts).toContain(
      'Chưa tính vào tổng: 01 dòng bị từ chối; 12 dòng còn thiếu cột bắt buộc; 03 dòng đang chờ gửi; 01 sáng kiến ngoài kỳ tổng kết.',
    );
  });
});

describe('an annex', () => {
  const columns = [{ header: 'Mã', widthMm: 10, align: 'left' }] as const;
  const toTab = (rows: Tab['rows']): Tab => ({
    title: 'Danh sách',
    isHidden: false,
    frozenRows: 1,
    columns: [{ widthPx: 10 }, { widthPx: 10 }],
    rows: [{ style: 'header', cells: [textCell('STT'), textCell('Mã')] }, ...rows],
  });
  const line = { style: 'body', cells: [numberCell(1), textCell('x')] } as const;

  it('prints so many lines and says how many there are besides', () => {
    const rows = Array.from({ length: MAX_ANNEX_ROWS + 5 }, () => line);
    const annex = toAnnexTable('review', { tab: toTab(rows), columns });
    expect(annex.rows).toHaveLength(MAX_ANNEX_ROWS);
    expect(annex.note).toBe('… và 05 dòng khác, xem đầy đủ ở “Danh sách”.');
    expect(toAnnexTable('review', { tab: toTab(rows.slice(5)), columns }).note).toBeUndefined();
  });

  it('of a column that the tab does not have is a defect, not a gap', () => {
    const missing = [{ header: 'Tên', widthMm: 10, align: 'left' }] as const;
    expect(() => toAnnexTable('review', { tab: toTab([line]), columns: missing })).toThrow(
      'Danh sách has no column Tên',
    );
  });
});

describe('a cell on a page', () => {
  it.each([
    [{ kind: 'blank' }, ''],
    [numberCell(1234), '1.234'],
    [{ kind: 'year', value: 2010 }, '2010'],
    [moneyCell(1_250_000n, true), '1.250.000 (ước)'],
    [{ kind: 'percent', value: 0.668 }, '66,8%'],
    [{ kind: 'percent', value: -0.021 }, '-2,1%'],
    [momentCell(AS_OF), '08:05 31/03/2011'],
  ] as const)('%j is «%s»', (cell, text) => {
    expect(formatTabCell(cell)).toBe(text);
  });
});
