/** «Tổng hợp chung»: the key figures with their coverage, and who is missing. */

import { HEADERS, LABELS, TAB_TITLES, toCoverageText } from '../wording/summary.ts';
import type { Figures } from './figures.ts';
import { countUnitsWithRows } from './figures.ts';
import type { KeyFigure } from './key-figures.ts';
import { toKeyFigures } from './key-figures.ts';
import type { Summary } from './summary.ts';
import type { Tab, TabCell, TabRow } from './tab.ts';
import { momentCell, textCell } from './tab.ts';

const COLUMNS = [{ widthPx: 360 }, { widthPx: 180 }, { widthPx: 520 }];

export function toOverviewTab(figures: Figures, summary: Summary): Tab {
  const { totals, categories, years, review } = toKeyFigures(summary);
  const withRows = countUnitsWithRows(figures);
  const coverage = toCoverageText(withRows, summary.unitsTotal);
  const remarks = new Map<string, string>([
    [LABELS.total, coverage],
    [LABELS.totalDong, coverage],
    [LABELS.unitsMissing, toMissingNames(figures)],
  ]);
  return {
    title: TAB_TITLES.overview,
    isHidden: false,
    frozenRows: 2,
    columns: COLUMNS,
    rows: [
      { style: 'title', cells: [textCell(figures.programme.name)] },
      { style: 'header', cells: HEADERS.overview.map(textCell) },
      toRow(LABELS.asOf, momentCell(figures.asOf)),
      toRow(LABELS.coverage, textCell(`${withRows}/${summary.unitsTotal}`)),
      ...toRows(totals, remarks),
      toSection(LABELS.sectionCategories),
      ...toRows(categories, remarks),
      toSection(LABELS.sectionYears),
      ...toRows(years, remarks),
      toSection(LABELS.sectionReview),
      ...toRows(review, remarks),
    ],
  };
}

function toMissingNames(figures: Figures): string {
  const missing = figures.units.filter((unit) => unit.isExpected && unit.status === 'missing');
  return missing.map(({ unit }) => `${unit.code} ${unit.name}`).join('; ');
}

function toRows(figures: readonly KeyFigure[], remarks: ReadonlyMap<string, string>): TabRow[] {
  return figures.map(({ label, cell }) => toRow(label, cell, remarks.get(label)));
}

function toRow(label: string, value: TabCell, remark = ''): TabRow {
  return { style: 'body', cells: [textCell(label), value, textCell(remark)] };
}

function toSection(label: string): TabRow {
  return { style: 'section', cells: [textCell(label)] };
}
