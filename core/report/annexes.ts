/** The annexes of the draft report: tables of the published tabs, then where every figure is from. */
import type { Tab } from '../summary/tab.ts';
import { textCell } from '../summary/tab.ts';
import { COLUMN_HEADERS } from '../wording/columns.ts';
import { ANNEX_TITLES, SOURCE_HEADERS } from '../wording/report.ts';
import { HEADERS, TAB_TITLES, UNIT_STATUS_NAMES } from '../wording/summary.ts';
import { ANNEX_NUMBERS } from './annex-numbers.ts';
import type { AnnexColumn, AnnexTable } from './annex-table.ts';
import { PAGE_WIDTHS_MM, toAnnexTable } from './annex-table.ts';
import { formatSource } from './paragraph.ts';
import type { ReportSection } from './report-sections.ts';
import { toPlaces } from './report-sections.ts';

/** @param yearNames headers of the columns of years in «Theo nhóm» */
export function toAnnexes(
  tabs: readonly Tab[],
  sections: readonly ReportSection[],
  yearNames: readonly string[],
): readonly AnnexTable[] {
  const tabOf = (title: string): Tab => {
    const found = tabs.find((tab) => tab.title === title);
    if (found === undefined) throw new Error(`no tab ${title}`);
    return found;
  };
  return [
    toAnnexTable('categories', {
      tab: tabOf(TAB_TITLES.categories),
      columns: toCategoryColumns(yearNames),
    }),
    toAnnexTable('benefit', { tab: tabOf(TAB_TITLES.benefit), columns: BENEFIT_COLUMNS }),
    toAnnexTable('units', {
      tab: tabOf(TAB_TITLES.units),
      columns: UNIT_COLUMNS,
      without: UNIT_STATUS_NAMES.missing,
    }),
    toAnnexTable('missing', { tab: tabOf(TAB_TITLES.missing), columns: MISSING_COLUMNS }),
    toAnnexTable('review', { tab: tabOf(TAB_TITLES.review), columns: REVIEW_COLUMNS }),
    toSourcesAnnex(sections),
  ];
}

function text(header: string, widthMm: number): AnnexColumn {
  return { header, widthMm, align: 'left' };
}

function figure(header: string, widthMm: number): AnnexColumn {
  return { header, widthMm, align: 'right' };
}

/** More years than stand beside each other on a page that stands. */
const MANY_YEARS = 5;

function toCategoryColumns(yearNames: readonly string[]): readonly AnnexColumn[] {
  const isWide = yearNames.length > MANY_YEARS;
  const pageMm = isWide ? PAGE_WIDTHS_MM.landscape : PAGE_WIDTHS_MM.portrait;
  const nameMm = 55;
  const widthMm = (pageMm - nameMm) / (yearNames.length + 2);
  return [
    text(HEADERS.category, nameMm),
    ...[...yearNames, HEADERS.total, HEADERS.share].map((header) => figure(header, widthMm)),
  ];
}

const NUMBER_COLUMN: AnnexColumn = { header: HEADERS.number, widthMm: 12, align: 'center' };
const COUNT_COLUMNS = [
  figure(HEADERS.total, 14),
  figure(HEADERS.counted, 17),
  figure(HEADERS.dong, 33),
];
const STATE_COLUMNS = [figure(HEADERS.notYet, 14), figure(HEADERS.cannot, 14)];

const BENEFIT_COLUMNS = [
  text(HEADERS.category, 43),
  ...COUNT_COLUMNS,
  figure(HEADERS.mean, 30),
  ...STATE_COLUMNS,
];

const UNIT_COLUMNS = [
  text(HEADERS.unit, 51),
  ...COUNT_COLUMNS,
  ...STATE_COLUMNS,
  text(HEADERS.status, 22),
];

const MISSING_COLUMNS = [
  NUMBER_COLUMN,
  text(HEADERS.code, 20),
  text(HEADERS.unit, 93),
  text(HEADERS.unitType, 40),
];

/** Both sides of a pair stand beside each other. */
const REVIEW_COLUMNS = [
  NUMBER_COLUMN,
  text(HEADERS.findingKind, 22),
  text(HEADERS.unit, 38),
  text(COLUMN_HEADERS.title, 51),
  text(HEADERS.finding, 46),
  text(HEADERS.otherUnit, 36),
  text(HEADERS.otherTitle, 47),
];

function toSourcesAnnex(sections: readonly ReportSection[]): AnnexTable {
  const rows = sections.flatMap((section) => {
    const places = toPlaces(section);
    return section.paragraphs.flatMap((paragraph, index) =>
      paragraph.kind === 'placeholder'
        ? []
        : paragraph.figures.map((one) =>
            [places[index] ?? '', one.text, formatSource(one.source)].map(textCell),
          ),
    );
  });
  return {
    number: ANNEX_NUMBERS.sources,
    title: ANNEX_TITLES.sources,
    orientation: 'portrait',
    columns: [
      { header: SOURCE_HEADERS.place, widthMm: 15, align: 'center' },
      text(SOURCE_HEADERS.figure, 50),
      text(SOURCE_HEADERS.source, 100),
    ],
    rows,
  };
}
