/** The draft report as a whole: what a person is handed to finish, sign and number. */
import { listLawOn } from '../programme.ts';
import type { Tab } from '../summary/tab.ts';
import { toAsOfLine } from '../summary/table-tab.ts';
import { toVietnamDay } from '../time.ts';
import { PLACEHOLDERS, toLegalBasis, toPlaceAndDate } from '../wording/report.ts';
import { TAB_TITLES, toYearName } from '../wording/summary.ts';
import type { AnnexTable } from './annex-table.ts';
import { toAnnexes } from './annexes.ts';
import type { ReportInput, ReportSection } from './report-sections.ts';
import { toReportSections } from './report-sections.ts';

/** A draft: it has no number, no date and no signature. */
export type Report = {
  readonly placeAndDate: string;
  /** What it reports on, below «BÁO CÁO». */
  readonly subject: string;
  /** As of when, and from how many units. */
  readonly asOfLine: string;
  /** Law in force on the day of the report, one reference a line, and a gap for more. */
  readonly basis: readonly string[];
  readonly sections: readonly ReportSection[];
  readonly annexes: readonly AnnexTable[];
};

/** @param tabs all tabs of the publication the input is of */
export function toReport(input: Omit<ReportInput, 'reviewTab'>, tabs: readonly Tab[]): Report {
  const { figures } = input;
  const { programme } = figures;
  const reviewTab = tabs.find(({ title }) => title === TAB_TITLES.review);
  if (reviewTab === undefined) throw new Error(`no tab ${TAB_TITLES.review}`);
  const sections = toReportSections({ ...input, reviewTab });
  const day = programme.referenceDate ?? toVietnamDay(figures.asOf);
  return {
    placeAndDate: toPlaceAndDate(programme.province),
    subject: programme.name,
    asOfLine: toAsOfLine(figures),
    basis: [
      ...listLawOn(programme, day).map(({ title, number, note }) =>
        toLegalBasis(title, number, note),
      ),
      PLACEHOLDERS.basis,
    ],
    sections,
    annexes: toAnnexes(tabs, sections, figures.years.map(toYearName)),
  };
}
