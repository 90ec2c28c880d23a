/** A unit's rows together with a head they agree with: from its pages, or read and paged anew. */
import type { UnitReport } from '../../core/summary/figures.ts';
import type { ListRow } from '../../core/summary/list-row.ts';
import { recountRows } from '../../core/summary/list-row.ts';
import type { SummaryStore, UnitMark } from '../ports/summary-store.ts';

export type UnitRows = {
  readonly report: UnitReport;
  readonly rows: readonly ListRow[];
  readonly mark: UnitMark;
};

/** The rows of a unit that is written to all the time are read so often, then taken as they are. */
const MAX_READINGS = 5;
/** No head has this version: the unit is looked at again by the next run. */
const UNSETTLED = -1;

/**
 * Every change of a row changes the head's version in the same transaction, and pages are only
 * written while the head is still the one that was read before the rows.
 */
export async function readUnitRows(store: SummaryStore, report: UnitReport): Promise<UnitRows> {
  let current = report;
  let rows: readonly ListRow[] = [];
  for (let reading = 1; reading <= MAX_READINGS; reading += 1) {
    const { unit, head } = current;
    if (head === undefined || head.version === 0) return toUnitRows(current, []);
    const pages = await store.readPages(unit, head.version);
    if (pages.kind === 'current') return toUnitRows(current, pages.rows);
    rows = await store.readRows(unit);
    const { pageCount } = pages;
    const outcome = await store.writePages({ unit, headVersion: head.version, rows, pageCount });
    if (outcome === 'written') return toUnitRows(current, rows);
    const [newer] = await store.readReports([unit]);
    current = newer ?? current;
  }
  return toUnsettled(current, rows);
}

function toUnitRows(report: UnitReport, rows: readonly ListRow[]): UnitRows {
  const { head, contact } = report;
  return {
    report,
    rows,
    mark: { head: head?.version ?? 0, contact: contact?.changedAt ?? 0 },
  };
}

/** The figures are counted from the very rows that are listed, so that both agree. */
function toUnsettled(report: UnitReport, rows: readonly ListRow[]): UnitRows {
  const { head } = report;
  const recounted =
    head === undefined ? report : { ...report, head: { ...head, aggregates: recountRows(rows) } };
  const { mark, ...rest } = toUnitRows(recounted, rows);
  return { ...rest, mark: { ...mark, head: UNSETTLED } };
}
