/** The sample from its cells to the spreadsheet, against a recount that shares no code with it. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TYPED_COLUMNS } from '../../../core/columns.ts';
import { readRow } from '../../../core/reading/read-row.ts';
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import { COLUMN_HEADERS } from '../../../core/wording/columns.ts';
import type { LogFields, Logger } from '../../../lambdas/ports/telemetry.ts';
import { publishSummary } from '../../../lambdas/summarize/publish-summary.ts';
import type { SampleRow } from '../../core/summary/cast.ts';
import {
  AS_OF,
  contactOf,
  headOf,
  loadProgramme,
  NO_COUNTS,
  readExpected,
  readSample,
} from '../../core/summary/cast.ts';
import { rowId, storedRow } from '../../support/stored-rows.ts';
import { createMemoryStore } from './memory-store.ts';
import type { SheetsStandIn } from './sheets-stand-in.ts';
import { cutBlanks, SPREADSHEET_ID, startSheetsStandIn } from './sheets-stand-in.ts';

type Line = { readonly [header: string]: string };
type Row = readonly unknown[];

const FOLDER = resolve(import.meta.dirname, '../../../programmes/ben-tre');
const CATEGORY_NAMES = [
  ['CTKT', 'Cải tiến kỹ thuật, làm lợi gia tăng'],
  ['TK', 'Tiết kiệm'],
  ['PVDT', 'Phục vụ và điều trị bệnh'],
  ['TCQL', 'Tổ chức, quản lý, đào tạo'],
  ['HLH', 'Hợp lý hóa sản xuất'],
] as const;
const YEARS = [2008, 2009, 2010];
const LINKS = [
  { label: 'Dự thảo báo cáo (.docx)', url: 'https://api.example/d.docx' },
  { label: 'Bảng tổng hợp (.xlsx)', url: 'https://api.example/b.xlsx' },
];
const TITLE = 'Tên sáng kiến';
const FINDINGS = ['Gần giống', 'Giá trị khác thường', 'Cảnh báo'];
const LIST_HEADERS =
  'STT|Mã sáng kiến|Đơn vị|Năm|Tên sáng kiến|Nhóm sáng kiến|Lĩnh vực áp dụng|Tác giả (tỷ lệ %)|Ngày áp dụng lần đầu hoặc áp dụng thử|Khó khăn trước khi áp dụng|Mô tả bản chất|Giá trị làm lợi (đồng/năm)|Lợi ích khác|Nơi đã nhân rộng|Cấp công nhận|Số, ngày quyết định|Điểm|Giải|Trạng thái|Ghi chú|Kết quả kiểm tra'.split(
    '|',
  );
const NO_DATA = 'Chưa có số liệu';
const REVENUES = [
  { unit: 'BT061', dong: 500_000_000_000 },
  { unit: 'BT062', dong: 320_000_000_000 },
  { unit: 'BT001', dong: 1_000_000_000 },
  // It has no row, so nobody knows what its ratio is.
  { unit: 'BT005', dong: 700_000_000_000 },
];
const PREVIOUS = {
  period: '2005-2007',
  total: 180,
  counted: 50,
  totalDong: 20_000_000_000,
  byCategory: { CTKT: 20, TK: 0, TCQL: 120 },
};

/** Titles as the committee reads them: spaces folded, accents in one form. */
const sample = readSample().map((row) => ({
  ...row,
  title: row.title.normalize('NFC').replace(/\s+/g, ' ').trim(),
}));
const units: readonly Line[] = parse(readFileSync(`${FOLDER}/units.csv`), { columns: true });
const codes = units.map(({ code = '' }) => code).sort();
let sheets: SheetsStandIn;
let tabs: { readonly [title: string]: readonly Row[] };

/** Lines of the sample as they were typed, without the six that must be refused. */
const lines = readLines().filter((line) => {
  const refused = readExpected().notCounted;
  return !refused.some(({ unit, title }) => line.unit_code === unit && line[TITLE] === title);
});

function readLines(): readonly Line[] {
  return parse(readFileSync(`${FOLDER}/sample/rows.csv`), { columns: true, bom: true });
}

function fold(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** A day has all its digits, a year its word; what is less exact is shown as it was typed. */
function toShownDay(typed: string): string {
  const [, day, month, year] =
    /^(?:ngày )?(\d+)(?:\/| tháng )(\d+)(?:\/| năm )(\d{4})$/.exec(typed) ?? [];
  if (day !== undefined && month !== undefined) {
    return `${day.padStart(2, '0')}/${month.padStart(2, '0')}/${year}`;
  }
  return /^\d{4}$/.test(typed) ? `năm ${typed}` : typed;
}

function toShownBenefit(row: SampleRow | undefined): number | string {
  if (row?.benefit.kind === 'counted') return row.benefit.dong;
  return row?.benefit.kind === 'notYet' ? 'Chưa tính được' : 'Không tính được';
}

function isEstimated(row: SampleRow | undefined): boolean {
  return row?.benefit.kind === 'counted' && row.benefit.estimated;
}

function toDots(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '.');
}

/** The rows as the product reads them, by unit. */
function readStored(): ReadonlyMap<string, readonly StoredRow[]> {
  const rules = { period: { from: '2008-01-01', to: '2010-12-31' }, today: '2011-03-31' };
  const byUnit = new Map<string, StoredRow[]>();
  for (const line of readLines()) {
    const cells = Object.fromEntries(
      TYPED_COLUMNS.map((column) => [column, line[COLUMN_HEADERS[column]] ?? '']),
    );
    const reading = readRow(cells, rules);
    if (reading.kind !== 'valid') continue;
    const rows = byUnit.get(line.unit_code ?? '') ?? [];
    const { initiative, messages } = reading;
    const warnings = messages.map(({ code }) => code);
    const id = rowId(line.unit_code ?? '', rows.length + 1);
    byUnit.set(line.unit_code ?? '', [...rows, storedRow(id, { cells, initiative, warnings })]);
  }
  return byUnit;
}

beforeAll(async () => {
  sheets = await startSheetsStandIn();
  const store = createMemoryStore();
  for (const [unit, rows] of readStored()) {
    store.putUnit(headOf(unit, rows, { version: 1, changedAt: AS_OF }), rows);
  }
  store.putContact(contactOf('BT005', { counts: { ...NO_COUNTS, incomplete: 2, rejected: 1 } }));
  const told: LogFields[] = [];
  const note = (_message: string, fields: LogFields) => void told.push(fields);
  const logger: Logger = { info: note, warn: note, error: note };
  const targets = { previous: PREVIOUS, revenues: REVENUES };
  await publishSummary({
    store,
    target: sheets.target(),
    spreadsheetId: SPREADSHEET_ID,
    programme: loadProgramme({ targets }),
    reportLinks: LINKS,
    now: () => AS_OF,
    logger,
  });
  expect(told).toEqual([]);
  tabs = sheets.read();
});
afterAll(() => sheets.stop());

/** Rows below the header whose first cell says `first`, blank cells at the end cut off. */
function body(title: string, first: string): readonly Row[] {
  const rows = tabs[title] ?? [];
  const header = rows.findIndex((row) => row[0] === first);
  expect(header).toBeGreaterThan(0);
  return rows.slice(header + 1);
}

type Filter = { readonly unit?: string; readonly category?: string; readonly year?: number };

function pick({ unit, category, year }: Filter): readonly SampleRow[] {
  return sample.filter(
    (row) =>
      (unit === undefined || row.unit === unit) &&
      (category === undefined || row.category === category) &&
      (year === undefined || row.year === year),
  );
}

function amountsOf(rows: readonly SampleRow[], estimatedOnly = false): readonly number[] {
  return rows.flatMap(({ benefit }) =>
    benefit.kind === 'counted' && (benefit.estimated || !estimatedOnly) ? [benefit.dong] : [],
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function orNoData(amounts: readonly number[], value: () => number): number | string {
  return amounts.length === 0 ? NO_DATA : value();
}

function middleOf(amounts: readonly number[]): number {
  const sorted = [...amounts].sort((one, other) => one - other);
  const half = sorted.length / 2;
  if (sorted.length % 2 === 1) return sorted[Math.floor(half)] ?? Number.NaN;
  return ((sorted[half - 1] ?? Number.NaN) + (sorted[half] ?? Number.NaN)) / 2;
}

/** n, sum, chưa tính, không tính. */
function statesOf(rows: readonly SampleRow[]): Row {
  const amounts = amountsOf(rows);
  const count = (kind: string) => rows.filter(({ benefit }) => benefit.kind === kind).length;
  return [amounts.length, orNoData(amounts, () => sum(amounts)), count('notYet'), count('cannot')];
}

/** Shares in parts of 1, by handing the thousandths that are left to the largest remainders. */
function sharesOf(counts: readonly number[]): readonly number[] {
  const total = sum(counts);
  const parts = counts.map((count, index) => ({ index, exact: (count * 1000) / total }));
  const floors = parts.map(({ exact }) => Math.floor(exact));
  const order = [...parts].sort(
    (one, other) => (other.exact % 1) - (one.exact % 1) || one.index - other.index,
  );
  for (const { index } of order.slice(0, 1000 - sum(floors)))
    floors[index] = (floors[index] ?? 0) + 1;
  return floors.map((floor) => floor / 1000);
}

function nameOf(code: string): string {
  return units.find((unit) => unit.code === code)?.name ?? '';
}

describe('the published sample, recounted from its cells', () => {
  it('has 235 rows of 16 units, in both countings', () => {
    expect(sample).toHaveLength(235);
    expect(new Set(sample.map(({ unit }) => unit)).size).toBe(16);
  });

  it('«Tổng hợp chung» has every figure with its coverage, and the units with most rows', () => {
    const [counted, dong, notYet, cannot] = statesOf(sample);
    const coverage = 'của 16/65 đơn vị';
    const missing = codes.filter((unit) => pick({ unit }).length === 0);
    const remark = 'Luôn là bản mới nhất; ai có liên kết này đều tải được.';
    const most = codes
      .map((unit) => [`${unit} ${nameOf(unit)}`, pick({ unit }).length, 'Đang nhập'] as const)
      .sort((one, other) => other[1] - one[1])
      .slice(0, 10);
    expect(tabs['Tổng hợp chung']?.filter((row) => row.length > 0)).toEqual([
      ['Tổng kết phong trào sáng kiến 03 năm 2008-2010'],
      ['Chỉ tiêu', 'Số liệu', 'Ghi chú'],
      ['Số liệu đến', 40633 + 485 / 1440],
      ['Đơn vị có sáng kiến', '16/65', '24,6% số đơn vị trong danh sách'],
      ...LINKS.map(({ label }) => [label, 'Tải về', remark]),
      ['Tổng số sáng kiến', sample.length, coverage],
      ['Đơn vị đã báo cáo', units.length - missing.length],
      ['Đơn vị trong danh sách', units.length],
      ['Tổng giá trị làm lợi (đồng/năm)', dong, coverage],
      ['Sáng kiến đã tính được giá trị', counted],
      ['Sáng kiến chưa tính được', notYet],
      ['Sáng kiến không tính được bằng tiền', cannot],
      ['Theo nhóm'],
      ...CATEGORY_NAMES.map(([category, name]) => [name, pick({ category }).length]),
      ['Theo năm'],
      ...YEARS.map((year) => [`Năm ${year}`, pick({ year }).length]),
      ['Cần lưu ý'],
      [
        'Đơn vị chưa nộp',
        49,
        `${missing
          .slice(0, 10)
          .map((unit) => `${unit} ${nameOf(unit)}`)
          .join('; ')} và 39 đơn vị khác, xem “Đơn vị chưa nộp”`,
      ],
      ['Dòng bị từ chối (chưa tính vào tổng)', 1],
      ['Dòng còn thiếu cột bắt buộc (chưa tính vào tổng)', 2],
      ['Dòng đang chờ gửi (chưa tính vào tổng)', 0],
      ['Sáng kiến đang chờ xác nhận xóa (vẫn tính vào tổng)', 0],
      ['Sáng kiến ngoài kỳ tổng kết (không tính vào tổng)', 0],
      ['Đơn vị có nhiều sáng kiến', '', 'Tối đa 10 đơn vị; bằng nhau xếp theo mã'],
      ...most,
    ]);
  });

  it('«Theo đơn vị» has each unit with its categories, money, revenue and state', () => {
    const rows = body('Theo đơn vị', 'Mã');
    expect(rows).toHaveLength(66);
    for (const [index, unit] of codes.entries()) {
      const own = pick({ unit });
      const revenue = REVENUES.find((each) => each.unit === unit)?.dong;
      const amounts = amountsOf(own);
      const ratio = revenue === undefined ? '' : Math.round((sum(amounts) / revenue) * 1000) / 1000;
      expect(rows[index]).toEqual([
        unit,
        nameOf(unit),
        units.find(({ code }) => code === unit)?.type,
        ...CATEGORY_NAMES.map(([category]) => pick({ unit, category }).length),
        own.length,
        ...statesOf(own),
        revenue ?? '',
        revenue === undefined ? '' : orNoData(amounts, () => Number(ratio)),
        ...(unit === 'BT005' ? [1, 2, 0, 0, 0] : [0, 0, 0, 0, 0]),
        own.length > 0 ? 'Đang nhập' : 'Chưa nộp',
        unit === 'BT005' ? 40632.5 : 'Chưa kết nối',
      ]);
    }
    const revenue = sum(REVENUES.map(({ dong }) => dong));
    const known = REVENUES.filter(({ unit }) => amountsOf(pick({ unit })).length > 0);
    expect(known.length).toBeLessThan(REVENUES.length);
    const benefit = sum(known.flatMap(({ unit }) => amountsOf(pick({ unit }))));
    const compared = sum(known.map(({ dong }) => dong));
    expect(rows[65]).toEqual([
      'Tổng cộng',
      '',
      '',
      ...CATEGORY_NAMES.map(([category]) => pick({ category }).length),
      235,
      ...statesOf(sample),
      revenue,
      Math.round((benefit / compared) * 1000) / 1000,
      1,
      2,
      0,
      0,
      0,
    ]);
  });

  it('«Theo nhóm» has each category by year, with shares that add up', () => {
    const shares = sharesOf(CATEGORY_NAMES.map(([category]) => pick({ category }).length));
    expect(shares).toEqual([0.098, 0.021, 0.021, 0.668, 0.192]);
    expect(body('Theo nhóm', 'Nhóm sáng kiến')).toEqual([
      ...CATEGORY_NAMES.map(([category, name], index) => [
        name,
        ...YEARS.map((year) => pick({ category, year }).length),
        pick({ category }).length,
        shares[index],
      ]),
      ['Tổng cộng', ...YEARS.map((year) => pick({ year }).length), 235, 1],
    ]);
  });

  it('«Theo năm» has each year by category, with its money and shares that add up', () => {
    const shares = sharesOf(YEARS.map((year) => pick({ year }).length));
    expect(Math.round(sum(shares) * 1000)).toBe(1000);
    expect(body('Theo năm', 'Năm')).toEqual([
      ...YEARS.map((year, index) => [
        `Năm ${year}`,
        ...CATEGORY_NAMES.map(([category]) => pick({ category, year }).length),
        pick({ year }).length,
        ...statesOf(pick({ year })),
        shares[index],
      ]),
      [
        'Tổng cộng',
        ...CATEGORY_NAMES.map(([category]) => pick({ category }).length),
        235,
        ...statesOf(sample),
        1,
      ],
    ]);
  });

  it('«Giá trị làm lợi» has n, sum, mean and median over amounts, and the two states', () => {
    const toRow = (name: string, rows: readonly SampleRow[]): Row => {
      const amounts = amountsOf(rows);
      const estimated = amountsOf(rows, true);
      const [counted, dong, notYet, cannot] = statesOf(rows);
      return [
        name,
        rows.length,
        counted,
        estimated.length,
        dong,
        estimated.length === 0 ? '' : sum(estimated),
        orNoData(amounts, () => Math.round(sum(amounts) / amounts.length)),
        orNoData(amounts, () => Math.round(middleOf(amounts))),
        notYet,
        cannot,
      ];
    };
    expect(body('Giá trị làm lợi', 'Nhóm sáng kiến')).toEqual([
      ...CATEGORY_NAMES.map(([category, name]) => toRow(name, pick({ category }))),
      toRow('Tổng cộng', sample),
    ]);
  });

  it('«Đơn vị chưa nộp» names the 49 without a row, with what they have begun', () => {
    const missing = codes.filter((unit) => pick({ unit }).length === 0);
    expect(body('Đơn vị chưa nộp', 'STT')).toEqual(
      missing.map((unit, index) => [
        index + 1,
        unit,
        nameOf(unit),
        units.find(({ code }) => code === unit)?.type,
        ...(unit === 'BT005' ? [2, 1, 0, 40632.5] : [0, 0, 0, 'Chưa kết nối']),
        '31/03/2011',
      ]),
    );
  });

  it('«Danh sách» has every row once, in its place, with every column', () => {
    const inUnit = new Map<string, number>();
    const expected = lines
      .map((line) => {
        const unit = line.unit_code ?? '';
        inUnit.set(unit, (inUnit.get(unit) ?? 0) + 1);
        const day = line['Ngày áp dụng lần đầu hoặc áp dụng thử'] ?? '';
        const year = Number(/\d{4}/.exec(day)?.[0]);
        return { line, unit, year, id: rowId(unit, inUnit.get(unit) ?? 0), day };
      })
      .sort(
        (one, other) =>
          compare(one.unit, other.unit) || one.year - other.year || compare(one.id, other.id),
      )
      .map(({ line, unit, year, id, day }, index) => {
        const typed = (header: string): string => fold(line[header] ?? '');
        const benefit = sample.find((row) => row.unit === unit && row.title === typed(TITLE));
        return cutBlanks([
          index + 1,
          id,
          nameOf(unit),
          year,
          typed(TITLE),
          typed('Nhóm sáng kiến'),
          typed('Lĩnh vực áp dụng'),
          typed('Tác giả (tỷ lệ %)'),
          toShownDay(day),
          typed('Khó khăn trước khi áp dụng'),
          typed('Mô tả bản chất'),
          toShownBenefit(benefit),
          typed('Lợi ích khác'),
          typed('Nơi đã nhân rộng'),
          typed('Cấp công nhận'),
          typed('Số, ngày quyết định'),
          '',
          typed('Giải'),
          'Hợp lệ',
          typed('Ghi chú'),
          isEstimated(benefit) ? 'Giá trị làm lợi là số ước tính' : '',
        ]);
      });
    expect(expected).toHaveLength(235);
    expect(body('Danh sách', 'STT')).toEqual(expected);
    expect(tabs['Danh sách']?.[4]).toEqual(LIST_HEADERS);
  });

  it('«So với kỳ trước» compares what is known of both periods', () => {
    const total = sum(amountsOf(sample));
    const change = (before: number, now: number) => Math.round((now / before - 1) * 1000) / 1000;
    const mean = Math.round(total / 77);
    const unknown = 'Chưa có đủ số liệu kỳ trước để so sánh.';
    const noData = (name: string, now: number): Row => [name, NO_DATA, now, '', '', unknown];
    expect(body('So với kỳ trước', 'Chỉ tiêu')).toEqual([
      ['Tổng số sáng kiến', 180, 235, 55, change(180, 235)],
      [CATEGORY_NAMES[0][1], 20, 23, 3, 0.15],
      // Nothing grows by a percentage of nothing.
      [CATEGORY_NAMES[1][1], 0, 5, 5],
      noData(CATEGORY_NAMES[2][1], 5),
      [CATEGORY_NAMES[3][1], 120, 157, 37, change(120, 157)],
      noData(CATEGORY_NAMES[4][1], 45),
      ['Sáng kiến đã tính được giá trị', 50, 77, 27, 0.54],
      [
        'Tổng giá trị làm lợi (đồng/năm)',
        20_000_000_000,
        total,
        total - 20_000_000_000,
        change(20_000_000_000, total),
      ],
      [
        'Giá trị làm lợi bình quân một sáng kiến (đồng/năm)',
        400_000_000,
        mean,
        mean - 400_000_000,
        change(400_000_000, mean),
        'Tính trên 50 sáng kiến kỳ trước và 77 sáng kiến kỳ này đã tính được giá trị',
      ],
    ]);
  });

  it('«Cần kiểm tra» shows both sides of each pair of nearly equal titles, and nothing else so', () => {
    const near = body('Cần kiểm tra', 'STT').filter((row) => row[1] === 'Gần giống');
    const listed = near.map((row) => [row[2], row[4], row[6], row[8]].map(String).sort().join('|'));
    expect([...listed].sort()).toEqual([...findPairs()].sort());
  });

  it('«Cần kiểm tra» names the amounts far from the middle of their category', () => {
    const found = body('Cần kiểm tra', 'STT').filter((row) => row[1] === 'Giá trị khác thường');
    const names = found.map((row) => [row[2], row[4]].join('|'));
    const expected = CATEGORY_NAMES.flatMap(([category]) => {
      const rows = pick({ category }).flatMap((row) =>
        row.benefit.kind === 'counted' ? [{ row, log: Math.log(row.benefit.dong) }] : [],
      );
      if (rows.length < 8) return [];
      const middle = middleOf(rows.map(({ log }) => log));
      const deviation = middleOf(rows.map(({ log }) => Math.abs(log - middle)));
      return rows
        .filter(({ log }) => (0.6745 * Math.abs(log - middle)) / deviation > 3.5)
        .map(({ row }) => [nameOf(row.unit), row.title].join('|'));
    });
    expect([...names].sort()).toEqual([...expected].sort());
  });

  it('«Cần kiểm tra» has a line for each warning too, all numbered, and nothing else', () => {
    const rows = body('Cần kiểm tra', 'STT');
    const warned = rows.filter((row) => row[1] === 'Cảnh báo');
    const expected = sample.filter(isEstimated).map(({ unit, title }) => [nameOf(unit), title]);
    const names = warned.map((row) => [row[2], row[4]]);
    expect(names.sort()).toEqual(expected.sort());
    for (const row of warned) expect(row.slice(5)).toEqual(['Giá trị làm lợi là số ước tính']);
    expect(rows.map((row) => row[0])).toEqual(rows.map((_, index) => index + 1));
    const kinds = new Set(rows.map((row) => row[1]));
    expect([...kinds].filter((kind) => !FINDINGS.includes(String(kind)))).toEqual([]);
  });

  it('«Dự thảo báo cáo» says the same figures in sentences', () => {
    const said = new Map(body('Dự thảo báo cáo', 'Mục').map((row) => [row[0], String(row[1])]));
    const at = (place: string): string => said.get(place) ?? '';
    const [counted, dong, notYet, cannot] = statesOf(sample).map(Number);
    const without = (code: string) =>
      pick({ category: code }).length - amountsOf(pick({ category: code })).length;
    expect(at('I.1')).toBe(
      'Đến ngày 31 tháng 3 năm 2011, có 16/65 đơn vị gửi kết quả tổng hợp với 235 sáng kiến được ghi nhận trong giai đoạn 2008-2010. Còn 49 đơn vị chưa gửi; số liệu dưới đây chưa bao gồm các đơn vị này.',
    );
    const shares = sharesOf(CATEGORY_NAMES.map(([category]) => pick({ category }).length));
    for (const [index, [category, name]] of CATEGORY_NAMES.entries()) {
      const count = String(pick({ category }).length).padStart(2, '0');
      const percent = ((shares[index] ?? 0) * 100).toFixed(1).replace('.', ',');
      expect(at('II.1')).toMatch(new RegExp(`“${name}”[^;]* ${count} sáng kiến \\(${percent}%\\)`));
    }
    const billions = ((dong ?? 0) / 1e9).toFixed(2).replace('.', ',');
    const mean = toDots(Math.round((dong ?? 0) / (counted ?? 1)));
    expect(at('II.2')).toContain(
      `Trong tổng số 235 sáng kiến, có ${counted} sáng kiến xác định được giá trị làm lợi với tổng số ${billions} tỷ đồng, bình quân ${mean} đồng/sáng kiến; ${notYet} sáng kiến chưa tính và ${cannot} sáng kiến không tính được bằng tiền, tập trung ở nhóm “Tổ chức, quản lý, đào tạo” (${without('TCQL')} sáng kiến).`,
    );
    const before = PREVIOUS.totalDong / PREVIOUS.counted;
    const growth = (((dong ?? 0) / (counted ?? 1) / before - 1) * 100).toFixed(1).replace('.', ',');
    expect(at('II.3')).toContain(`giá trị làm lợi bình quân tăng ${growth}% `);
    const known = REVENUES.filter(({ unit }) => amountsOf(pick({ unit })).length > 0);
    const benefit = sum(known.flatMap(({ unit }) => amountsOf(pick({ unit }))));
    const ratio = ((benefit / sum(known.map((one) => one.dong))) * 100)
      .toFixed(1)
      .replace('.', ',');
    expect(at('II.4')).toBe(
      `04 đơn vị có báo cáo doanh thu; tính trên 03 đơn vị có sáng kiến xác định được giá trị, giá trị làm lợi bằng ${ratio}% doanh thu cùng kỳ.`,
    );
    const replicated = lines.filter((line) => line['Nơi đã nhân rộng'] !== '').length;
    expect(at('II.5')).toBe(
      `${replicated} sáng kiến đã được áp dụng tại nơi khác ngoài đơn vị tạo ra.`,
    );
    const awarded = (award: string) => lines.filter((line) => line.Giải === award).length;
    const awards = ['Nhất', 'Nhì', 'Ba', 'Khuyến khích'];
    expect(at('III.2')).toBe(
      `Có ${sum(awards.map(awarded))} sáng kiến đạt giải: ${awards.map((award) => `giải ${award.toLowerCase()} ${awarded(award)}`).join(', ')}.`,
    );
    const points = String(body('Cần kiểm tra', 'STT').length).padStart(2, '0');
    expect([at('IV.1'), at('IV.2'), at('IV.3')]).toEqual([
      'Còn 49 đơn vị chưa gửi kết quả, nêu tại Phụ lục IV.',
      `Số liệu còn ${points} điểm cần xác minh, nêu tại Phụ lục V.`,
      'Chưa tính vào tổng: 01 dòng bị từ chối; 02 dòng còn thiếu cột bắt buộc.',
    ]);
    const places = [...said.keys()].filter((place) => /^[IV]+\.\d/.test(String(place)));
    expect(places).toHaveLength(11);
  });

  it('«_máy đọc» has the same figures for machines', () => {
    const [counted, dong, notYet, cannot] = statesOf(sample);
    const withRows = codes.filter((unit) => pick({ unit }).length > 0);
    const missing = codes.filter((unit) => pick({ unit }).length === 0);
    const pairs = [
      ['asOf', '2011-03-31T08:05:00+07:00'],
      ['total', 235],
      ['unitsReported', 16],
      ['unitsTotal', 65],
      ['outOfPeriod', 0],
      ['rejected', 1],
      ['incomplete', 2],
      ['waiting', 0],
      ['held', 0],
      ...CATEGORY_NAMES.map(([category]) => [`byCategory.${category}`, pick({ category }).length]),
      ...YEARS.map((year) => [`byYear.${year}`, pick({ year }).length]),
      ...withRows.map((unit) => [`byUnit.${unit}`, pick({ unit }).length]),
      ['benefit.totalDong', dong],
      ['benefit.counted', counted],
      ['benefit.notYet', notYet],
      ['benefit.cannot', cannot],
      ...missing.map((unit, index) => [`missingUnits.${index}`, unit]),
    ];
    expect(tabs['_máy đọc']?.slice(1)).toEqual([
      ['publication', 1],
      ...pairs,
      ['end', pairs.length],
    ]);
  });

  it('has these tabs and no other', () => {
    expect(Object.keys(tabs)).toEqual([
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
  });

  it('«Nhật ký» has this publication alone', () => {
    const sixteen = [...new Set(sample.map(({ unit }) => unit)), 'BT005'].sort();
    expect(body('Nhật ký', 'Lần công bố')).toEqual([
      [
        1,
        40633 + 485 / 1440,
        235,
        '',
        17,
        `${sixteen.slice(0, 10).join(', ')} và 7 đơn vị khác`,
        'Lần công bố này',
      ],
    ]);
  });
});

const STOP = /^(một số|giải pháp|biện pháp|nâng cao|trong|tại)(?= |$)/;

/** Words of a title, in the plainest way: the sample has no tone on a wrong vowel. */
function wordsOf(title: string): ReadonlySet<string> {
  let rest = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const words: string[] = [];
  while (rest !== '') {
    const stop = STOP.exec(rest)?.[0];
    const word = stop ?? rest.split(' ')[0] ?? '';
    if (stop === undefined) words.push(word);
    rest = rest.slice(word.length).trimStart();
  }
  return new Set(words);
}

function findPairs(): readonly string[] {
  const rows = sample.map((row) => ({ row, words: wordsOf(row.title) }));
  return rows.flatMap((one, index) =>
    rows.slice(index + 1).flatMap((other) => {
      const shared = [...one.words].filter((word) => other.words.has(word)).length;
      const all = one.words.size + other.words.size - shared;
      if (shared / all < 0.85) return [];
      const sides = [nameOf(one.row.unit), one.row.title, nameOf(other.row.unit), other.row.title];
      return [sides.sort().join('|')];
    }),
  );
}
