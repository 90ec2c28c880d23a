/** What benefits are beside revenue, for the units whose revenue the committee was given. */
import { padCount } from '../format.ts';
import type { Figures } from '../summary/figures.ts';
import type { Targets } from '../targets.ts';
import { REVENUE_TEXTS } from '../wording/report.ts';
import { HEADERS, LABELS, TAB_TITLES } from '../wording/summary.ts';
import { formatChange } from './benefit-paragraphs.ts';
import type { FigureParagraph } from './paragraph.ts';
import { toFigure, toGivenFigure, toParagraph } from './paragraph.ts';

/**
 * A unit without one amount has an unknown benefit, which is not 0: its revenue stays out of the
 * ratio too.
 *
 * @returns undefined without revenues: agencies have none, and nothing is said of them
 */
export function toRevenueParagraph(
  figures: Figures,
  { revenues }: Targets,
): FigureParagraph | undefined {
  const tallies = new Map(figures.units.map(({ unit, tally }) => [unit.code, tally]));
  const listed = revenues.flatMap(({ unit, dong }) => {
    const tally = tallies.get(unit);
    return tally === undefined ? [] : [{ unit, tally, revenue: BigInt(dong) }];
  });
  if (listed.length === 0) return undefined;
  const units = padCount(listed.length);
  const given = toGivenFigure(units);
  const counted = listed.filter(({ tally }) => tally.counted > 0);
  if (counted.length === 0) return toParagraph(REVENUE_TEXTS.none(units), [given]);
  const benefit = counted.reduce((sum, { tally }) => sum + tally.countedDong, 0n);
  const revenue = counted.reduce((sum, one) => sum + one.revenue, 0n);
  const percent = formatChange(benefit, revenue);
  if (counted.length === listed.length) {
    const place = { tab: TAB_TITLES.units, row: LABELS.all, column: HEADERS.revenueShare };
    return toParagraph(REVENUE_TEXTS.all(units, percent), [given, toFigure(percent, place)]);
  }
  const some = padCount(counted.length);
  const place = { tab: TAB_TITLES.units, row: counted.map(({ unit }) => unit).join(', ') };
  return toParagraph(REVENUE_TEXTS.some(units, some, percent), [
    given,
    toFigure(some, { ...place, column: HEADERS.counted }),
    toFigure(percent, { ...place, column: `${HEADERS.dong} / ${HEADERS.revenue}` }),
  ]);
}
