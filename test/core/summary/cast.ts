/** The sample province as the summary's tests see it, read without any of the code under test. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Aggregates } from '../../../core/aggregates.ts';
import { addToAggregates, EMPTY_AGGREGATES } from '../../../core/aggregates.ts';
import type { Category } from '../../../core/lists.ts';
import { CATEGORIES } from '../../../core/lists.ts';
import type { RowCounts } from '../../../core/messages/sync-request.ts';
import type { Programme } from '../../../core/programme.ts';
import { parseProgramme } from '../../../core/programme.ts';
import type { Benefit } from '../../../core/record.ts';
import type { UnitReport } from '../../../core/summary/figures.ts';
import type { Tab } from '../../../core/summary/tab.ts';
import { toCellValue } from '../../../core/summary/tab.ts';
import type { StoredRow } from '../../../core/sync/stored-row.ts';
import type { UnitContact, UnitHead } from '../../../core/unit-head.ts';
import { createHead } from '../../../core/unit-head.ts';
import { initiative, rowId, storedRow } from '../../support/stored-rows.ts';

const FOLDER = resolve(import.meta.dirname, '../../../programmes/ben-tre');
/** 08:05 on 31/03/2011 in Vietnam. */
export const AS_OF = Date.UTC(2011, 2, 31, 1, 5);
/** 12:00 on the day before: serial 40632,5. */
const NOON_BEFORE = Date.UTC(2011, 2, 30, 5);
export const NO_COUNTS: RowCounts = { incomplete: 0, rejected: 0, waiting: 0, warned: 0 };

/** programme.json with its units, as the build joins them. */
export function readProgrammeJson(): Record<string, unknown> {
  const programme = JSON.parse(readFileSync(`${FOLDER}/programme.json`, 'utf8'));
  const units = parse(readFileSync(`${FOLDER}/units.csv`), { columns: true, bom: true });
  return { ...programme, units };
}

export function loadProgramme(changes: Record<string, unknown> = {}): Programme {
  return parseProgramme('ben-tre', { ...readProgrammeJson(), ...changes });
}

/** A programme of a few units; `lines` are lines of units.csv. */
export function smallProgramme(lines: readonly Record<string, string>[]): Programme {
  const units = lines.map((line) => ({ name: `Đơn vị ${line.code}`, type: 'Sở', ...line }));
  return loadProgramme({ units, recipients: [], mails: undefined });
}

export type Expected = {
  readonly total: number;
  readonly byCategory: { readonly [category: string]: number };
  readonly byYear: { readonly [year: string]: number };
  readonly byUnit: { readonly [unit: string]: number };
  readonly benefit: { readonly totalDong: number; readonly counted: number };
  readonly unitsReported: number;
  readonly unitsTotal: number;
  readonly notCounted: readonly { readonly unit: string; readonly title: string }[];
};

export function readExpected(): Expected {
  return JSON.parse(readFileSync(`${FOLDER}/sample/expected.json`, 'utf8'));
}

export type SampleRow = {
  readonly unit: string;
  readonly title: string;
  readonly category: Category;
  readonly year: number;
  readonly authors: string;
  readonly benefit: Benefit;
};

/** The rows that count; the six that must not are left out by name. */
export function readSample(): readonly SampleRow[] {
  const refused = new Set(readExpected().notCounted.map(({ unit, title }) => `${unit}|${title}`));
  const lines: readonly Record<string, string>[] = parse(
    readFileSync(`${FOLDER}/sample/rows.csv`),
    { columns: true, bom: true },
  );
  return lines
    .filter((line) => !refused.has(`${line.unit_code}|${line['Tên sáng kiến']}`))
    .map((line) => ({
      unit: line.unit_code ?? '',
      title: line['Tên sáng kiến'] ?? '',
      category: toCategory(line['Nhóm sáng kiến'] ?? ''),
      year: Number(/\d{4}/.exec(line['Ngày áp dụng lần đầu hoặc áp dụng thử'] ?? '')?.[0]),
      authors: line['Tác giả (tỷ lệ %)'] ?? '',
      benefit: toBenefit(line['Giá trị làm lợi (đồng/năm)'] ?? ''),
    }));
}

const NAMES = ['Cải tiến', 'Tiết kiệm', 'Phục vụ', 'Tổ chức', 'Hợp lý'];

function toCategory(name: string): Category {
  const category = CATEGORIES[NAMES.findIndex((start) => name.startsWith(start))];
  if (category === undefined) throw new Error(`no category: ${name}`);
  return category;
}

function toBenefit(typed: string): Benefit {
  const text = typed.toLowerCase();
  if (text.startsWith('không tính')) return { kind: 'cannot' };
  if (text.startsWith('chưa tính')) return { kind: 'notYet' };
  const digits = text
    .replace(/[^\d,.]/g, '')
    .replaceAll('.', '')
    .replace(',', '.');
  const unit = /tỷ/.test(text) ? 1e9 : /tr/.test(text) ? 1e6 : 1;
  const dong = Math.round(Number(digits) * unit);
  return { kind: 'counted', dong, estimated: text.startsWith('khoảng') };
}

/** Stored rows of the sample by unit. */
export function toStoredSample(): ReadonlyMap<string, readonly StoredRow[]> {
  const byUnit = new Map<string, StoredRow[]>();
  for (const { unit, title, category, year, benefit, authors } of readSample()) {
    const rows = byUnit.get(unit) ?? [];
    const row = storedRow(rowId(unit, rows.length + 1), {
      cells: { title, authors },
      initiative: initiative({ title, category, year, appliedOn: String(year), benefit }),
    });
    byUnit.set(unit, [...rows, row]);
  }
  return byUnit;
}

export function countRows(rows: readonly StoredRow[]): Aggregates {
  return rows
    .filter((row) => row.state !== 'deleted')
    .reduce((sums, row) => addToAggregates(sums, row.initiative), EMPTY_AGGREGATES);
}

/** The head that these rows make. */
export function headOf(
  unit: string,
  rows: readonly StoredRow[],
  changes: Partial<UnitHead> = {},
): UnitHead {
  const active = rows.filter((row) => row.state === 'active').length;
  const head = createHead(unit, `sheet-${unit}`, 1);
  return { ...head, version: 1, seq: 1, aggregates: countRows(rows), active, ...changes };
}

export function contactOf(unit: string, changes: Partial<UnitContact> = {}): UnitContact {
  return {
    unit,
    counts: NO_COUNTS,
    bundle: 'test',
    lastContactAt: NOON_BEFORE,
    changedAt: AS_OF - 60_000,
    ...changes,
  };
}

export function toSampleReports(): readonly UnitReport[] {
  return [...toStoredSample()].map(([unit, rows]) => ({ unit, head: headOf(unit, rows) }));
}

/** What a reader of the tab gets, cell by cell. */
export function toValues(tab: Tab): readonly (readonly (string | number)[])[] {
  return tab.rows.map((row) => row.cells.map(toCellValue));
}

/** What stands below the header, cell by cell. */
export function bodyOf(tab: Tab): readonly (readonly (string | number)[])[] {
  const header = tab.rows.findIndex(({ style }) => style === 'header');
  return toValues(tab).slice(header + 1);
}

/** The row of a tab whose first cell says so. */
export function findRow(tab: Tab, label: string): readonly (string | number)[] {
  const row = toValues(tab).find(([first]) => first === label);
  if (row === undefined) throw new Error(`no row ${label} on ${tab.title}`);
  return row;
}
