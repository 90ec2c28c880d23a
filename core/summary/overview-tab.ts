/** «Tổng hợp chung»: the key figures with their coverage, charts of them, and who is missing. */
import type { LabelledLink } from '../report/report-link.ts';
import { REPORT_LINK_TEXTS } from '../wording/report.ts';
import {
  CHART_TITLES,
  CHART_VALUE_NAME,
  HEADERS,
  LABELS,
  TAB_TITLES,
  toCoverageShareText,
  toCoverageText,
  toMissingNamesText,
  toTopUnitsNote,
  UNIT_STATUS_NAMES,
} from '../wording/summary.ts';
import type { Figures } from './figures.ts';
import { countUnitsWithRows, countUnlisted } from './figures.ts';
import type { KeyFigure } from './key-figures.ts';
import { toKeyFigures } from './key-figures.ts';
import { toShareTenths } from './largest-remainder.ts';
import type { Summary } from './summary.ts';
import type { Tab, TabCell, TabRow } from './tab.ts';
import { linkCell, momentCell, numberCell, textCell } from './tab.ts';
import type { ChartKey, TabChart } from './tab-chart.ts';
import { listTopUnits, MAX_TOP_UNITS } from './top-units.ts';

/** The last column has no text: the charts lie on it. */
const COLUMNS = [{ widthPx: 360 }, { widthPx: 180 }, { widthPx: 520 }, { widthPx: 660 }];
const CHART_COLUMN_INDEX = 3;
/** Of more a row would be as high as the window, and they have a tab of their own. */
const MAX_MISSING_NAMES = 10;

/** @param links to the report files; none in a file that is one of them */
export function toOverviewTab(
  figures: Figures,
  summary: Summary,
  links: readonly LabelledLink[] = [],
): Tab {
  const { totals, categories, years, review } = toKeyFigures(summary);
  const withRows = countUnitsWithRows(figures);
  const coverage = toCoverageText({
    withRows,
    total: summary.unitsTotal,
    unlisted: countUnlisted(figures),
  });
  const remarks = new Map<string, string>([
    [LABELS.total, coverage],
    [LABELS.totalDong, coverage],
    [LABELS.unitsMissing, toMissingNames(figures)],
  ]);
  const rows = [
    ...toHead(figures, `${withRows}/${summary.unitsTotal}`, toCoverageShare(figures, withRows)),
    ...links.map(toLinkRow),
    ...toRows(totals, remarks),
  ];
  const charts: TabChart[] = [];
  /** Adds a section; its rows are what the chart draws. */
  const add = (section: TabRow, body: readonly TabRow[], chart?: Drawing): void => {
    rows.push(section);
    const startRowIndex = rows.length;
    rows.push(...body);
    // Of nothing there is nothing to draw.
    if (chart === undefined || summary.total === 0) return;
    charts.push(toChart(chart, { startRowIndex, endRowIndex: rows.length }));
  };
  add(toSection(LABELS.sectionCategories), toRows(categories, remarks), CATEGORY_CHART);
  add(toSection(LABELS.sectionYears), toRows(years, remarks), YEAR_CHART);
  add(toSection(LABELS.sectionReview), toRows(review, remarks));
  add(
    toSection(LABELS.sectionUnits, toTopUnitsNote(MAX_TOP_UNITS)),
    toTopRows(figures),
    UNIT_CHART,
  );
  if (charts.length > 0) rows.push(...toBlankRows(LAST_CHART_ROW - rows.length));
  const table = { title: TAB_TITLES.overview, isHidden: false, frozenRows: 2, columns: COLUMNS };
  return { ...table, rows, charts };
}

function toHead(figures: Figures, coverage: string, share: string): TabRow[] {
  return [
    { style: 'title', cells: [textCell(figures.programme.name)] },
    { style: 'header', cells: HEADERS.overview.map((header) => textCell(header)) },
    toRow(LABELS.asOf, momentCell(figures.asOf)),
    toRow(LABELS.coverage, textCell(coverage), share),
  ];
}

function toLinkRow({ label, url }: LabelledLink): TabRow {
  return toRow(label, linkCell(REPORT_LINK_TEXTS.open, url), REPORT_LINK_TEXTS.remark);
}

/** Only units asked to report count on both sides, so it never passes 100 %. */
function toCoverageShare(figures: Figures, withRows: number): string {
  const expected = figures.units.filter((unit) => unit.isExpected).length;
  const [share] = toShareTenths([withRows, expected - withRows]) ?? [];
  return share === undefined ? '' : toCoverageShareText(share);
}

function toMissingNames(figures: Figures): string {
  const missing = figures.units.filter((unit) => unit.isExpected && unit.status === 'missing');
  const names = missing.map(({ unit }) => `${unit.code} ${unit.name}`);
  return toMissingNamesText(names.slice(0, MAX_MISSING_NAMES), missing.length);
}

/** A code leads each label, so that no unit's name can pass for a key figure. */
function toTopRows(figures: Figures): readonly TabRow[] {
  return listTopUnits(figures).map(({ unit, tally, status }) =>
    toRow(`${unit.code} ${unit.name}`, numberCell(tally.count), UNIT_STATUS_NAMES[status]),
  );
}

function toRows(
  figures: readonly KeyFigure[],
  remarks: ReadonlyMap<string, string>,
): readonly TabRow[] {
  return figures.map(({ label, cell }) => toRow(label, cell, remarks.get(label)));
}

function toRow(label: string, value: TabCell, remark = ''): TabRow {
  return { style: 'body', cells: [textCell(label), value, textCell(remark)] };
}

/** A chart hangs on a row that must be there. */
function toBlankRows(count: number): readonly TabRow[] {
  return Array.from({ length: Math.max(0, count) }, () => ({ style: 'body', cells: [] }));
}

function toSection(label: string, remark = ''): TabRow {
  return { style: 'section', cells: [textCell(label), textCell(''), textCell(remark)] };
}

type Drawing = Pick<TabChart, 'kind' | 'heightPx'> & {
  readonly key: ChartKey;
  readonly anchorRowIndex: number;
};

/** A row is at least 21 pixels high, so that none lies on the one above it. */
const CATEGORY_CHART: Drawing = {
  key: 'byCategory',
  kind: 'bar',
  anchorRowIndex: 2,
  heightPx: 270,
};
const YEAR_CHART: Drawing = { key: 'byYear', kind: 'column', anchorRowIndex: 15, heightPx: 270 };
const LAST_CHART_ROW = 50;
const UNIT_CHART: Drawing = { key: 'byUnit', kind: 'bar', anchorRowIndex: 28, heightPx: 460 };

function toChart(
  { key, kind, heightPx, anchorRowIndex }: Drawing,
  drawn: Pick<TabChart, 'startRowIndex' | 'endRowIndex'>,
): TabChart {
  return {
    key,
    kind,
    title: CHART_TITLES[key],
    valueName: CHART_VALUE_NAME,
    labelColumnIndex: 0,
    valueColumnIndex: 1,
    ...drawn,
    anchor: { rowIndex: anchorRowIndex, columnIndex: CHART_COLUMN_INDEX },
    widthPx: 640,
    heightPx,
  };
}
