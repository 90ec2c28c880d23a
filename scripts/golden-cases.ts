/** Golden tables: what a cell's text means, one case a line, compared with what the rules say. */
import { parse } from 'csv-parse/sync';
import { readAuthors } from '../core/reading/authors.ts';
import { readDate, readDateNumber, readDateSerial } from '../core/reading/date.ts';
import { readMoney, readMoneyNumberCell } from '../core/reading/money.ts';
import { normaliseText } from '../core/reading/normalise-text.ts';
import { readDescription, readTitle, type TextReading } from '../core/reading/text.ts';
import { refuse, type Verdict } from '../core/reading/verdict.ts';
import { toComparisonKey } from '../core/reading/vietnamese/comparison-key.ts';
import type { Author, Benefit } from '../core/record.ts';
import type { ReadingRules } from '../core/rules.ts';

const TABLES = ['money', 'dates', 'text'] as const;
export type CaseTable = (typeof TABLES)[number];

export function isCaseTable(name: string): name is CaseTable {
  return TABLES.some((table) => table === name);
}

/** The columns cell_type and field take each other's place in the tables. */
export type GoldenCase = {
  readonly line: number;
  readonly input: string;
  readonly kind: string;
  readonly value: string;
  readonly code: string;
  readonly variant: string;
};

export type CaseFile =
  | { readonly kind: 'cases'; readonly cases: readonly GoldenCase[] }
  | { readonly kind: 'malformed'; readonly reason: string };

export type CaseFailure = {
  readonly line: number;
  readonly input: string;
  readonly expected: string;
  readonly got: string;
};

/** The tables judge dates as of the end of the sample programme. */
const RULES: ReadingRules = {
  period: { from: '2008-01-01', to: '2010-12-31' },
  today: '2011-03-31',
};

const CELL_TYPES = ['text', 'number', 'date', 'boolean', 'formula'];
const FIELDS = ['tieu_de', 'mo_ta', 'khoa', 'tac_gia'];

/** Inputs are kept to the character: nothing is trimmed, a byte order mark may be the test. */
export function readCases(table: CaseTable, content: string): CaseFile {
  const variantColumn = table === 'text' ? 'field' : 'cell_type';
  const lastLines: number[] = [];
  let records: readonly (readonly string[])[];
  try {
    records = parse(content, {
      relax_column_count: false,
      skip_empty_lines: true,
      on_record: (record: string[], { lines }) => {
        lastLines.push(lines);
        return record;
      },
    });
  } catch (error) {
    return malformed(error instanceof Error ? error.message : String(error));
  }
  const [header, ...rows] = records;
  if (header === undefined) return malformed('the file is empty');
  const names = header.map((name) => name.replace(/^\ufeff/, ''));
  const missing = ['input', 'kind', 'value', 'code', variantColumn].find(
    (name) => !names.includes(name),
  );
  if (missing !== undefined) return malformed(`line 1: the column «${missing}» is missing`);
  const cases: GoldenCase[] = [];
  for (const [index, record] of rows.entries()) {
    const line = (lastLines[index] ?? 0) + 1;
    const read = (name: string) => record[names.indexOf(name)] ?? '';
    const variant = read(variantColumn);
    if (!['ok', 'warn', 'error'].includes(read('kind'))) {
      return malformed(`line ${line}: kind «${read('kind')}» is not ok, warn or error`);
    }
    const input = read('input');
    if (variant === 'number' && (input.trim() === '' || Number.isNaN(Number(input)))) {
      return malformed(`line ${line}: «${input}» is not a number`);
    }
    const [kind, value, code] = [read('kind'), read('value'), read('code')];
    cases.push({ line, input, kind, value, code, variant });
  }
  return { kind: 'cases', cases };
}

export function runCases(table: CaseTable, cases: readonly GoldenCase[]): readonly CaseFailure[] {
  return cases.flatMap((golden): CaseFailure[] => {
    const outcome = isKnownVariant(table, golden.variant)
      ? runCase(table, golden)
      : { kind: 'unknown', value: golden.variant, code: '' };
    const agrees =
      outcome.kind === golden.kind &&
      outcome.value === golden.value &&
      agreesOnCode(outcome, golden.code);
    if (agrees) return [];
    const { line, input, kind, value, code } = golden;
    const expected = showOutcome({ kind, value, code });
    return [{ line, input: JSON.stringify(input), expected, got: showOutcome(outcome) }];
  });
}

/** A row of a kind not known here fails by itself; the others are still worth running. */
function isKnownVariant(table: CaseTable, variant: string): boolean {
  return (table === 'text' ? FIELDS : CELL_TYPES).includes(variant);
}

type Outcome = {
  readonly kind: string;
  readonly value: string;
  readonly code: string;
  readonly normalisations?: readonly string[];
};

/** N_* names one of the silent normalisations made; a blank code asks for none and for no warning. */
function agreesOnCode({ code, normalisations = [] }: Outcome, expected: string): boolean {
  return expected.startsWith('N_') ? normalisations.includes(expected) : code === expected;
}

function runCase(table: CaseTable, golden: GoldenCase): Outcome {
  switch (table) {
    case 'money':
      return toOutcome(readMoneyCase(golden), showBenefit);
    case 'dates':
      return toOutcome(readDateCase(golden), ({ appliedOn }) => appliedOn);
    case 'text':
      return runTextCase(golden);
  }
}

function readMoneyCase({ input, variant }: GoldenCase): Verdict<Benefit> {
  if (variant === 'number') return readMoneyNumberCell(Number(input));
  if (variant === 'date') return refuse('E_DATE');
  return variant === 'formula' ? refuse('E_FORMULA') : readMoney(input);
}

function readDateCase({ input, variant }: GoldenCase): ReturnType<typeof readDate> {
  if (variant === 'number') return readDateNumber(Number(input), RULES);
  if (variant === 'date') return readDateSerial(Number(input), RULES);
  return variant === 'formula' ? refuse('E_FORMULA') : readDate(input, RULES);
}

function runTextCase({ input, variant }: GoldenCase): Outcome {
  switch (variant) {
    case 'khoa': {
      const code = `KEY=${toComparisonKey(input)}`;
      return { kind: 'ok', value: input.normalize('NFC'), code };
    }
    case 'tac_gia': {
      const show = (authors: readonly Author[]) => authors.map(({ name }) => name).join('|');
      const { normalisations } = normaliseText(input, 'many');
      return { ...toOutcome(readAuthors(input), show), normalisations };
    }
    case 'mo_ta':
      return toTextOutcome(readDescription(input));
    default:
      return toTextOutcome(readTitle(input));
  }
}

function toTextOutcome(verdict: Verdict<TextReading>): Outcome {
  const outcome = toOutcome(verdict, ({ text }) => text);
  if (verdict.kind !== 'ok') return outcome;
  return { ...outcome, normalisations: verdict.value.normalisations };
}

function toOutcome<Value>(verdict: Verdict<Value>, showValue: (value: Value) => string): Outcome {
  switch (verdict.kind) {
    case 'ok':
      return { kind: 'ok', value: showValue(verdict.value), code: '' };
    case 'warn':
      return { kind: 'warn', value: showValue(verdict.value), code: verdict.code };
    case 'error':
      return { kind: 'error', value: '', code: verdict.code };
  }
}

function showBenefit(benefit: Benefit): string {
  switch (benefit.kind) {
    case 'counted':
      return String(benefit.dong);
    case 'cannot':
      return 'KHONG_TINH_DUOC';
    case 'notYet':
      return 'CHUA_TINH_DUOC';
  }
}

function showOutcome({ kind, value, code }: Outcome): string {
  return [kind, JSON.stringify(value), code].filter((part) => part !== '').join(' ');
}

function malformed(reason: string): CaseFile {
  return { kind: 'malformed', reason };
}
