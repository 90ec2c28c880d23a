/** «Cần kiểm tra»: nothing in it changes a figure; it is what a person should look at. */
import { COLUMN_HEADERS } from '../wording/columns.ts';
import { FINDING_NAMES, REVIEW_NOTES, toNearLeftText } from '../wording/review.ts';
import { HEADERS, LABELS, LIST_HEADERS, TAB_TITLES } from '../wording/summary.ts';
import type { Figures } from './figures.ts';
import type { ListedRow, RowsByUnit } from './listed-rows.ts';
import { listRows, toRowUrl } from './listed-rows.ts';
import type { Finding } from './review-findings.ts';
import { findReviewFindings } from './review-findings.ts';
import type { Tab, TabCell } from './tab.ts';
import { linkCell, numberCell, textCell } from './tab.ts';
import { toTableTab } from './table-tab.ts';

export function toReviewTab(figures: Figures, rowsByUnit: RowsByUnit): Tab {
  const { findings, nearLeft } = findReviewFindings(listRows(figures, rowsByUnit));
  return toTableTab({
    title: TAB_TITLES.review,
    figures,
    notes: [
      REVIEW_NOTES.near,
      REVIEW_NOTES.outliers,
      ...(hasLateRule(figures) ? [REVIEW_NOTES.late] : []),
      ...(nearLeft === 0 ? [] : [toNearLeftText(nearLeft)]),
    ],
    columns: [
      { header: HEADERS.number, widthPx: 50 },
      { header: HEADERS.findingKind, widthPx: 120 },
      { header: HEADERS.unit, widthPx: 240 },
      { header: LIST_HEADERS.id, widthPx: 190 },
      { header: COLUMN_HEADERS.title, widthPx: 320 },
      { header: HEADERS.finding, widthPx: 360 },
      { header: HEADERS.otherUnit, widthPx: 240 },
      { header: HEADERS.otherId, widthPx: 190 },
      { header: HEADERS.otherTitle, widthPx: 320 },
    ],
    body: findings.map((finding, index) => toCells(finding, index + 1)),
    emptyText: LABELS.nothingToReview,
  });
}

/** First applications from this day on must be filed within a year. */
const LATE_RULE_FROM = '2012-04-25';

function hasLateRule({ programme }: Figures): boolean {
  return programme.period.to >= LATE_RULE_FROM;
}

function toCells({ kind, listed, text, other }: Finding, number: number): readonly TabCell[] {
  return [
    numberCell(number),
    textCell(FINDING_NAMES[kind]),
    ...toSide(listed),
    textCell(text),
    ...(other === undefined ? [] : toSide(other)),
  ];
}

/** Unit, id that opens the row, title. */
function toSide(listed: ListedRow): readonly TabCell[] {
  const { unit, row } = listed;
  return [
    textCell(unit.unit.name),
    linkCell(row.id, toRowUrl(listed)),
    textCell(row.initiative.title),
  ];
}
