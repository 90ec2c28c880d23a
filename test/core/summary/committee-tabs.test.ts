/** What the committee's tabs say where something is unknown, late, closed, linked or drawn. */
import { describe, expect, it } from 'vitest';
import { buildTabs } from '../../../core/summary/build-tabs.ts';
import type { UnitReport } from '../../../core/summary/figures.ts';
import { toFigures } from '../../../core/summary/figures.ts';
import type { ListRow } from '../../../core/summary/list-row.ts';
import { toListRow } from '../../../core/summary/list-row.ts';
import { toSummary } from '../../../core/summary/summary.ts';
import type { Tab, TabCell } from '../../../core/summary/tab.ts';
import { textCell } from '../../../core/summary/tab.ts';
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import { initiative, rowId, storedRow } from '../../support/stored-rows.ts';
import {
  AS_OF,
  bodyOf,
  contactOf,
  findRow,
  headOf,
  loadProgramme,
  NO_COUNTS,
  readProgrammeJson,
  toSampleReports,
  toStoredSample,
  toValues,
} from './cast.ts';

type Input = {
  readonly changes?: Record<string, unknown>;
  readonly rows?: ReadonlyMap<string, readonly StoredRow[]>;
  readonly reports?: readonly UnitReport[];
  readonly asOf?: number;
  readonly reportTab?: Tab;
};

const NO_DATA = 'Chưa có số liệu';
const DAY_MS = 86_400_000;

function buildAll(input: Input): readonly Tab[] {
  const { changes = {}, rows = new Map<string, readonly StoredRow[]>(), asOf = AS_OF } = input;
  const reports =
    input.reports ?? [...rows].map(([unit, stored]) => ({ unit, head: headOf(unit, stored) }));
  // Of other units nobody gets a mail.
  const mails = changes.units === undefined ? {} : { recipients: [], mails: undefined };
  const programme = loadProgramme({ ...mails, ...changes });
  const figures = toFigures({ programme, reports, asOf });
  const rowsByUnit = new Map<string, readonly ListRow[]>(
    [...rows].map(([unit, stored]) => [unit, stored.flatMap((row) => toListRow(row) ?? [])]),
  );
  return buildTabs({
    figures,
    summary: toSummary(figures),
    rowsByUnit,
    log: [],
    number: 1,
    ...(input.reportTab === undefined ? {} : { reportTab: input.reportTab }),
  });
}

function build(title: string, input: Input): Tab {
  const tab = buildAll(input).find((each) => each.title === title);
  if (tab === undefined) throw new Error(`no tab ${title}`);
  return tab;
}

function rowsOf(unit: string, benefits: readonly (number | 'cannot')[]): readonly StoredRow[] {
  return benefits.map((dong, index) =>
    storedRow(rowId(unit, index + 1), {
      initiative: initiative({
        title: `Việc thứ ${'abcdefghij'[index]} của ${unit}`,
        benefit:
          dong === 'cannot' ? { kind: 'cannot' } : { kind: 'counted', dong, estimated: false },
      }),
    }),
  );
}

function unitsWith(changes: { readonly [code: string]: Record<string, string> }) {
  const { units } = readProgrammeJson();
  if (!Array.isArray(units)) throw new Error('no units');
  return { units: units.map((unit) => ({ ...unit, ...changes[unit.code] })) };
}

const previous = { period: '2005-2007', total: 180, counted: 50, totalDong: 20_000_000_000 };

describe('the tabs', () => {
  const reportTab: Tab = {
    title: 'Dự thảo báo cáo',
    isHidden: false,
    frozenRows: 0,
    columns: [{ widthPx: 100 }],
    rows: [{ style: 'body', cells: [textCell('I.')] }],
  };

  it('come in the order the committee knows, the draft report before the log', () => {
    expect(buildAll({ reportTab }).map(({ title }) => title)).toEqual([
      'Tổng hợp chung',
      'Theo đơn vị',
      'Theo nhóm',
      'Theo năm',
      'Giá trị làm lợi',
      'Đơn vị chưa nộp',
      'Cần kiểm tra',
      'Danh sách',
      'So với kỳ trước',
      'Dự thảo báo cáo',
      'Nhật ký',
      '_máy đọc',
    ]);
    expect(buildAll({}).map(({ title }) => title)).not.toContain('Dự thảo báo cáo');
  });
});

describe('«So với kỳ trước»', () => {
  const NONE = 'Chưa có đủ số liệu kỳ trước để so sánh.';

  it('compares nothing with a period nobody gave', () => {
    const tab = build('So với kỳ trước', { rows: toStoredSample() });
    expect(bodyOf(tab)).toEqual([[NONE]]);
    expect(JSON.stringify(tab)).not.toMatch(/tăng \d|giảm \d/);
  });

  it('compares nothing while this period has no row', () => {
    expect(bodyOf(build('So với kỳ trước', { changes: { targets: { previous } } }))).toEqual([
      [NONE],
    ]);
  });

  it('says from how many units this period is, and in which years', () => {
    const tab = build('So với kỳ trước', {
      changes: { targets: { previous } },
      rows: toStoredSample(),
    });
    const values = toValues(tab);
    expect(values[2]?.[0]).toMatch(/số liệu kỳ này mới từ 16\/65 đơn vị/);
    expect(values[3]?.slice(1, 3)).toEqual(['Kỳ trước (2005-2007)', 'Kỳ này (2008-2010)']);
    // Without categories of the last period none are compared.
    expect(bodyOf(tab).map(([label]) => label)).toEqual([
      'Tổng số sáng kiến',
      'Sáng kiến đã tính được giá trị',
      'Tổng giá trị làm lợi (đồng/năm)',
      'Giá trị làm lợi bình quân một sáng kiến (đồng/năm)',
    ]);
  });

  it('makes no claim on money where one period has no amount', () => {
    const none = { ...previous, counted: 0, totalDong: 0 };
    const rows = new Map([['BT028', rowsOf('BT028', [10])]]);
    const tab = build('So với kỳ trước', { changes: { targets: { previous: none } }, rows });
    expect(bodyOf(tab).slice(2)).toEqual([
      ['Tổng giá trị làm lợi (đồng/năm)', NO_DATA, 10, '', '', NONE],
      ['Giá trị làm lợi bình quân một sáng kiến (đồng/năm)', NO_DATA, 10, '', '', NONE],
    ]);
    const unknown = new Map([['BT028', rowsOf('BT028', ['cannot'])]]);
    const other = build('So với kỳ trước', { changes: { targets: { previous } }, rows: unknown });
    expect(bodyOf(other)[2]).toEqual([
      'Tổng giá trị làm lợi (đồng/năm)',
      20_000_000_000,
      NO_DATA,
      '',
      '',
      NONE,
    ]);
  });

  it('shows what became less with its sign, and how many rows a mean rests on', () => {
    const rows = new Map([['BT028', rowsOf('BT028', [399_999_999])]]);
    const tab = build('So với kỳ trước', { changes: { targets: { previous } }, rows });
    expect(findRow(tab, 'Tổng số sáng kiến').slice(1, 5)).toEqual([180, 1, -179, -0.994]);
    expect(findRow(tab, 'Giá trị làm lợi bình quân một sáng kiến (đồng/năm)')).toEqual([
      'Giá trị làm lợi bình quân một sáng kiến (đồng/năm)',
      400_000_000,
      399_999_999,
      -1,
      0,
      'Tính trên 50 sáng kiến kỳ trước và 1 sáng kiến kỳ này đã tính được giá trị',
    ]);
  });
});

describe('«Theo đơn vị»', () => {
  it('has no column for revenue or validity where nobody said anything of them', () => {
    const header = toValues(build('Theo đơn vị', { rows: toStoredSample() }))[2];
    expect(header).not.toContain('Doanh thu cùng kỳ (đồng)');
    expect(header).not.toContain('Thời gian hoạt động');
  });

  it('compares benefit with revenue only where both are known', () => {
    const revenues = [
      { unit: 'BT061', dong: 8_000 },
      { unit: 'BT062', dong: 100_000 },
    ];
    const rows = new Map([
      ['BT061', rowsOf('BT061', [5, 'cannot'])],
      ['BT062', rowsOf('BT062', ['cannot'])],
      ['BT028', rowsOf('BT028', [7_000])],
    ]);
    const tab = build('Theo đơn vị', { changes: { targets: { revenues } }, rows });
    const header = toValues(tab)[3] ?? [];
    const at = header.indexOf('Doanh thu cùng kỳ (đồng)');
    const money = (code: string) => findRow(tab, code).slice(at, at + 2);
    // 5 of 8.000 are 0,0625 %: one decimal, half up.
    expect(money('BT061')).toEqual([8_000, 0.001]);
    expect(money('BT062')).toEqual([100_000, NO_DATA]);
    expect(money('BT028')).toEqual(['', '']);
    // Units without revenue or without an amount stay out of the total's share, on both sides.
    expect(money('Tổng cộng')).toEqual([108_000, 0.001]);
  });

  it('has no total ratio where no unit with a revenue has an amount', () => {
    const revenues = [{ unit: 'BT062', dong: 100_000 }];
    const rows = new Map([['BT062', rowsOf('BT062', ['cannot'])]]);
    const tab = build('Theo đơn vị', { changes: { targets: { revenues } }, rows });
    expect(findRow(tab, 'Tổng cộng')).toEqual(expect.arrayContaining([100_000, NO_DATA]));
  });

  it('says from when to when a unit was there, and who took over', () => {
    const changes = unitsWith({
      BT005: { valid_to: '2009-06-30', successor: 'BT001' },
      BT006: { valid_from: '2009-07-01' },
      BT007: { valid_from: '2008-01-01', valid_to: '2010-12-31' },
    });
    const tab = build('Theo đơn vị', { changes });
    const last = (code: string) => findRow(tab, code).at(-1);
    expect(toValues(tab)[2]?.at(-1)).toBe('Thời gian hoạt động');
    expect(last('BT005')).toBe('đến 30/06/2009, kế thừa: BT001 Sở Khoa học và Công nghệ');
    expect(last('BT006')).toBe('từ 01/07/2009');
    expect(last('BT007')).toBe('từ 01/01/2008 đến 31/12/2010');
    expect(last('BT001')).toBe('');
  });
});

describe('completeness', () => {
  it('stays at 100 % though a closed unit has rows too', () => {
    const { units } = unitsWith({ BT005: { valid_to: '2007-12-31', successor: 'BT001' } });
    const two = units.filter(({ code }) => ['BT001', 'BT005'].includes(code));
    const rows = new Map([
      ['BT001', rowsOf('BT001', [1])],
      ['BT005', rowsOf('BT005', [1])],
    ]);
    const tab = build('Tổng hợp chung', { changes: { units: two }, rows });
    expect(findRow(tab, 'Đơn vị có sáng kiến')).toEqual([
      'Đơn vị có sáng kiến',
      '1/1',
      '100,0% số đơn vị trong danh sách',
    ]);
    expect(findRow(tab, 'Tổng số sáng kiến')[1]).toBe(2);
  });

  it('is not claimed where nobody was asked', () => {
    const { units } = unitsWith({ BT005: { valid_to: '2007-12-31' } });
    const closed = units.filter(({ code }) => code === 'BT005');
    const tab = build('Tổng hợp chung', { changes: { units: closed } });
    expect(findRow(tab, 'Đơn vị có sáng kiến')).toEqual(['Đơn vị có sáng kiến', '0/0', '']);
  });
});

describe('«Đơn vị chưa nộp»', () => {
  it.each([
    [-1, 'Hạn nộp 31/03/2011: còn 1 ngày.'],
    [0, 'Hạn nộp 31/03/2011: hôm nay là ngày cuối.'],
    [1, 'Hạn nộp 31/03/2011: đã quá hạn 1 ngày.'],
    [1_000, 'Hạn nộp 31/03/2011: đã quá hạn 1.000 ngày.'],
  ])('%j days after the deadline says so', (days, text) => {
    const tab = build('Đơn vị chưa nộp', { asOf: AS_OF + days * DAY_MS });
    expect(toValues(tab)[2]).toEqual([text]);
  });
});

describe('«Tổng hợp chung»', () => {
  it('names the ten units with most rows, equal ones by code, none without', () => {
    const counts = { BT009: 2, BT001: 1, BT030: 3, BT002: 2 };
    const rows = new Map(
      Object.entries(counts).map(([unit, count]) => [
        unit,
        rowsOf(
          unit,
          Array.from({ length: count }, () => 5),
        ),
      ]),
    );
    const top = (tab: Tab) => {
      const values = toValues(tab);
      const start = values.findIndex(([label]) => label === 'Đơn vị có nhiều sáng kiến') + 1;
      return values.slice(start).filter(([label]) => label !== undefined);
    };
    const shown = top(build('Tổng hợp chung', { rows }));
    expect(shown.map(([label, count]) => [String(label).slice(0, 5), count])).toEqual([
      ['BT030', 3],
      ['BT002', 2],
      ['BT009', 2],
      ['BT001', 1],
    ]);
    expect(shown[0]?.[2]).toBe('Đang nhập');
    expect(top(build('Tổng hợp chung', { rows: toStoredSample() }))).toHaveLength(10);
  });

  it('draws charts of exactly its own figures, each on a row that is there', () => {
    const tab = build('Tổng hợp chung', { rows: toStoredSample() });
    const charts = tab.charts ?? [];
    const drawn = charts.map(({ key, startRowIndex, endRowIndex }) => [
      key,
      toValues(tab)
        .slice(startRowIndex, endRowIndex)
        .map((row) => row[1]),
    ]);
    expect(drawn.slice(0, 2)).toEqual([
      ['byCategory', [23, 5, 5, 157, 45]],
      ['byYear', [66, 76, 93]],
    ]);
    expect(drawn[2]?.[1]).toHaveLength(10);
    for (const { anchor } of charts) {
      expect(anchor.rowIndex).toBeLessThan(tab.rows.length);
      expect(anchor.columnIndex).toBeLessThan(tab.columns.length);
    }
    // A row is at least 21 pixels high: none lies on the one above.
    for (const [index, { anchor, heightPx }] of charts.entries()) {
      const next = charts[index + 1]?.anchor.rowIndex ?? Number.POSITIVE_INFINITY;
      expect(anchor.rowIndex * 21 + heightPx).toBeLessThan(next * 21);
    }
  });

  it('draws nothing of nothing', () => {
    expect(build('Tổng hợp chung', {}).charts).toEqual([]);
  });

  it('has room for its charts with one unit and one year', () => {
    const { units } = unitsWith({});
    const one = units.filter(({ code }) => code === 'BT001');
    const period = { from: '2010-01-01', to: '2010-12-31' };
    const rows = new Map([['BT001', rowsOf('BT001', [1])]]);
    const tab = build('Tổng hợp chung', { changes: { units: one, period }, rows });
    for (const { anchor } of tab.charts ?? []) {
      expect(anchor.rowIndex).toBeLessThan(tab.rows.length);
    }
  });
});

describe('«Danh sách» and «Cần kiểm tra»', () => {
  const OPEN = 'https://docs.google.com/spreadsheets/d/sheet-BT028/edit';
  const linkOf = (cell: TabCell | undefined) => (cell?.kind === 'text' ? cell.link : undefined);
  const rows = new Map([
    [
      'BT028',
      [
        ...rowsOf('BT028', [100, 101, 102, 103, 104, 105, 106, 107, 1_000_000]),
        storedRow(rowId('BT028', 90), {
          initiative: initiative({ title: 'Bơm nước tưới dừa hai lá', category: 'TK' }),
          warnings: ['W_LATE', 'W_SPELL', 'W_ALL_CAPS', 'W_SOMETHING_NEW'],
        }),
      ],
    ],
    [
      'BT061',
      [
        storedRow(rowId('BT061', 1), {
          initiative: initiative({ title: 'Bơm nước tưới dừa hai lá', category: 'TK', year: 2008 }),
        }),
      ],
    ],
  ]);

  it('lead from each row to the spreadsheet it stands in', () => {
    const list = build('Danh sách', { rows });
    const cells = list.rows.find(({ style }) => style === 'body')?.cells ?? [];
    expect(linkOf(cells[1])).toBe(OPEN);
    const links = list.rows.flatMap((row) => row.cells.flatMap((cell) => linkOf(cell) ?? []));
    expect(links).toHaveLength(11);
  });

  it('lead nowhere for a unit whose spreadsheet nobody knows', () => {
    const tab = build('Danh sách', {
      reports: [],
      rows: new Map([['BT028', rowsOf('BT028', [1])]]),
    });
    expect(tab.rows.flatMap((row) => row.cells.flatMap((cell) => linkOf(cell) ?? []))).toEqual([]);
    expect(bodyOf(tab)).toHaveLength(1);
  });

  it('lead to the very row where the unit has told where it stands, else to its tab', () => {
    const stored = rowsOf('BT028', [1, 2]);
    const ids = ['', rowId('BT028', 2), '', rowId('BT028', 1)].slice(1);
    const reports = [
      {
        unit: 'BT028',
        head: headOf('BT028', [...stored, storedRow(rowId('BT028', 3))]),
        contact: contactOf('BT028', { locations: { sheetId: 7, firstRow: 4, ids } }),
      },
    ];
    const tab = build('Danh sách', {
      reports,
      rows: new Map([['BT028', [...stored, storedRow(rowId('BT028', 3))]]]),
    });
    const opened = tab.rows.flatMap(({ style, cells }) =>
      style === 'body' ? [linkOf(cells[1])] : [],
    );
    expect(opened).toEqual([
      `${OPEN}#gid=7&range=6:6`,
      `${OPEN}#gid=7&range=4:4`,
      // Held, or on another tab: it stands nowhere there.
      `${OPEN}#gid=7`,
    ]);
  });

  it('put down an id of odd characters as one path segment', () => {
    const head = headOf('BT028', rowsOf('BT028', [1]), { spreadsheetId: 'a/b?c#d' });
    const tab = build('Danh sách', {
      reports: [{ unit: 'BT028', head }],
      rows: new Map([['BT028', rowsOf('BT028', [1])]]),
    });
    const cells = tab.rows.find(({ style }) => style === 'body')?.cells ?? [];
    expect(linkOf(cells[1])).toBe('https://docs.google.com/spreadsheets/d/a%2Fb%3Fc%23d/edit');
  });

  it('tell by kind what a person should look at, with both sides of a pair', () => {
    const values = bodyOf(build('Cần kiểm tra', { rows }));
    expect(values).toEqual([
      [
        1,
        'Gần giống',
        'Bệnh viện đa khoa Nguyễn Đình Chiểu',
        rowId('BT028', 90),
        'Bơm nước tưới dừa hai lá',
        'Tên giống 100,0%, khác đơn vị, năm 2010 và 2008',
        'Công ty Cổ phần Dược phẩm Bến Tre',
        rowId('BT061', 1),
        'Bơm nước tưới dừa hai lá',
      ],
      [
        2,
        'Giá trị khác thường',
        'Bệnh viện đa khoa Nguyễn Đình Chiểu',
        rowId('BT028', 9),
        'Việc thứ i của BT028',
        expect.stringMatching(
          /^1\.000\.000 đồng\/năm, gấp 9\.615,4 lần trung vị của nhóm \(104 đồng, n = 9; điểm z [\d.]+,\d\)$/,
        ),
      ],
      [
        3,
        'Quá thời hiệu',
        'Bệnh viện đa khoa Nguyễn Đình Chiểu',
        rowId('BT028', 90),
        'Bơm nước tưới dừa hai lá',
        'Quá 01 năm kể từ ngày áp dụng lần đầu (khoản 2 Điều 5 Điều lệ Sáng kiến)',
      ],
      [
        4,
        'Cảnh báo',
        'Bệnh viện đa khoa Nguyễn Đình Chiểu',
        rowId('BT028', 90),
        'Bơm nước tưới dừa hai lá',
        'Cần kiểm tra chính tả; Viết hoa toàn bộ; W_SOMETHING_NEW',
      ],
    ]);
  });

  it('judge amounts inside the period by amounts inside it, and a typed 0 not at all', () => {
    const usual = rowsOf('BT028', [100, 101, 102, 103, 104, 105, 106, 0]);
    const outside = ['một', 'hai'].map((word, index) =>
      storedRow(rowId('BT028', 50 + index), {
        initiative: initiative({
          title: `Ngoài kỳ ${word}`,
          year: 2007,
          place: 'outside',
          benefit: { kind: 'counted', dong: 1_000_000, estimated: true },
        }),
      }),
    );
    const found = (own: readonly StoredRow[]) =>
      bodyOf(build('Cần kiểm tra', { rows: new Map([['BT028', own]]) }))
        .filter((row) => row[1] === 'Giá trị khác thường')
        .map((row) => row[4]);
    expect(found([...usual, ...outside])).toEqual([]);
    const inside = storedRow(rowId('BT028', 60), {
      initiative: initiative({
        title: 'Xa nhất',
        benefit: { kind: 'counted', dong: 1_000_000, estimated: false },
      }),
    });
    expect(found([...usual, ...outside, inside])).toEqual(['Xa nhất']);
    // Neither do rows outside the period count in a median or among the estimates.
    const benefit = build('Giá trị làm lợi', {
      rows: new Map([['BT028', [...usual, ...outside]]]),
    });
    expect(findRow(benefit, 'Tổng cộng').slice(1, 8)).toEqual([8, 8, 0, 721, '', 90, 103]);
  });

  it('say what was not judged: the time limit, in a period that had it', () => {
    const noteOf = (changes: Record<string, unknown>) =>
      toValues(build('Cần kiểm tra', { changes })).flat().join('\n');
    const late = /Thời hiệu 01 năm .* chưa được xét/;
    expect(noteOf({})).not.toMatch(late);
    expect(noteOf({ period: { from: '2012-01-01', to: '2012-04-24' } })).not.toMatch(late);
    expect(noteOf({ period: { from: '2012-01-01', to: '2012-04-25' } })).toMatch(late);
  });
});

describe('states of the sample', () => {
  it('are counted alike by the tabs by unit, by year and by category', () => {
    const input = { reports: toSampleReports(), rows: toStoredSample() };
    const states = (title: string, from: number) =>
      findRow(build(title, input), 'Tổng cộng').slice(from, from + 5);
    expect(states('Theo đơn vị', 8)).toEqual([235, 77, 72_060_800_000, 41, 117]);
    expect(states('Theo năm', 6)).toEqual([235, 77, 72_060_800_000, 41, 117]);
  });

  it('give a unit that only has drafts as one that has not reported', () => {
    const counts = { ...NO_COUNTS, incomplete: 3 };
    const reports = [{ unit: 'BT028', contact: contactOf('BT028', { counts }) }];
    expect(findRow(build('Theo đơn vị', { reports }), 'BT028').at(-2)).toBe('Chưa nộp');
  });
});
