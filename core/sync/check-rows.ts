/** Reads every row of the entry tab and judges duplicates, which only the whole tab can show. */
import type { TypedColumn } from '../columns.ts';
import type { Message } from '../message.ts';
import { isError } from '../message.ts';
import { MAX_ROW_BYTES } from '../messages/sync-request.ts';
import { duplicateKey } from '../near/duplicates.ts';
import { findNearRows } from '../near/find-within-unit.ts';
import { toYearText } from '../near/near-key-items.ts';
import { listKeptNear, toNearMessage } from '../near/near-messages.ts';
import type { NamedInitiative, RowReading } from '../reading/read-row.ts';
import { readRow } from '../reading/read-row.ts';
import type { ReadingRules } from '../rules.ts';
import { toUtf8Length } from '../utf8-length.ts';
import type { SheetRow } from './entry-table.ts';
import { equalHashes, nameHash, titleHash, toFingerprint } from './fingerprint.ts';
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

/**
 * Same set of words, same year, same unit: one row holds the place and the others are refused.
 * Judged anew in every run, so a refused copy is taken once the other is gone.
 */
function refuseDuplicates(rows: readonly CheckedRow[]): readonly CheckedRow[] {
  const groups = new Map<string, CheckedRow[]>();
  for (const row of rows) {
    const named = toNamed(row.reading);
    if (named === undefined) continue;
    const key = toPlace(named);
    const same = groups.get(key) ?? [];
    same.push(row);
    groups.set(key, same);
  }
  const holders = new Map<CheckedRow, CheckedRow>();
  for (const same of groups.values()) {
    if (same.length < 2) continue;
    const holder = same.reduce((best, row) => (rankHolder(row) > rankHolder(best) ? row : best));
    for (const row of same) if (row !== holder) holders.set(row, holder);
  }
  const counting = listCounting(rows);
  return rows.map((row) => {
    const holder = holders.get(row) ?? findCounting(row, counting);
    if (holder === undefined) return row;
    const values = { r2: String(holder.row.rowNumber) };
    return { ...row, reading: withDuplicate(row.reading, { code: 'E_DUP', values }) };
  });
}

/** What only one row of a unit may hold: a set of words in a year. */
function toPlace({ title, year }: NamedInitiative): string {
  return `${year ?? ''}|${duplicateKey(title)}`;
}

/** Refused rows are no duplicates yet, but will be once what they were refused for is mended. */
function toNamed(reading: RowReading): NamedInitiative | undefined {
  if (reading.kind === 'valid') return reading.initiative;
  return reading.kind === 'rejected' ? reading.named : undefined;
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

/**
 * Rows that are not valid now, by what tells the version that counts of them from other initiatives:
 * its hashes, and its words and year where these still stand in the row.
 */
function listCounting(rows: readonly CheckedRow[]): ReadonlyMap<string, CheckedRow> {
  return new Map(
    rows.flatMap((row) => {
      const { reading, pair, hashes } = row;
      const mark = pair?.mark;
      if (reading.kind === 'valid' || reading.kind === 'blank') return [];
      if (mark?.accepted === undefined) return [];
      const names: string[] = [mark.accepted, nameHash(mark.hashes)];
      const isNamedSo = nameHash(mark.hashes) === nameHash(hashes);
      if (isNamedSo && reading.named !== undefined) names.push(toPlace(reading.named));
      return names.map((name) => [name, row] as const);
    }),
  );
}

/**
 * A copy of what another row still counts with would be counted beside it. A row that was accepted
 * under this name is no copy.
 */
function findCounting(
  { reading, pair, hashes }: CheckedRow,
  counting: ReadonlyMap<string, CheckedRow>,
): CheckedRow | undefined {
  if (counting.size === 0 || reading.kind !== 'valid') return undefined;
  const mark = pair?.mark;
  if (mark?.accepted !== undefined && nameHash(mark.hashes) === nameHash(hashes)) return undefined;
  const names = [toFingerprint(hashes), nameHash(hashes), toPlace(reading.initiative)];
  return names.map((name) => counting.get(name)).find((row) => row !== undefined);
}

/**
 * Accepted as it stands, then sent or accepted before, then new, then refused, which holds no place
 * a valid one could take; ties go to the upper row.
 */
function rankHolder(row: CheckedRow): number {
  if (row.reading.kind !== 'valid') return -1;
  const mark = row.pair?.mark;
  if (mark === undefined) return 0;
  const isAsMarked = equalHashes(mark.hashes, row.hashes);
  // What was emptied and came back is no copy; under another title it is as good as new.
  if (mark.state === 'x') return isAsMarked ? 3 : 0;
  if (mark.state === '=' && isAsMarked) return 6;
  // A row that was accepted under this title, before one that was given it since.
  if (mark.accepted !== undefined && titleHash(mark.hashes) === titleHash(row.hashes)) return 5;
  // Sent as it stands: the server may have it.
  if (mark.state === '?' && isAsMarked) return 4;
  if (mark.accepted !== undefined) return 2;
  return mark.state === '?' ? 1 : 0;
}
