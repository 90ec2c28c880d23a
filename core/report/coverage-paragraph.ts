/** How many units sent results, and who is not in the figures: the first thing a reader must know. */
import { formatPeriod, padCount } from '../format.ts';
import type { Figures } from '../summary/figures.ts';
import { countUnitsWithRows } from '../summary/figures.ts';
import type { Summary } from '../summary/summary.ts';
import { toVietnamDay } from '../time.ts';
import {
  COVERAGE_TEXTS,
  toCoverage,
  toCoverageSentence,
  toInitiatives,
  toLongDay,
  toNoneCoverageSentence,
  toPeriodPhrase,
} from '../wording/report.ts';
import { HEADERS, LABELS, TAB_TITLES } from '../wording/summary.ts';
import type { FigureParagraph } from './paragraph.ts';
import { toFigure, toParagraph } from './paragraph.ts';

const OVERVIEW = TAB_TITLES.overview;

/** A unit that said it has none has sent its result: it is neither among m nor among the missing. */
export function toCoverageParagraph(figures: Figures, summary: Summary): FigureParagraph {
  const day = toLongDay(toVietnamDay(figures.asOf));
  const period = toPeriodPhrase(formatPeriod(figures.programme.period));
  const withRows = countUnitsWithRows(figures);
  const coverage = toCoverage(withRows, summary.unitsTotal);
  const initiatives = toInitiatives(summary.total);
  const units = padCount(summary.unitsTotal);
  const first =
    summary.total === 0
      ? toNoneCoverageSentence(day, units, period)
      : toCoverageSentence({ day, coverage, initiatives, period });
  const stated = summary.unitsReported - withRows;
  const missing = summary.missingUnits.length;
  const sentences = [
    first,
    ...(stated > 0 ? [COVERAGE_TEXTS.stated(padCount(stated))] : []),
    missing > 0 ? COVERAGE_TEXTS.missing(padCount(missing)) : COVERAGE_TEXTS.complete,
  ];
  return toParagraph(sentences.join(' '), [
    toFigure(day, { tab: OVERVIEW, row: LABELS.asOf }),
    ...(summary.total === 0
      ? [toFigure(units, { tab: OVERVIEW, row: LABELS.unitsTotal })]
      : [
          toFigure(coverage, { tab: OVERVIEW, row: LABELS.coverage }),
          toFigure(initiatives, { tab: OVERVIEW, row: LABELS.total }),
        ]),
    ...(stated > 0
      ? [toFigure(padCount(stated), { tab: TAB_TITLES.units, column: HEADERS.status })]
      : []),
    toFigure(padCount(missing), { tab: OVERVIEW, row: LABELS.unitsMissing }),
  ]);
}
