/** What each row of a sheet is by the domain's rules: what people typed is the truth of a run. */
import { MAX_ROW_BYTES } from '../../core/messages/sync-limits.ts';
import { duplicateKey } from '../../core/near/duplicates.ts';
import type { Programme } from '../../core/programme.ts';
import { toProgrammeRules } from '../../core/programme.ts';
import { readRow } from '../../core/reading/read-row.ts';
import type { Initiative } from '../../core/record.ts';
import type { ReadingRules } from '../../core/rules.ts';
import { toReadingRules } from '../../core/rules.ts';
import type { StoredRow } from '../../core/sync/stored-row.ts';
import { toVietnamDay } from '../../core/time.ts';
import { toUtf8Length } from '../../core/utf8-length.ts';
import type { SeenRow } from './sheet-snapshot.ts';
import { toContent } from './sheet-snapshot.ts';

export type ValidRow = {
  readonly kind: 'valid';
  readonly row: SeenRow;
  readonly initiative: Initiative;
};

export type JudgedRow =
  | ValidRow
  | { readonly kind: 'blank' | 'incomplete' | 'rejected'; readonly row: SeenRow };

/** @param endMs when the run ended: its day is today */
export function judgeRows(
  rows: readonly SeenRow[],
  { programme, endMs }: { readonly programme: Programme; readonly endMs: number },
): readonly JudgedRow[] {
  const rules = toReadingRules(toProgrammeRules(programme), toVietnamDay(endMs));
  return rows.map((row) => judgeRow(row, rules));
}

function judgeRow(row: SeenRow, rules: ReadingRules): JudgedRow {
  if (row.isBlank) return { kind: 'blank', row };
  const isTooLong = toUtf8Length(JSON.stringify(row.cells)) > MAX_ROW_BYTES;
  if (row.hasFormula || isTooLong) return { kind: 'rejected', row };
  const reading = readRow(row.cells, rules);
  return reading.kind === 'valid'
    ? { kind: 'valid', row, initiative: reading.initiative }
    : { kind: reading.kind, row };
}

/** Rows of one set of words and one year: exactly one of them is to be recorded. */
export function groupDuplicates(judged: readonly JudgedRow[]): readonly (readonly ValidRow[])[] {
  const groups = new Map<string, ValidRow[]>();
  for (const one of judged) {
    if (one.kind !== 'valid') continue;
    const key = toPlace(one.initiative);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** Whether an invalid row still counts as what this one is: a copy is not counted beside it. */
export function isCountedElsewhere(
  { initiative }: ValidRow,
  judged: readonly JudgedRow[],
  records: ReadonlyMap<string, StoredRow>,
): boolean {
  const place = toPlace(initiative);
  return judged.some((other) => {
    if (other.kind !== 'incomplete' && other.kind !== 'rejected') return false;
    const record = records.get(other.row.idText);
    return record?.state === 'active' && toPlace(record.initiative) === place;
  });
}

function toPlace({ title, year }: Pick<Initiative, 'title' | 'year'>): string {
  return `${year ?? ''}|${duplicateKey(title)}`;
}

export function equalsRecord(row: SeenRow, record: StoredRow | undefined): boolean {
  return record !== undefined && toContent(record.cells) === row.content;
}
