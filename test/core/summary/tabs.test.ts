/** Every tab, to the cell. */
import { describe, expect, it } from 'vitest';
import type { Programme } from '../../../core/programme.ts';
import { buildTabs } from '../../../core/summary/build-tabs.ts';
import type { UnitReport } from '../../../core/summary/figures.ts';
import { toFigures } from '../../../core/summary/figures.ts';
import type { ListRow } from '../../../core/summary/list-row.ts';
import { toListRow } from '../../../core/summary/list-row.ts';
import type { LogEntry } from '../../../core/summary/log-tab.ts';
import { toSummary } from '../../../core/summary/summary.ts';
import type { Tab, TabCell } from '../../../core/summary/tab.ts';
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
  readSample,
  smallProgramme,
  toSampleReports,
  toStoredSample,
  toValues,
} from './cast.ts';

type Input = {
  readonly programme?: Programme;
  readonly reports: readonly UnitReport[];
  readonly rows?: ReadonlyMap<string, readonly StoredRow[]>;
  readonly log?: readonly LogEntry[];
};

function build(input: Input): (title: string) => Tab {
  const {
    programme = loadProgramme(),
    reports,
    rows = new Map<string, readonly StoredRow[]>(),
    log = [],
  } = input;
  const figures = toFigures({ programme, reports, asOf: AS_OF });
  const rowsByUnit = new Map<string, readonly ListRow[]>(
    [...rows].map(([unit, stored]) => [unit, stored.flatMap((row) => toListRow(row) ?? [])]),
  );
  const tabs = buildTabs({ figures, summary: toSummary(figures), rowsByUnit, log, number: 7 });
  return (title) => {
    const found = tabs.find((tab) => tab.title === title);
    if (found === undefined) throw new Error(`no tab ${title}`);
    return found;
  };
}

function cellsOf(tab: Tab, label: string): readonly TabCell[] {
  const row = tab.rows.find(({ cells: [first] }) => first?.kind === 'text' && first.text === label);
  if (row === undefined) throw new Error(`no row ${label}`);
  return row.cells;
}

const sample = build({ reports: toSampleReports(), rows: toStoredSample() });
const NO_DATA = 'Chưa có số liệu';

describe('all tabs', () => {
  const tabs = [
    'Tổng hợp chung',
    'Theo đơn vị',
    'Theo nhóm',
    'Theo năm',
    'Giá trị làm lợi',
    'Đơn vị chưa nộp',
    'Cần kiểm tra',
    'Danh sách',
    'So với kỳ trước',
    'Nhật ký',
  ].map(sample);

  it('say as of when and from how many units, but for the first, which says it in its rows', () => {
    for (const tab of tabs.slice(1)) {
      expect(toValues(tab)[1]).toEqual([
        'Số liệu đến 08:05 31/03/2011; 16/65 đơn vị có sáng kiến.',
      ]);
    }
  });

  it('have no row longer than their columns and leave rows to scroll below the frozen ones', () => {
    for (const tab of tabs) {
      for (const row of tab.rows) expect(row.cells.length).toBeLessThanOrEqual(tab.columns.length);
      expect(tab.rows.length).toBeGreaterThan(tab.frozenRows);
      expect(tab.rows[tab.frozenRows - 1]?.style).toBe('header');
      expect(tab.isHidden).toBe(false);
    }
  });

  it('name authors nowhere but in the list', () => {
    const authors = new Set(readSample().map((row) => row.authors));
    for (const tab of tabs.filter(({ title }) => title !== 'Danh sách')) {
      for (const value of toValues(tab).flat()) expect(authors.has(String(value))).toBe(false);
    }
  });
});

describe('«Tổng hợp chung» of the sample', () => {
  const tab = sample('Tổng hợp chung');

  it('shows every key figure, its coverage beside the totals', () => {
    const values = toValues(tab);
    expect(values.slice(0, 11)).toEqual([
      ['Tổng kết phong trào sáng kiến 03 năm 2008-2010'],
      ['Chỉ tiêu', 'Số liệu', 'Ghi chú'],
      ['Số liệu đến', 40633 + (8 * 60 + 5) / 1440, ''],
      ['Đơn vị có sáng kiến', '16/65', '24,6% số đơn vị trong danh sách'],
      ['Tổng số sáng kiến', 235, 'của 16/65 đơn vị'],
      ['Đơn vị đã báo cáo', 16, ''],
      ['Đơn vị trong danh sách', 65, ''],
      ['Tổng giá trị làm lợi (đồng/năm)', 72_060_800_000, 'của 16/65 đơn vị'],
      ['Sáng kiến đã tính được giá trị', 77, ''],
      ['Sáng kiến chưa tính được', 41, ''],
      ['Sáng kiến không tính được bằng tiền', 117, ''],
    ]);
    expect(values.slice(11, 21)).toEqual([
      ['Theo nhóm', '', ''],
      ['Cải tiến kỹ thuật, làm lợi gia tăng', 23, ''],
      ['Tiết kiệm', 5, ''],
      ['Phục vụ và điều trị bệnh', 5, ''],
      ['Tổ chức, quản lý, đào tạo', 157, ''],
      ['Hợp lý hóa sản xuất', 45, ''],
      ['Theo năm', '', ''],
      ['Năm 2008', 66, ''],
      ['Năm 2009', 76, ''],
      ['Năm 2010', 93, ''],
    ]);
    expect(values.slice(21, 28).map(([label, value]) => [label, value])).toEqual([
      ['Cần lưu ý', ''],
      ['Đơn vị chưa nộp', 49],
      ['Dòng bị từ chối (chưa tính vào tổng)', 0],
      ['Dòng còn thiếu cột bắt buộc (chưa tính vào tổng)', 0],
      ['Dòng đang chờ gửi (chưa tính vào tổng)', 0],
      ['Sáng kiến đang chờ xác nhận xóa (vẫn tính vào tổng)', 0],
      ['Sáng kiến ngoài kỳ tổng kết (không tính vào tổng)', 0],
    ]);
  });

  it('names the first missing units, and where all of them stand', () => {
    const [, , names] = findRow(tab, 'Đơn vị chưa nộp');
    expect(String(names).split('; ')).toHaveLength(10);
    expect(names).toMatch(
      /^BT005 Sở Công Thương; BT007 .* và 39 đơn vị khác, xem “Đơn vị chưa nộp”$/,
    );
  });

  it('has no label twice', () => {
    const labels = toValues(tab).flatMap(([label = '']) => (label === '' ? [] : [label]));
    expect(new Set(labels).size).toBe(labels.length);
  });
});

describe('«Theo đơn vị»', () => {
  it('of the sample shows a unit with its categories and money states', () => {
    const rows = readSample().filter(({ unit }) => unit === 'BT061');
    const count = (category: string) => rows.filter((row) => row.category === category).length;
    const kinds = (kind: string) => rows.filter(({ benefit }) => benefit.kind === kind).length;
    const dong = rows.reduce(
      (sum, { benefit }) => sum + (benefit.kind === 'counted' ? benefit.dong : 0),
      0,
    );
    expect(findRow(sample('Theo đơn vị'), 'BT061')).toEqual([
      'BT061',
      'Công ty Cổ phần Dược phẩm Bến Tre',
      'Doanh nghiệp',
      ...['CTKT', 'TK', 'PVDT', 'TCQL', 'HLH'].map(count),
      21,
      kinds('counted'),
      dong,
      kinds('notYet'),
      kinds('cannot'),
      ...[0, 0, 0, 0, 0],
      'Đang nhập',
      'Chưa kết nối',
    ]);
  });

  it('adds up in its last row, which stands apart', () => {
    const tab = sample('Theo đơn vị');
    expect(findRow(tab, 'Tổng cộng').slice(3, 13)).toEqual([
      23, 5, 5, 157, 45, 235, 77, 72_060_800_000, 41, 117,
    ]);
    expect(tab.rows.at(-1)?.style).toBe('total');
    expect(tab.rows.filter(({ style }) => style === 'body')).toHaveLength(65);
  });

  it('says which of the four a unit is, and never 0 đồng for a state', () => {
    const programme = smallProgramme(['AA1', 'AA2', 'AA3', 'AA4'].map((code) => ({ code })));
    const cannot = storedRow(rowId('AA2', 1), {
      initiative: initiative({ benefit: { kind: 'cannot' } }),
    });
    const counts = { ...NO_COUNTS, rejected: 2, incomplete: 1, waiting: 3 };
    const tab = build({
      programme,
      reports: [
        { unit: 'AA2', head: headOf('AA2', [cannot]), contact: contactOf('AA2', { counts }) },
        {
          unit: 'AA3',
          head: headOf('AA3', [storedRow(rowId('AA3', 1))]),
          contact: contactOf('AA3', { statement: 'done' }),
        },
        { unit: 'AA4', contact: contactOf('AA4', { statement: 'none' }) },
      ],
    })('Theo đơn vị');
    const rows = ['AA1', 'AA2', 'AA3', 'AA4'].map((code) => findRow(tab, code));
    expect(rows.map((row) => row.at(-2))).toEqual([
      'Chưa nộp',
      'Đang nhập',
      'Đã nộp',
      'Xác nhận không có sáng kiến',
    ]);
    expect(rows.map((row) => row.slice(9, 13))).toEqual([
      [0, NO_DATA, 0, 0],
      [0, NO_DATA, 0, 1],
      [1, 1_250_000_000, 0, 0],
      [0, NO_DATA, 0, 0],
    ]);
    expect(rows[1]?.slice(13, 16)).toEqual([2, 1, 3]);
    expect(rows[1]?.at(-1)).toBe(40632.5);
  });
});

describe('«Theo nhóm»', () => {
  it('of the sample has shares that add up to 100,0 %, and says by which rule', () => {
    const tab = sample('Theo nhóm');
    const shares = toValues(tab)
      .slice(4, 9)
      .map((row) => row[5]);
    expect(shares).toEqual([0.098, 0.021, 0.021, 0.668, 0.192]);
    expect(findRow(tab, 'Tổng cộng')).toEqual(['Tổng cộng', 66, 76, 93, 235, 1]);
    expect(toValues(tab)[2]).toEqual([
      'Tỷ lệ làm tròn theo phương pháp số dư lớn nhất để cộng đúng 100,0%.',
    ]);
    expect(cellsOf(tab, 'Tổng cộng')[5]).toEqual({ kind: 'percent', value: 1 });
  });

  it('counts category by year as a recount by hand does', () => {
    const rows = readSample();
    const counts = [2008, 2009, 2010].map(
      (year) => rows.filter((row) => row.year === year && row.category === 'TCQL').length,
    );
    expect(findRow(sample('Theo nhóm'), 'Tổ chức, quản lý, đào tạo').slice(0, 5)).toEqual([
      'Tổ chức, quản lý, đào tạo',
      ...counts,
      157,
    ]);
  });

  it('of nothing claims no share', () => {
    const tab = build({ reports: [] })('Theo nhóm');
    const none = 'Chưa ghi nhận sáng kiến nào trong nhóm này.';
    expect(findRow(tab, 'Tiết kiệm')).toEqual(['Tiết kiệm', 0, 0, 0, 0, '', none]);
    expect(findRow(tab, 'Tổng cộng')).toEqual(['Tổng cộng', 0, 0, 0, 0, '']);
  });

  it('has a column for undated rows only when there are any', () => {
    const { year: _, ...undated } = initiative({ appliedOn: '', place: 'undated' });
    const head = headOf('BT028', [storedRow(rowId('BT028', 1), { initiative: undated })]);
    const tab = build({ reports: [{ unit: 'BT028', head }] })('Theo nhóm');
    expect(toValues(tab)[3]?.slice(1, 6)).toEqual([
      'Năm 2008',
      'Năm 2009',
      'Năm 2010',
      'Chưa rõ năm',
      'Tổng số',
    ]);
    expect(toValues(sample('Theo nhóm'))[3]).not.toContain('Chưa rõ năm');
  });
});

describe('«Theo năm» of the sample', () => {
  it('has a row for each year and their sum', () => {
    const values = bodyOf(sample('Theo năm'));
    const totals = values.map((row) => [row[0], row[6]]);
    expect(totals).toEqual([
      ['Năm 2008', 66],
      ['Năm 2009', 76],
      ['Năm 2010', 93],
      ['Tổng cộng', 235],
    ]);
    expect(values.at(-1)?.slice(7)).toEqual([77, 72_060_800_000, 41, 117, 1]);
    expect(values.map((row) => row[11])).toEqual([0.281, 0.323, 0.396, 1]);
  });
});

describe('«Giá trị làm lợi»', () => {
  it('of the sample gives n, sum and mean over computed amounts, and the other two states', () => {
    const row = findRow(sample('Giá trị làm lợi'), 'Tổng cộng');
    const amounts = readSample().flatMap(({ benefit }) =>
      benefit.kind === 'counted' ? [benefit] : [],
    );
    const estimated = amounts.filter((benefit) => benefit.estimated);
    const sorted = amounts.map(({ dong }) => dong).sort((one, other) => one - other);
    expect(row).toEqual([
      'Tổng cộng',
      235,
      77,
      estimated.length,
      72_060_800_000,
      estimated.reduce((sum, { dong }) => sum + dong, 0),
      Math.round(72_060_800_000 / 77),
      sorted[38],
      41,
      117,
    ]);
    expect(estimated.length).toBeGreaterThan(0);
  });

  it('never makes 0 đồng of a state', () => {
    const rows = [
      storedRow(rowId('BT028', 1), { initiative: initiative({ benefit: { kind: 'cannot' } }) }),
      storedRow(rowId('BT028', 2), { initiative: initiative({ benefit: { kind: 'notYet' } }) }),
    ];
    const tab = build({ reports: [{ unit: 'BT028', head: headOf('BT028', rows) }] });
    const row = findRow(tab('Giá trị làm lợi'), 'Cải tiến kỹ thuật, làm lợi gia tăng');
    expect(row.slice(1)).toEqual([2, 0, 0, NO_DATA, '', NO_DATA, NO_DATA, 1, 1]);
    expect(findRow(tab('Tổng hợp chung'), 'Tổng giá trị làm lợi (đồng/năm)')[1]).toBe(NO_DATA);
  });

  it('shows 0 đồng where 0 đồng was typed', () => {
    const zero = { kind: 'counted', dong: 0, estimated: false } as const;
    const rows = [storedRow(rowId('BT028', 1), { initiative: initiative({ benefit: zero }) })];
    const tab = build({
      reports: [{ unit: 'BT028', head: headOf('BT028', rows) }],
      rows: new Map([['BT028', rows]]),
    });
    const row = findRow(tab('Giá trị làm lợi'), 'Tổng cộng');
    expect(row.slice(1)).toEqual([1, 1, 0, 0, '', 0, 0, 0, 0]);
    expect(findRow(tab('Tổng hợp chung'), 'Tổng giá trị làm lợi (đồng/năm)')[1]).toBe(0);
  });
});

describe('«Đơn vị chưa nộp»', () => {
  it('lists who has neither a row nor a word, with drafts and last contact', () => {
    const programme = smallProgramme([{ code: 'AA1' }, { code: 'AA2' }, { code: 'AA3' }]);
    const counts = { incomplete: 1, rejected: 2, waiting: 3, warned: 0 };
    const tab = build({
      programme,
      reports: [
        { unit: 'AA1', contact: contactOf('AA1', { counts }) },
        { unit: 'AA2', contact: contactOf('AA2', { statement: 'none' }) },
      ],
    })('Đơn vị chưa nộp');
    expect(toValues(tab)[2]).toEqual(['Hạn nộp 31/03/2011: hôm nay là ngày cuối.']);
    expect(bodyOf(tab)).toEqual([
      [1, 'AA1', 'Đơn vị AA1', 'Sở', 1, 2, 3, 40632.5, '31/03/2011'],
      [2, 'AA3', 'Đơn vị AA3', 'Sở', 0, 0, 0, 'Chưa kết nối', '31/03/2011'],
    ]);
  });

  it('says so when nobody is missing, and no date where there is no deadline', () => {
    const { deadline: _, ...open } = smallProgramme([{ code: 'AA1' }]);
    const contact = contactOf('AA1', { statement: 'done' });
    const done = build({ programme: open, reports: [{ unit: 'AA1', contact }] });
    expect(bodyOf(done('Đơn vị chưa nộp'))).toEqual([['Tất cả đơn vị đã nộp.']]);
    const missing = build({ programme: open, reports: [] });
    expect(bodyOf(missing('Đơn vị chưa nộp'))[0]?.at(-1)).toBe('');
  });

  it('says of a silent sheet since when, and whether the server can read it', () => {
    const programme = smallProgramme([{ code: 'AA1' }, { code: 'AA2' }, { code: 'AA3' }]);
    const rows = [storedRow(rowId('AA2', 1), {})];
    const tab = build({
      programme,
      reports: [
        { unit: 'AA1', contact: contactOf('AA1', { sweep: { at: AS_OF, found: 'forbidden' } }) },
        {
          unit: 'AA2',
          head: headOf('AA2', rows),
          contact: contactOf('AA2', { sweep: { at: AS_OF, found: 'rows' } }),
        },
      ],
      rows: new Map([['AA2', rows]]),
    })('Đơn vị chưa nộp');
    const since = 'Bảng tính không còn tự gửi từ 12:00 30/03/2011';
    expect(bodyOf(tab).map((row) => [row[1] ?? row[0] ?? '', row[9] ?? ''])).toEqual([
      [
        'AA1',
        `${since}; hệ thống không đọc được bảng tính: bảng tính chưa được chia sẻ cho hệ thống.`,
      ],
      ['AA3', ''],
      ['', ''],
      ['Đơn vị đã nộp nhưng bảng tính không còn tự gửi', ''],
      ['AA2', `${since}; hệ thống đã đọc thẳng bảng tính.`],
    ]);
  });
});

describe('«Danh sách» and «Cần kiểm tra»', () => {
  const { year: _, ...undated } = initiative({
    title: 'Đang thử',
    appliedOn: '',
    place: 'undated',
  });
  const rows: readonly StoredRow[] = [
    storedRow(rowId('BT028', 1), {
      cells: { authors: 'Khoa Xét nghiệm (100%)' },
      initiative: initiative({
        title: '=IMPORTXML("http://x")',
        field: 'YT',
        difficulty: 'Chờ lâu',
        description: 'Đổi thứ tự',
        otherBenefits: 'An toàn',
        replication: 'Hai nơi',
        recognition: 'BNT',
        decision: '12/QĐ',
        award: 'NHI',
        note: 'Ghi',
        benefit: { kind: 'counted', dong: 1_500_000, estimated: true },
      }),
      warnings: ['W_APPROX'],
    }),
    storedRow(rowId('BT028', 2), {
      state: 'held',
      holdId: 'H1',
      initiative: initiative({ title: 'Giữ lại', benefit: { kind: 'notYet' } }),
    }),
    storedRow(rowId('BT028', 3), {
      initiative: initiative({
        title: 'Cũ',
        year: 2007,
        place: 'outside',
        appliedOn: '2007-Q2',
        benefit: { kind: 'cannot' },
      }),
      warnings: ['W_OUT_OF_PERIOD'],
    }),
    storedRow(rowId('BT028', 4), { initiative: undated, warnings: ['W_TRIAL'] }),
    storedRow(rowId('BT028', 5), { initiative: initiative({ title: 'Bình thường' }) }),
    storedRow(rowId('BT028', 6), { state: 'deleted' }),
  ];
  const tabs = build({
    reports: [{ unit: 'BT028', head: headOf('BT028', rows, { hold: { id: 'H1', count: 1 } }) }],
    rows: new Map([['BT028', rows]]),
  });
  const list = tabs('Danh sách');
  const byTitle = (title: string) => toValues(list).find((row) => row[4] === title);

  it('has the columns of the committee', () => {
    expect(toValues(list)[4]).toEqual([
      'STT',
      'Mã sáng kiến',
      'Đơn vị',
      'Năm',
      'Tên sáng kiến',
      'Nhóm sáng kiến',
      'Lĩnh vực áp dụng',
      'Tác giả (tỷ lệ %)',
      'Ngày áp dụng lần đầu hoặc áp dụng thử',
      'Khó khăn trước khi áp dụng',
      'Mô tả bản chất',
      'Giá trị làm lợi (đồng/năm)',
      'Lợi ích khác',
      'Nơi đã nhân rộng',
      'Cấp công nhận',
      'Số, ngày quyết định',
      'Điểm',
      'Giải',
      'Trạng thái',
      'Ghi chú',
      'Kết quả kiểm tra',
    ]);
  });

  it('lists a row with all its texts, a formula as the text it is', () => {
    expect(byTitle('=IMPORTXML("http://x")')).toEqual([
      2,
      rowId('BT028', 1),
      'Bệnh viện đa khoa Nguyễn Đình Chiểu',
      2010,
      '=IMPORTXML("http://x")',
      'Cải tiến kỹ thuật, làm lợi gia tăng',
      'Y tế',
      'Khoa Xét nghiệm (100%)',
      '15/05/2010',
      'Chờ lâu',
      'Đổi thứ tự',
      1_500_000,
      'An toàn',
      'Hai nơi',
      'Bộ, ngành, tỉnh',
      '12/QĐ',
      '',
      'Nhì',
      'Hợp lệ',
      'Ghi',
      'Giá trị làm lợi là số ước tính',
    ]);
    const row = list.rows.find(
      ({ cells }) =>
        cells[1]?.kind === 'text' && cells[0]?.kind === 'number' && cells[0].value === 2,
    );
    expect(row?.cells[4]).toEqual({ kind: 'text', text: '=IMPORTXML("http://x")' });
    expect(row?.cells[11]).toEqual({ kind: 'money', value: 1_500_000, estimated: true });
    expect(row?.cells[3]).toEqual({ kind: 'year', value: 2010 });
  });

  it('says a state in words where there is no amount', () => {
    expect(byTitle('Giữ lại')?.[11]).toBe('Chưa tính được');
    expect(byTitle('Cũ')?.[11]).toBe('Không tính được');
  });

  it('numbers all accepted rows, undated last, without the deleted one', () => {
    expect(bodyOf(list).map((row) => [row[0], row[3], row[4]])).toEqual([
      [1, 2007, 'Cũ'],
      [2, 2010, '=IMPORTXML("http://x")'],
      [3, 2010, 'Giữ lại'],
      [4, 2010, 'Bình thường'],
      [5, '', 'Đang thử'],
    ]);
  });

  it('puts before the committee what a person should look at, and only that', () => {
    const values = bodyOf(tabs('Cần kiểm tra'));
    expect(values.map((row) => [row[0], row[1], row[4], row[5]])).toEqual([
      [1, 'Ngoài kỳ', 'Cũ', 'Ngoài kỳ tổng kết, không tính vào tổng'],
      [2, 'Chờ xác nhận xóa', 'Giữ lại', 'Đang chờ xác nhận xóa, vẫn tính vào tổng'],
      [3, 'Cảnh báo', '=IMPORTXML("http://x")', 'Giá trị làm lợi là số ước tính'],
      [4, 'Cảnh báo', 'Đang thử', 'Đang áp dụng thử, chưa ghi ngày'],
    ]);
  });

  it('says so when there is nothing', () => {
    const empty = build({ reports: [] });
    expect(bodyOf(empty('Danh sách'))).toEqual([['Chưa ghi nhận sáng kiến nào.']]);
    expect(bodyOf(empty('Cần kiểm tra'))).toEqual([['Không có điểm nào cần kiểm tra.']]);
  });

  it('of the sample lists the 235 rows by unit, every amount of which adds up', () => {
    const values = bodyOf(sample('Danh sách'));
    expect(values).toHaveLength(235);
    expect(values.map((row) => row[0])).toEqual(Array.from({ length: 235 }, (_, i) => i + 1));
    const amounts = values.map((row) => row[11]).filter((value) => typeof value === 'number');
    expect(amounts).toHaveLength(77);
    expect(amounts.reduce((sum, dong) => sum + dong, 0)).toBe(72_060_800_000);
  });
});

describe('rows of units that are not asked to report', () => {
  const closed = { valid_from: '2000-01-01', valid_to: '2007-12-31' };
  const lines = [{ code: 'AA1' }, { code: 'AA2' }, { code: 'AA7', ...closed }];
  const reportOf = (unit: string, count: number): UnitReport => {
    const rows = Array.from({ length: count }, (_, index) => storedRow(rowId(unit, index + 1)));
    return { unit, head: headOf(unit, rows) };
  };

  it('are named beside every total, as m/t cannot tell of them', () => {
    const reports = [reportOf('AA1', 2), reportOf('AA7', 3)];
    const tab = build({ programme: smallProgramme(lines), reports });
    const beside = 'của 1/2 đơn vị và 1 đơn vị ngoài danh sách kỳ này (3 sáng kiến)';
    expect(findRow(tab('Tổng hợp chung'), 'Tổng số sáng kiến')).toEqual([
      'Tổng số sáng kiến',
      5,
      beside,
    ]);
    expect(findRow(tab('Tổng hợp chung'), 'Tổng giá trị làm lợi (đồng/năm)')[2]).toBe(beside);
    expect(findRow(tab('Tổng hợp chung'), 'Đơn vị có sáng kiến')).toEqual([
      'Đơn vị có sáng kiến',
      '1/2',
      '50,0% số đơn vị trong danh sách',
    ]);
    expect(toValues(tab('Theo đơn vị'))[1]).toEqual([
      'Số liệu đến 08:05 31/03/2011; 1/2 đơn vị có sáng kiến và 1 đơn vị ngoài danh sách kỳ này (3 sáng kiến).',
    ]);
  });

  it('are not spoken of where there are none', () => {
    const tab = build({ programme: smallProgramme(lines), reports: [reportOf('AA1', 2)] });
    expect(findRow(tab('Tổng hợp chung'), 'Tổng số sáng kiến')[2]).toBe('của 1/2 đơn vị');
  });
});

describe('«Nhật ký»', () => {
  it('names «Danh mục» among what changed, which is no unit', () => {
    const entry = { asOf: AS_OF, total: 3, hasCatalogueChanged: true };
    const log = [
      { ...entry, number: 3, changedUnits: 0, changedCodes: [] },
      { ...entry, number: 2, changedUnits: 3, changedCodes: ['AA1', 'AA2'] },
      { ...entry, number: 1, changedUnits: 1, changedCodes: ['AA1'], hasCatalogueChanged: false },
    ];
    const changed = bodyOf(build({ reports: [], log })('Nhật ký')).map((row) => row.slice(4, 6));
    expect(changed).toEqual([
      [0, 'Danh mục'],
      [3, 'Danh mục; AA1, AA2 và 1 đơn vị khác'],
      [1, 'AA1'],
    ]);
  });

  it('shows this publication first, and the earlier ones as verified', () => {
    const log = [
      { number: 9, asOf: AS_OF, total: 3, changedUnits: 3, changedCodes: ['AA1', 'AA2'] },
      { number: 8, asOf: AS_OF - 300_000, total: 2, changedUnits: 1, changedCodes: ['AA1'] },
      { number: 5, asOf: AS_OF - 600_000, total: 5, changedUnits: 2 },
      { number: 3, asOf: AS_OF - 900_000, total: 5, changedUnits: 1 },
    ];
    const at = (minute: number) => 40633 + minute / 1440;
    expect(bodyOf(build({ reports: [], log })('Nhật ký'))).toEqual([
      [9, at(485), 3, 1, 3, 'AA1, AA2 và 1 đơn vị khác', 'Lần công bố này'],
      [8, at(480), 2, -3, 1, 'AA1', 'Đã đối chiếu'],
      ['6-7', '', '', '', '', '', 'Không được xác nhận'],
      [5, at(475), 5, 0, 2, '', 'Đã đối chiếu'],
      ['4', '', '', '', '', '', 'Không được xác nhận'],
      [3, at(470), 5, '', 1, '', 'Đã đối chiếu'],
    ]);
  });
});
