/** Reads every row of the entry tab and judges duplicates, which only the whole tab can show. */
import type { TypedColumn } from '../columns.ts';
import { duplicateKey } from '../duplicates.ts';
import type { Message } from '../message.ts';
import { isError } from '../message.ts';
import { MAX_ROW_BYTES } from '../messages/sync-request.ts';
import type { RowReading } from '../read-row.ts';
import { readRow } from '../read-row.ts';
import type { ReadingRules } from '../rules.ts';
import { toUtf8Length } from '../utf8-length.ts';
import type { SheetRow } from './entry-table.ts';
import type { MatchedRow } from './match-rows.ts';

export type CheckedRow = MatchedRow & { readonly reading: RowReading };

export type CheckInput = {
  readonly rows: readonly MatchedRow[];
  readonly rules: ReadingRules;
  /** Typed columns that hold a formula, by row number; only changed rows need be listed. */
  readonly formulas: ReadonlyMap<number, ReadonlySet<TypedColumn>>;
  /** Rows of merged cells. */
  readonly mergedRows: ReadonlySet<number>;
};

export function checkRows(input: CheckInput): readonly CheckedRow[] {
  const read = input.rows.map((matched) => ({ ...matched, reading: readOne(matched.row, input) }));
  return refuseDuplicates(read);
}

/** A row the server has not accepted as it stands now. */
export function isChanged({ row, pair, hashes }: MatchedRow): boolean {
  if (row.isBlank) return false;
  const mark = pair?.mark;
  return (
    mark === undefined ||
    mark.state === '?' ||
    mark.state === 'x' ||
    !sameHashes(mark.hashes, hashes)
  );
}

function sameHashes(one: readonly string[], other: readonly string[]): boolean {
  return one.every((hash, index) => hash === other[index]);
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
  if (!isError(message)) return { ...reading, messages: [...reading.messages, message] };
  return { kind: 'rejected', messages: [message, ...reading.messages] };
}

/**
 * Same set of words, same year, same unit: one row holds the place and the others are refused.
 * Judged anew in every run, so a refused copy is taken once the other is gone.
 */
function refuseDuplicates(rows: readonly CheckedRow[]): readonly CheckedRow[] {
  const groups = new Map<string, CheckedRow[]>();
  for (const row of rows) {
    if (row.reading.kind !== 'valid') continue;
    const { title, year } = row.reading.initiative;
    const key = `${year ?? ''}|${duplicateKey(title)}`;
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
  return rows.map((row) => {
    const holder = holders.get(row);
    if (holder === undefined) return row;
    const values = { r2: String(holder.row.rowNumber) };
    return { ...row, reading: withMessage(row.reading, { code: 'E_DUP', values }) };
  });
}

/** Accepted as it stands, then sent or accepted before, then new; ties go to the upper row. */
function rankHolder(row: CheckedRow): number {
  const mark = row.pair?.mark;
  if (mark === undefined || mark.state === 'x') return 0;
  if (mark.state === '=' && !isChanged(row)) return 3;
  if (mark.accepted !== undefined) return 2;
  return mark.state === '?' ? 1 : 0;
}
