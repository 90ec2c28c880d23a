/** What the initiatives are worth, over the rows that have an amount and never over the others. */
import type { Tally } from '../aggregates.ts';
import { formatMoney } from '../format.ts';
import type { Category } from '../lists.ts';
import { CATEGORIES } from '../lists.ts';
import type { Figures } from '../summary/figures.ts';
import { sumTallies } from '../summary/figures.ts';
import { toMean } from '../summary/money-states.ts';
import type { Targets } from '../targets.ts';
import { CATEGORY_NAMES } from '../wording/lists.ts';
import {
  BENEFIT_TEXTS,
  COMPARISON_TEXTS,
  toInitiatives,
  toPeriodPhrase,
  toPreviousPeriodPhrase,
} from '../wording/report.ts';
import { HEADERS, LABELS, TAB_TITLES } from '../wording/summary.ts';
import { formatTenths, toTenths } from './format-tenths.ts';
import type { FigureParagraph, SourcedFigure } from './paragraph.ts';
import { toFigure, toGivenFigure, toParagraph } from './paragraph.ts';

const ALL = { tab: TAB_TITLES.benefit, row: LABELS.all };

export function toBenefitParagraph(figures: Figures): FigureParagraph {
  const { tally } = figures;
  if (tally.count === 0) return toParagraph(BENEFIT_TEXTS.nothing, []);
  const parts = [toCountedPart(tally), toStatesPart(tally), toWherePart(figures)];
  const estimated = toEstimatedPart(tally);
  const sentence = `${parts.map(({ text }) => text).join('')}.`;
  return toParagraph(
    estimated === undefined ? sentence : `${sentence} ${estimated.text}`,
    [...parts, ...(estimated === undefined ? [] : [estimated])].flatMap((part) => part.figures),
  );
}

/** Without both means nothing is said to have grown or shrunk. */
export function toComparisonParagraph(figures: Figures, targets: Targets): FigureParagraph {
  const { tally, programme } = figures;
  const { previous } = targets;
  const period =
    previous === undefined
      ? toPreviousPeriodPhrase(programme.period)
      : toPeriodPhrase(previous.period);
  const mean = toMean(tally);
  if (previous === undefined || previous.totalDong === 0 || mean === undefined) {
    return toParagraph(COMPARISON_TEXTS.unknown(period), []);
  }
  // mean now / mean before = (now · n before) / (before · n now), in whole numbers.
  const now = tally.countedDong * BigInt(previous.counted);
  const before = BigInt(previous.totalDong) * BigInt(tally.counted);
  const sources = [
    toFigure(formatMoney(Number(mean)), { ...ALL, column: HEADERS.mean }),
    toGivenFigure(period),
  ];
  if (now === before) return toParagraph(COMPARISON_TEXTS.same(period), sources);
  const percent = formatChange(now > before ? now - before : before - now, before);
  const direction = now > before ? 'up' : 'down';
  const place = { tab: TAB_TITLES.comparison, row: LABELS.meanDong, column: HEADERS.change };
  return toParagraph(COMPARISON_TEXTS.changed(period, direction, percent), [
    toFigure(percent, place),
    ...sources,
  ]);
}

/** A change too small to show is not shown as none. */
export function formatChange(part: bigint, whole: bigint): string {
  const tenths = toTenths(part, whole);
  return tenths === 0 && part > 0n ? COMPARISON_TEXTS.below(formatTenths(1)) : formatTenths(tenths);
}

type Part = { readonly text: string; readonly figures: readonly SourcedFigure[] };

function toCountedPart(tally: Tally): Part {
  const initiatives = toInitiatives(tally.count);
  const total = toFigure(initiatives, { ...ALL, column: HEADERS.total });
  const exactMean = toMean(tally);
  if (exactMean === undefined) {
    return { text: BENEFIT_TEXTS.noneCounted(initiatives), figures: [total] };
  }
  const counted = toInitiatives(tally.counted);
  const money = formatMoney(Number(tally.countedDong));
  const mean = formatMoney(Number(exactMean));
  return {
    text: BENEFIT_TEXTS.counted({ initiatives, counted, money, mean }),
    figures: [
      total,
      toFigure(counted, { ...ALL, column: HEADERS.counted }),
      toFigure(money, { ...ALL, column: HEADERS.dong }),
      toFigure(mean, { ...ALL, column: HEADERS.mean }),
    ],
  };
}

function toStatesPart({ notYet, cannot }: Tally): Part {
  const texts = { notYet: toInitiatives(notYet), cannot: toInitiatives(cannot) };
  const figures = [
    ...(notYet > 0 ? [toFigure(texts.notYet, { ...ALL, column: HEADERS.notYet })] : []),
    ...(cannot > 0 ? [toFigure(texts.cannot, { ...ALL, column: HEADERS.cannot })] : []),
  ];
  if (notYet > 0 && cannot > 0) {
    return { text: BENEFIT_TEXTS.states(texts.notYet, texts.cannot), figures };
  }
  if (notYet > 0) return { text: BENEFIT_TEXTS.notYet(texts.notYet), figures };
  return { text: cannot > 0 ? BENEFIT_TEXTS.cannot(texts.cannot) : '', figures };
}

/** «Tập trung» is said of more than half only; of two equal ones neither is named. */
function toWherePart({ entries, tally }: Figures): Part {
  const without = CATEGORIES.map((category) => ({
    category,
    count: toWithout(sumTallies(entries, { category })),
  })).sort((one, other) => other.count - one.count);
  const [most, second] = without;
  if (most === undefined || most.count === 0 || most.count === second?.count) {
    return { text: '', figures: [] };
  }
  const isMostOfAll = most.count * 2 > toWithout(tally);
  const name = CATEGORY_NAMES[most.category];
  const initiatives = toInitiatives(most.count);
  return {
    text: isMostOfAll
      ? BENEFIT_TEXTS.concentrated(name, initiatives)
      : BENEFIT_TEXTS.most(name, initiatives),
    figures: [toFigure(initiatives, toWithoutPlace(most.category))],
  };
}

function toWithout({ notYet, cannot }: Tally): number {
  return notYet + cannot;
}

function toWithoutPlace(category: Category): Parameters<typeof toFigure>[1] {
  const column = `${HEADERS.notYet} + ${HEADERS.cannot}`;
  return { tab: TAB_TITLES.benefit, row: CATEGORY_NAMES[category], column };
}

function toEstimatedPart({ estimated }: Tally): Part | undefined {
  if (estimated === 0) return undefined;
  const initiatives = toInitiatives(estimated);
  return {
    text: BENEFIT_TEXTS.estimated(initiatives),
    figures: [toFigure(initiatives, { ...ALL, column: HEADERS.estimated })],
  };
}
