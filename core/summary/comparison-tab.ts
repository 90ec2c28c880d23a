/** «So với kỳ trước»: this period beside the last one, and no claim where one of them is unknown. */

import { formatPeriod } from '../format.ts';
import { CATEGORIES } from '../lists.ts';
import type { PreviousPeriod } from '../targets.ts';
import { CATEGORY_NAMES } from '../wording/lists.ts';
import {
  HEADERS,
  LABELS,
  NOTES,
  TAB_TITLES,
  toComparisonNote,
  toMeanNote,
  toPeriodHeader,
} from '../wording/summary.ts';
import type { Figures } from './figures.ts';
import { countUnitsWithRows, sumTallies } from './figures.ts';
import { toMean } from './money-states.ts';
import type { Tab, TabCell } from './tab.ts';
import { BLANK, moneyCell, numberCell, shareCell, textCell } from './tab.ts';
import { toTableTab } from './table-tab.ts';

export function toComparisonTab(figures: Figures): Tab {
  const previous = figures.programme.targets?.previous;
  const period = formatPeriod(figures.programme.period);
  const isComparable = previous !== undefined && figures.tally.count > 0;
  const expected = figures.units.filter((unit) => unit.isExpected).length;
  return toTableTab({
    title: TAB_TITLES.comparison,
    figures,
    notes: isComparable ? [toComparisonNote(countUnitsWithRows(figures), expected)] : [],
    columns: [
      { header: HEADERS.figure, widthPx: 340 },
      { header: toPeriodHeader(previous?.period ?? '…', true), widthPx: 190 },
      { header: toPeriodHeader(period, false), widthPx: 190 },
      { header: HEADERS.difference, widthPx: 190 },
      { header: HEADERS.change, widthPx: 110 },
      { header: HEADERS.remark, widthPx: 420 },
    ],
    body: isComparable ? listFigures(figures, previous).map(toCells) : [],
    emptyText: NOTES.noComparison,
  });
}

type Compared = {
  readonly label: string;
  /** Undefined where nobody knows. */
  readonly previous: bigint | undefined;
  readonly current: bigint | undefined;
  readonly isMoney: boolean;
  readonly remark?: string;
};

function listFigures(figures: Figures, previous: PreviousPeriod): readonly Compared[] {
  const { entries, tally } = figures;
  const { byCategory, total, counted, totalDong } = previous;
  // A sum over no amount is no sum.
  const previousDong = counted === 0 ? undefined : BigInt(totalDong);
  const currentDong = tally.counted === 0 ? undefined : tally.countedDong;
  return [
    toCompared(LABELS.total, total, tally.count),
    ...(byCategory === undefined
      ? []
      : CATEGORIES.map((category) =>
          toCompared(
            CATEGORY_NAMES[category],
            byCategory[category],
            sumTallies(entries, { category }).count,
          ),
        )),
    toCompared(LABELS.counted, counted, tally.counted),
    { label: LABELS.totalDong, previous: previousDong, current: currentDong, isMoney: true },
    {
      label: LABELS.meanDong,
      previous: toMean({ counted, countedDong: BigInt(totalDong) }),
      current: toMean(tally),
      isMoney: true,
      remark: toMeanNote(counted, tally.counted),
    },
  ];
}

function toCompared(label: string, previous: number | undefined, current: number): Compared {
  const before = previous === undefined ? undefined : BigInt(previous);
  return { label, previous: before, current: BigInt(current), isMoney: false };
}

function toCells({ label, previous, current, isMoney, remark = '' }: Compared): readonly TabCell[] {
  const toCell = (value: bigint | undefined): TabCell => {
    if (value === undefined) return textCell(LABELS.noData);
    return isMoney ? moneyCell(value) : numberCell(Number(value));
  };
  const sides = [textCell(label), toCell(previous), toCell(current)];
  if (previous === undefined || current === undefined) {
    return [...sides, BLANK, BLANK, textCell(NOTES.noComparison)];
  }
  return [...sides, toCell(current - previous), toChangeCell(previous, current), textCell(remark)];
}

/** Of nothing there is no percentage. */
function toChangeCell(previous: bigint, current: bigint): TabCell {
  if (previous === 0n) return BLANK;
  return shareCell(toTenths(current - previous, previous));
}

/** Tenths of a percent, halves away from 0. */
function toTenths(part: bigint, whole: bigint): number {
  const size = part < 0n ? -part : part;
  const tenths = (size * 2000n + whole) / (whole * 2n);
  return Number(part < 0n ? -tenths : tenths);
}
