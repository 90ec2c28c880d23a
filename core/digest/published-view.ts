/** What every mail about a publication says: totals, benefit, what is missing, what needs a look. */
import { formatDong, formatMoney, formatPeriod } from '../format.ts';
import { formatTabCell } from '../report/format-tab-cell.ts';
import { toKeyFigures } from '../summary/key-figures.ts';
import { countDaysBetween } from '../time.ts';
import {
  MAIL_LABELS,
  MAIL_LINK_LABELS,
  MISSING_TEXTS,
  toBenefitParagraph,
  toDeadlineSentence,
  toReviewSentence,
  toReviewUnitsSentence,
  toStatedSentence,
  toTotalsClause,
} from '../wording/mail.ts';
import { toCategoryBars } from './category-bars.ts';
import { cutNames } from './cut-names.ts';
import type { ClosingFacts, DigestFacts, MailLink, PublishedFacts } from './mail-facts.ts';
import { toMoment } from './mail-moment.ts';
import type { MailSection, MailView } from './mail-view.ts';
import { toSection } from './mail-view.ts';

/** @param changed how the sentence of the totals ends */
export function toPublishedParagraphs(
  facts: DigestFacts | ClosingFacts,
  changed: string,
): readonly string[] {
  const { summary, unitsWithRows, review } = facts;
  const { total, unitsTotal, unitsReported } = summary;
  const totals = toTotalsClause({
    moment: toMoment(facts.asOf),
    total,
    unitsWithRows,
    unitsTotal,
  });
  const stated = unitsReported - unitsWithRows;
  const reviewed = toReviewSentence({ ...review, units: review.units.length });
  return [
    [totals + changed, ...(stated > 0 ? [toStatedSentence(stated)] : [])].join(' '),
    toBenefitParagraph(summary.benefit),
    `${reviewed} ${toMissingSentence(facts)}`,
    ...toDeadline(facts),
  ];
}

function toMissingSentence({ missing, summary }: PublishedFacts): string {
  if (summary.unitsTotal === 0) return MISSING_TEXTS.noUnits;
  return missing.length === 0 ? MISSING_TEXTS.none : MISSING_TEXTS.some(cutNames(missing));
}

/** Of interest only while somebody has not reported; a mail that closes leaves nobody days. */
function toDeadline(facts: DigestFacts | ClosingFacts): readonly string[] {
  const { deadline, missing, today, period } = facts;
  if (deadline === undefined || missing.length === 0) return [];
  const daysLeft = countDaysBetween(today, deadline);
  if (facts.kind === 'closing' && daysLeft >= 0) return [];
  return [toDeadlineSentence({ period: formatPeriod(period), deadline, daysLeft })];
}

export function toPublishedTiles({ summary, unitsWithRows }: PublishedFacts): MailView['tileRows'] {
  const { total, unitsTotal, missingUnits, benefit } = summary;
  const coverage = `${formatDong(unitsWithRows)}/${formatDong(unitsTotal)}`;
  const sum = benefit.counted === 0 ? MAIL_LABELS.noData : formatMoney(benefit.totalDong);
  return [
    {
      tiles: [
        { value: formatDong(total), label: MAIL_LABELS.total },
        { value: coverage, label: MAIL_LABELS.unitsWithRows },
      ],
    },
    {
      tiles: [
        { value: formatDong(missingUnits.length), label: MAIL_LABELS.unitsMissing },
        { value: sum, label: MAIL_LABELS.countedDong },
      ],
    },
  ];
}

/** Sections behind whatever a kind of mail says first. */
export function toPublishedSections(
  facts: PublishedFacts,
  links: readonly MailLink[],
): readonly MailSection[] {
  const bars = toCategoryBars(facts.summary.byCategory);
  const texts = bars.length === 0 ? [MAIL_LABELS.noneAtAll] : [];
  const others = links.filter(({ label }) => !PLACED_LABELS.has(label));
  return [
    toSection(MAIL_LABELS.categories, { bars, texts }),
    toReviewSection(facts, links),
    ...(others.length === 0 ? [] : [toSection(MAIL_LABELS.otherLinks, { links: others })]),
  ];
}

const MAIN_LABELS: ReadonlySet<string> = new Set([MAIL_LINK_LABELS.summary]);
const REVIEW_LABELS: ReadonlySet<string> = new Set([
  MAIL_LINK_LABELS.missing,
  MAIL_LINK_LABELS.review,
]);
const PLACED_LABELS: ReadonlySet<string> = new Set([...MAIN_LABELS, ...REVIEW_LABELS]);

export function listMainLinks(links: readonly MailLink[]): readonly MailLink[] {
  return links.filter(({ label }) => MAIN_LABELS.has(label));
}

/** The figures are those of the overview, by their labels there; a 0 needs no line. */
function toReviewSection(facts: PublishedFacts, links: readonly MailLink[]): MailSection {
  const { units } = facts.review;
  const figures = toKeyFigures(facts.summary)
    .review.map(({ label, cell }) => ({ label, value: formatTabCell(cell) }))
    .filter(({ value }) => value !== '0');
  const nothing = figures.length === 0 && units.length === 0;
  return toSection(MAIL_LABELS.review, {
    figures,
    texts: [
      ...(nothing ? [MAIL_LABELS.nothingToNote] : []),
      ...(units.length === 0 ? [] : [toReviewUnitsSentence(cutNames(units))]),
    ],
    links: links.filter(({ label }) => REVIEW_LABELS.has(label)),
  });
}
