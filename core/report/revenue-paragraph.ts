/** What benefits are beside revenue, for the units whose revenue the committee was given. */
import { padCount } from '../format.ts';
import type { Figures } from '../summary/figures.ts';
import { listRevenueLines, toRevenueShare } from '../summary/revenue-share.ts';
import type { Targets } from '../targets.ts';
import { REVENUE_TEXTS } from '../wording/report.ts';
import { HEADERS, LABELS, TAB_TITLES } from '../wording/summary.ts';
import { formatChange } from './benefit-paragraphs.ts';
import type { FigureParagraph } from './paragraph.ts';
import { toFigure, toGivenFigure, toParagraph } from './paragraph.ts';

/** @returns undefined without revenues: agencies have none, and nothing is said of them */
export function toRevenueParagraph(
  figures: Figures,
  { revenues }: Targets,
): FigureParagraph | undefined {
  const lines = listRevenueLines(figures, revenues);
  if (lines.length === 0) return undefined;
  const units = padCount(lines.length);
  const given = toGivenFigure(units);
  const share = toRevenueShare(lines);
  if (share === undefined) return toParagraph(REVENUE_TEXTS.none(units), [given]);
  const { counted, benefitDong, revenueDong } = share;
  const percent = formatChange(benefitDong, revenueDong);
  const place = { tab: TAB_TITLES.units, row: LABELS.all, column: HEADERS.revenueShare };
  const ratio = toFigure(percent, place);
  if (counted.length === lines.length) {
    return toParagraph(REVENUE_TEXTS.all(units, percent), [given, ratio]);
  }
  const some = padCount(counted.length);
  const row = counted.map(({ unit }) => unit).join(', ');
  return toParagraph(REVENUE_TEXTS.some(units, some, percent), [
    given,
    toFigure(some, { tab: TAB_TITLES.units, row, column: HEADERS.revenueShare }),
    ratio,
  ]);
}
