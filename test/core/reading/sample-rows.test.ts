// The sample province: its figures come out, its bad rows are refused, its good ones are left alone.
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { TYPED_COLUMNS, type TypedCells } from '../../../core/columns.ts';
import { type RowReading, readRow } from '../../../core/reading/read-row.ts';
import type { ReadingRules } from '../../../core/rules.ts';
import { COLUMN_HEADERS } from '../../../core/wording/columns.ts';

type Line = { readonly [header: string]: string };
type Expected = {
  readonly total: number;
  readonly byCategory: object;
  readonly byYear: object;
  readonly byUnit: object;
  readonly benefit: object;
  readonly rejected: number;
  readonly incomplete: number;
  readonly notCounted: readonly {
    readonly unit: string;
    readonly title: string;
    readonly code: string;
  }[];
};

const RULES: ReadingRules = {
  period: { from: '2008-01-01', to: '2010-12-31' },
  today: '2011-03-31',
};
const lines: readonly Line[] = parse(readFileSync('programmes/ben-tre/sample/rows.csv'), {
  columns: true,
});
const expected: Expected = JSON.parse(
  readFileSync('programmes/ben-tre/sample/expected.json', 'utf8'),
);

const read = lines.map((line) => ({ line, reading: readRow(toCells(line), RULES) }));
const valid = read.flatMap(({ line, reading }) =>
  reading.kind === 'valid' ? [{ unit: line.unit_code ?? '', ...reading }] : [],
);

function toCells(line: Line): TypedCells {
  return Object.fromEntries(
    TYPED_COLUMNS.map((column) => [column, line[COLUMN_HEADERS[column]] ?? '']),
  );
}

function count(keys: readonly string[]): { readonly [key: string]: number } {
  const counts: { [key: string]: number } = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

it('comes to the published figures', () => {
  const benefits = valid.map(({ initiative }) => initiative.benefit);
  const dong = benefits.map((benefit) => (benefit.kind === 'counted' ? benefit.dong : 0));
  expect({
    total: valid.length,
    byCategory: count(valid.map(({ initiative }) => initiative.category)),
    byYear: count(valid.map(({ initiative }) => String(initiative.year))),
    byUnit: count(valid.map(({ unit }) => unit)),
    benefit: {
      totalDong: dong.reduce((sum, amount) => sum + amount, 0),
      ...count(benefits.map(({ kind }) => kind)),
    },
  }).toEqual({
    total: expected.total,
    byCategory: expected.byCategory,
    byYear: expected.byYear,
    byUnit: expected.byUnit,
    benefit: expected.benefit,
  });
});

it('refuses each bad row with its code', () => {
  const bad = read.filter(({ reading }) => reading.kind !== 'valid');
  const shown = bad.map(({ line, reading }) => ({
    unit: line.unit_code,
    title: line[COLUMN_HEADERS.title]?.trim(),
    code: firstCode(reading),
  }));
  const byUnit = (one: { unit?: string | undefined }, other: { unit?: string | undefined }) =>
    (one.unit ?? '') < (other.unit ?? '') ? -1 : 1;
  expect(shown.sort(byUnit)).toEqual([...expected.notCounted].sort(byUnit));
  expect(count(bad.map(({ reading }) => reading.kind))).toEqual({
    rejected: expected.rejected,
    incomplete: expected.incomplete,
  });
});

function firstCode(reading: RowReading): string | undefined {
  return reading.kind === 'blank' ? undefined : reading.messages[0]?.code;
}

it('warns good rows of estimates only', () => {
  const warned = valid.flatMap(({ messages }) => messages.map(({ code }) => code));
  expect(count(warned)).toEqual({ W_APPROX: 4 });
});
