/** A row as the list tab and the statistics need it, which is what a unit's pages hold. */
import type { Aggregates } from '../aggregates.ts';
import { addToAggregates, EMPTY_AGGREGATES } from '../aggregates.ts';
import type { CellValue } from '../cell.ts';
import { isDateCell } from '../cell.ts';
import type { Initiative } from '../record.ts';
import type { StoredRow } from '../sync/stored-row.ts';

export type ListRow = {
  readonly id: string;
  readonly version: number;
  readonly state: 'active' | 'held';
  /** As typed: the committee sees the names as the unit wrote them, and nowhere but in the list. */
  readonly authors: string;
  readonly initiative: Omit<Initiative, 'authors'>;
  readonly warnings: readonly string[];
};

/** Deleted rows are only history. */
export function toListRow(row: StoredRow): ListRow | undefined {
  if (row.state === 'deleted') return undefined;
  const { authors: _, ...initiative } = row.initiative;
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    authors: toText(row.cells.authors),
    initiative,
    warnings: row.warnings,
  };
}

/** What the head's sums should be, counted anew from the rows. */
export function recountRows(rows: readonly ListRow[]): Aggregates {
  return rows.reduce((sums, row) => addToAggregates(sums, row.initiative), EMPTY_AGGREGATES);
}

/** Whether two sums say the same, whatever the order in which they were made. */
export function equalAggregates(one: Aggregates, other: Aggregates): boolean {
  return toComparable(one) === toComparable(other);
}

/** By year, undated ones last, then by id: rows of one paste stay in the order of the sheet. */
export function sortListRows(rows: readonly ListRow[]): readonly ListRow[] {
  return [...rows].sort((one, other) => {
    const years = toYear(one) - toYear(other);
    if (years !== 0) return years;
    return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
  });
}

function toComparable({ tallies, outOfPeriod }: Aggregates): string {
  const lines = Object.entries(tallies).map(([key, tally]) =>
    [
      key,
      tally.count,
      tally.countedDong,
      tally.counted,
      tally.estimated,
      tally.notYet,
      tally.cannot,
    ].join(' '),
  );
  return [...lines.sort(), outOfPeriod].join('\n');
}

function toYear(row: ListRow): number {
  return row.initiative.year ?? 9999;
}

function toText(value: CellValue | undefined): string {
  if (value === undefined) return '';
  return isDateCell(value) ? String(value.serial) : String(value);
}
