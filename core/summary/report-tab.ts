/** «Dự thảo báo cáo»: the draft's text in cells, each paragraph beside the cells it was taken from. */
import type { SourcedFigure } from '../report/paragraph.ts';
import { formatSource } from '../report/paragraph.ts';
import type { ReportInput } from '../report/report-sections.ts';
import { toPlaces, toReportSections } from '../report/report-sections.ts';
import { REPORT_LABELS } from '../wording/report.ts';
import { TAB_TITLES } from '../wording/summary.ts';
import type { Tab, TabRow } from './tab.ts';
import { textCell } from './tab.ts';
import { toAsOfLine } from './table-tab.ts';

export function toReportTab(input: ReportInput): Tab {
  return {
    title: TAB_TITLES.report,
    isHidden: false,
    frozenRows: 4,
    columns: [{ widthPx: 60 }, { widthPx: 720 }, { widthPx: 460 }],
    rows: [
      toRow('title', [TAB_TITLES.report]),
      toRow('note', [toAsOfLine(input.figures)]),
      toRow('note', [REPORT_LABELS.tabNote]),
      toRow('header', REPORT_LABELS.tabHeaders),
      ...toReportSections(input).flatMap((section) => {
        const places = toPlaces(section);
        return [
          toRow('section', [section.heading]),
          ...section.paragraphs.map((paragraph, index) =>
            toRow('body', [
              places[index] ?? '',
              paragraph.text,
              paragraph.kind === 'figures' ? toSources(paragraph.figures) : '',
            ]),
          ),
        ];
      }),
    ],
  };
}

function toSources(figures: readonly SourcedFigure[]): string {
  return figures.map(({ text, source }) => `${text}: ${formatSource(source)}`).join('\n');
}

function toRow(style: TabRow['style'], texts: readonly string[]): TabRow {
  return { style, cells: texts.map(textCell) };
}
