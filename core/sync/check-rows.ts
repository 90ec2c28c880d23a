/** Reads every row of the entry tab and judges duplicates, which only the whole tab can show. */
import type { TypedColumn } from '../columns.ts';
import type { Message } from '../message.ts';
import { isError } from '../message.ts';
import { MAX_ROW_BYTES } from '../messages/sync-limits.ts';
import { findNearRows } from '../near/find-within-unit.ts';
import { listKeptNear, toNearMessage } from '../near/near-messages.ts';
import { toYearText } from '../near/year-text.ts';
import type { RowReading } from '../reading/read-row.ts';
import { readRow } from '../reading/read-row.ts';
import type { ReadingRules } from '../rules.ts';
import { toUtf8Length } from '../utf8-length.ts';
import type { SheetRow } from './entry-table.ts';
import { findHolders } from './find-holders.ts';
import { equalHashes } from './fingerprint.ts';
import type { MatchedRow } from './match-rows.ts';

export type CheckedRow = MatchedRow & {
  readonly reading: RowReading;
  /** Near duplicates in other units that were told of this content when it was sent. */
  readonly keptNear: readonly Message[];
};

export type CheckInput = {
  readonly rows: readonly MatchedRow[];
  readonly rules: ReadingRules;
  /** Typed columns that hold a formula, by row number; only changed rows need be listed. */
  readonly formulas: ReadonlyMap<number, ReadonlySet<TypedColumn>>;
  /** Rows of merged cells. */
  readonly mergedRows: ReadonlySet<number>;
  /** The unit the tab belongs to; its code where its name is not known yet. */
  readonly unit: { readonly code: string; readonly name: string };
};

export function checkRows(input: CheckInput): readonly CheckedRow[] {
  const read = input.rows.map((matched) => {
    const reading = readOne(matched.row, input);
    return { ...matched, reading, keptNear: keepNear(matched, reading, input) };
  });
  return warnNearDuplicates(refuseDuplicates(read), input.unit.name);
}

/** A row the server has not accepted as it stands now. */
export function isChanged({ row, pair, hashes }: MatchedRow): boolean {
  if (row.isBlank) return false;
  const mark = pair?.mark;
  return (
    mark === undefined ||
    mark.state === '?' ||
    mark.state === 'x' ||
    !equalHashes(mark.hashes, hashes)
  );
}

function readOne(row: SheetRow, input: CheckInput): RowReading {
  if (row.isBlank) return { kind: 'blank' };
  const reading = readRow(row.cells, input.rules, input.formulas.get(row.rowNumber));
  const extra: Message[] = [];
  if (toUtf8Length(JSON.stringify(row.cells)) > MAX_ROW_BYTES) {
    extra.push({ code: 'E_TOO_LONG', values: {} });
  }
  if (input.mergedRows.has(row.rowNumber)) extra.push({ code: 'W_MERGED', values: {} });
  return extra.reduce(withMessage, reading);
}

/** An error turns any reading into a refusal; errors stand before warnings. */
function withMessage(reading: RowReading, message: Message): RowReading {
  if (reading.kind === 'blank') return reading;
  if (!isError(message)) return withWarning(reading, message);
  return { kind: 'rejected', messages: [message, ...reading.messages] };
}

/** First of the warnings, so that it is among the few a receipt shows. */
function withWarning(
  reading: Exclude<RowReading, { kind: 'blank' }>,
  warning: Message,
): Exclude<RowReading, { kind: 'blank' }> {
  const errors = reading.messages.filter(isError);
  const warnings = reading.messages.filter((message) => !isError(message));
  return { ...reading, messages: [...errors, warning, ...warnings] };
}

/** Judged anew in every run, so a refused copy is taken once the other is gone. */
function refuseDuplicates(rows: readonly CheckedRow[]): readonly CheckedRow[] {
  const holders = findHolders(rows);
  return rows.map((row) => {
    const holder = holders.get(row);
    if (holder === undefined) return row;
    const values = { r2: String(holder.row.rowNumber) };
    return { ...row, reading: withDuplicate(row.reading, { code: 'E_DUP', values }) };
  });
}

/** What a row was refused for already stands first. */
function withDuplicate(reading: RowReading, message: Message): RowReading {
  if (reading.kind !== 'rejected') return withMessage(reading, message);
  const errors = reading.messages.filter(isError);
  const warnings = reading.messages.filter((other) => !isError(other));
  return { ...reading, messages: [...errors, message, ...warnings] };
}

/** Nothing is kept of a row that will be sent: the server then tells anew. */
function keepNear(
  matched: MatchedRow,
  reading: RowReading,
  { unit }: CheckInput,
): readonly Message[] {
  if (reading.kind !== 'valid' || matched.pair?.mark?.state !== '=' || isChanged(matched)) {
    return [];
  }
  const { receiptText } = matched.row;
  const { title } = reading.initiative;
  return listKeptNear({ receiptText, title, unitNames: [unit.name, unit.code] });
}

/** Nearly the same words, or the same ones in another year: nothing is refused, both are told. */
function warnNearDuplicates(rows: readonly CheckedRow[], unitName: string): readonly CheckedRow[] {
  const titled = rows.flatMap((row) =>
    row.reading.kind === 'valid' ? [{ row, ...row.reading.initiative }] : [],
  );
  const warnings = new Map<CheckedRow, readonly Message[]>();
  for (const [{ row }, near] of findNearRows(titled)) {
    warnings.set(
      row,
      near.map(({ title, year }) => toNearMessage({ title, unitName, year: toYearText(year) })),
    );
  }
  return rows.map((row) => {
    const near = warnings.get(row);
    if (near === undefined || row.reading.kind !== 'valid') return row;
    return { ...row, reading: { ...row.reading, messages: [...near, ...row.reading.messages] } };
  });
}
