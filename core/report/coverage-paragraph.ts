/** How many units sent results, and who is not in the figures: the first thing a reader must know. */
import { formatPeriod, padCount } from '../format.ts';
import type { Figures, UnitFigures } from '../summary/figures.ts';
import { countUnitsWithRows, countUnlisted } from '../summary/figures.ts';
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
import type { FigureParagraph, SourcedFigure } from './paragraph.ts';
import { toFigure, toParagraph } from './paragraph.ts';

const OVERVIEW = TAB_TITLES.overview;

/** A unit without rows in the period has sent its result where it said so or sent other rows. */
export function toCoverageParagraph(figures: Figures, summary: Summary): FigureParagraph {
  const day = toLongDay(toVietnamDay(figures.asOf));
  const first =
    summary.total === 0 ? toNonePart(figures, summary, day) : toTotalPart(figures, summary, day);
  const parts = [first, ...toOtherParts(figures), toMissingPart(summary)];
  return toParagraph(parts.map(({ text }) => text).join(' '), [
    toFigure(day, { tab: OVERVIEW, row: LABELS.asOf }),
    ...parts.flatMap((part) => part.figures),
  ]);
}

type Part = { readonly text: string; readonly figures: readonly SourcedFigure[] };

function toNonePart({ programme }: Figures, summary: Summary, day: string): Part {
  const units = padCount(summary.unitsTotal);
  const period = toPeriodPhrase(formatPeriod(programme.period));
  return {
    text: toNoneCoverageSentence(day, units, period),
    figures: [toFigure(units, { tab: OVERVIEW, row: LABELS.unitsTotal })],
  };
}

/** What units add that are not asked to report is in the total, and not in m/t. */
function toTotalPart(figures: Figures, summary: Summary, day: string): Part {
  const coverage = toCoverage(countUnitsWithRows(figures), summary.unitsTotal);
  const initiatives = toInitiatives(summary.total);
  const period = toPeriodPhrase(formatPeriod(figures.programme.period));
  const { units, initiatives: unlistedCount } = countUnlisted(figures);
  const ofThem = [padCount(units), toInitiatives(unlistedCount)] as const;
  const unlisted = units === 0 ? '' : COVERAGE_TEXTS.unlisted(...ofThem);
  return {
    text: toCoverageSentence({ day, coverage, unlisted, initiatives, period }),
    figures: [
      toFigure(coverage, { tab: OVERVIEW, row: LABELS.coverage }),
      ...(units === 0
        ? []
        : ofThem.map((text) => toFigure(text, { tab: OVERVIEW, row: LABELS.total }))),
      toFigure(initiatives, { tab: OVERVIEW, row: LABELS.total }),
    ],
  };
}

/** Units that are neither among m nor among the missing, each by what is known of it. */
function toOtherParts({ units }: Figures): readonly Part[] {
  const others = units.filter(
    ({ isExpected, status, tally }) => isExpected && status !== 'missing' && tally.count === 0,
  );
  const count = (isSo: (unit: UnitFigures) => boolean) => others.filter(isSo).length;
  const kinds = [
    {
      units: count(({ status }) => status === 'confirmedNone'),
      toText: COVERAGE_TEXTS.confirmedNone,
      column: HEADERS.status,
    },
    {
      units: count(({ outOfPeriod }) => outOfPeriod > 0),
      toText: COVERAGE_TEXTS.onlyOutOfPeriod,
      column: HEADERS.outOfPeriod,
    },
    {
      units: count(({ status, outOfPeriod }) => status === 'submitted' && outOfPeriod === 0),
      toText: COVERAGE_TEXTS.doneWithoutRows,
      column: HEADERS.status,
    },
  ];
  return kinds
    .filter((kind) => kind.units > 0)
    .map((kind) => {
      const text = padCount(kind.units);
      const place = { tab: TAB_TITLES.units, column: kind.column };
      return { text: kind.toText(text), figures: [toFigure(text, place)] };
    });
}

function toMissingPart({ missingUnits }: Summary): Part {
  const missing = padCount(missingUnits.length);
  return {
    text: missingUnits.length > 0 ? COVERAGE_TEXTS.missing(missing) : COVERAGE_TEXTS.complete,
    figures: [toFigure(missing, { tab: OVERVIEW, row: LABELS.unitsMissing })],
  };
}
