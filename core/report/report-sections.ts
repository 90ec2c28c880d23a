/** The five sections of the draft report: paragraphs of figures, and gaps for a person to fill. */

import type { Figures } from '../summary/figures.ts';
import type { RowsByUnit } from '../summary/listed-rows.ts';
import type { Summary } from '../summary/summary.ts';
import type { Tab } from '../summary/tab.ts';
import { NO_TARGETS } from '../targets.ts';
import { PLACEHOLDERS, SECTION_HEADINGS } from '../wording/report.ts';
import { toBenefitParagraph, toComparisonParagraph } from './benefit-paragraphs.ts';
import { toCategoriesParagraph } from './categories-paragraph.ts';
import { toCoverageParagraph } from './coverage-paragraph.ts';
import { toLeadingParagraphs } from './leading-paragraphs.ts';
import type { ReportParagraph } from './paragraph.ts';
import { toPlaceholder } from './paragraph.ts';
import { toReplicationParagraph } from './replication-paragraph.ts';
import { toRevenueParagraph } from './revenue-paragraph.ts';
import { toReviewParagraphs } from './review-paragraphs.ts';

export type ReportInput = {
  readonly figures: Figures;
  readonly summary: Summary;
  /** The accepted rows by unit code. */
  readonly rowsByUnit: RowsByUnit;
  /** Of the same figures: its lines are the points to verify. */
  readonly reviewTab: Tab;
};

export type ReportSection = {
  readonly heading: string;
  readonly paragraphs: readonly ReportParagraph[];
};

export function toReportSections(input: ReportInput): readonly ReportSection[] {
  const { figures, summary, rowsByUnit, reviewTab } = input;
  const targets = figures.programme.targets ?? NO_TARGETS;
  const revenue = toRevenueParagraph(figures, targets);
  return [
    {
      heading: SECTION_HEADINGS.general,
      paragraphs: [toCoverageParagraph(figures, summary), toPlaceholder(PLACEHOLDERS.general)],
    },
    {
      heading: SECTION_HEADINGS.results,
      paragraphs: [
        toCategoriesParagraph(summary),
        toBenefitParagraph(figures),
        toComparisonParagraph(figures, targets),
        ...(revenue === undefined ? [] : [revenue]),
        toReplicationParagraph(figures, rowsByUnit),
        toPlaceholder(PLACEHOLDERS.results),
      ],
    },
    {
      heading: SECTION_HEADINGS.models,
      paragraphs: [
        ...toLeadingParagraphs({ figures, targets, rowsByUnit }),
        toPlaceholder(PLACEHOLDERS.models),
      ],
    },
    {
      heading: SECTION_HEADINGS.shortcomings,
      paragraphs: [
        ...toReviewParagraphs(summary, reviewTab),
        toPlaceholder(PLACEHOLDERS.shortcomings),
      ],
    },
    {
      heading: SECTION_HEADINGS.lessons,
      paragraphs: [toPlaceholder(PLACEHOLDERS.lessons), toPlaceholder(PLACEHOLDERS.plans)],
    },
  ];
}

/** «II.1»: the paragraphs of figures are counted within their section, gaps are not. */
export function toPlaces({ heading, paragraphs }: ReportSection): readonly string[] {
  const section = heading.split('.')[0] ?? '';
  return paragraphs.map((_, index) => {
    const number = paragraphs.slice(0, index + 1).filter(({ kind }) => kind === 'figures').length;
    return paragraphs[index]?.kind === 'figures' ? `${section}.${number}` : '';
  });
}
