/** All tabs of one publication, in the order the committee sees them. */
import type { LabelledLink } from '../report/report-link.ts';
import { toBenefitTab } from './benefit-tab.ts';
import { toCategoriesTab } from './categories-tab.ts';
import { toComparisonTab } from './comparison-tab.ts';
import type { Figures } from './figures.ts';
import { toListTab } from './list-tab.ts';
import type { RowsByUnit } from './listed-rows.ts';
import type { LogEntry } from './log-tab.ts';
import { toLogTab } from './log-tab.ts';
import { toMachineTab } from './machine-tab.ts';
import { toMissingTab } from './missing-tab.ts';
import { toOverviewTab } from './overview-tab.ts';
import { toReviewTab } from './review-tab.ts';
import type { Summary } from './summary.ts';
import type { Tab } from './tab.ts';
import { toUnitsTab } from './units-tab.ts';
import { toYearsTab } from './years-tab.ts';

export type PublicationInput = {
  readonly figures: Figures;
  readonly summary: Summary;
  readonly rowsByUnit: RowsByUnit;
  /** Newest first; the first entry is this publication. */
  readonly log: readonly LogEntry[];
  readonly number: number;
  /** «Cần kiểm tra», where it was made before: pairs of titles take the longest of all. */
  readonly reviewTab?: Tab;
  /** «Dự thảo báo cáo», where there is one. */
  readonly reportTab?: Tab;
  /** To the report files, shown on «Tổng hợp chung». */
  readonly reportLinks?: readonly LabelledLink[];
};

/** The hidden tab comes last. */
export function buildTabs(input: PublicationInput): readonly Tab[] {
  const { figures, summary, rowsByUnit, log, number, reportTab, reportLinks } = input;
  const reviewTab = input.reviewTab ?? toReviewTab(figures, rowsByUnit);
  return [
    toOverviewTab(figures, summary, reportLinks),
    toUnitsTab(figures),
    toCategoriesTab(figures),
    toYearsTab(figures),
    toBenefitTab(figures, rowsByUnit),
    toMissingTab(figures),
    reviewTab,
    toListTab(figures, rowsByUnit),
    toComparisonTab(figures),
    ...(reportTab === undefined ? [] : [reportTab]),
    toLogTab(figures, log),
    toMachineTab(summary, number),
  ];
}
