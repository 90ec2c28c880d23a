/** A unit's rows with a head they agree with, only read: pages are written by summarize. */
import type { UnitReport } from '../../core/summary/figures.ts';
import type { ListRow } from '../../core/summary/list-row.ts';
import { recountRows } from '../../core/summary/list-row.ts';
import type { SummaryStore, UnitMark } from '../ports/summary-store.ts';

export type UnitState = {
  readonly report: UnitReport;
  readonly rows: readonly ListRow[];
  /** Undefined when the unit has changed since its pages were written. */
  readonly mark: UnitMark | undefined;
};

export type UnitReader = Pick<SummaryStore, 'readPages' | 'readRows'>;

export async function readUnitState(store: UnitReader, report: UnitReport): Promise<UnitState> {
  const { unit, head, contact } = report;
  const mark = { head: head?.version ?? 0, contact: contact?.changedAt ?? 0 };
  if (head === undefined || head.version === 0) return { report, rows: [], mark };
  const pages = await store.readPages(unit, head.version);
  if (pages.kind === 'current') return { report, rows: pages.rows, mark };
  const rows = await store.readRows(unit);
  // The figures are counted from the very rows that are listed, so that both agree.
  const recounted = { ...report, head: { ...head, aggregates: recountRows(rows) } };
  return { report: recounted, rows, mark: undefined };
}
