/** «Cần kiểm tra»: accepted rows with a warning, outside the period, or held. */
import { COLUMN_HEADERS } from '../wording/columns.ts';
import { HEADERS, LABELS, LIST_HEADERS, TAB_TITLES } from '../wording/summary.ts';
import type { Figures } from './figures.ts';
import { sortListRows } from './list-row.ts';
import type { RowsByUnit } from './list-tab.ts';
import { listFindings } from './list-tab.ts';
import type { Tab } from './tab.ts';
import { numberCell, textCell } from './tab.ts';
import { toTableTab } from './table-tab.ts';

export function toReviewTab(figures: Figures, rowsByUnit: RowsByUnit): Tab {
  const findings = figures.units.flatMap(({ unit }) =>
    sortListRows(rowsByUnit.get(unit.code) ?? [])
      .map((row) => ({ unit, row, found: listFindings(row) }))
      .filter(({ found }) => found.length > 0),
  );
  return toTableTab({
    title: TAB_TITLES.review,
    figures,
    columns: [
      { header: HEADERS.number, widthPx: 50 },
      { header: HEADERS.unit, widthPx: 280 },
      { header: LIST_HEADERS.id, widthPx: 190 },
      { header: COLUMN_HEADERS.title, widthPx: 380 },
      { header: HEADERS.finding, widthPx: 480 },
    ],
    body: findings.map(({ unit, row, found }, index) => [
      numberCell(index + 1),
      textCell(unit.name),
      textCell(row.id),
      textCell(row.initiative.title),
      textCell(found.join('; ')),
    ]),
    emptyText: LABELS.nothingToReview,
  });
}
