/** The figures of «Tổng hợp chung» by their labels, all of them taken from the summary alone. */
import { CATEGORIES } from '../lists.ts';
import { CATEGORY_NAMES } from '../wording/lists.ts';
import { LABELS, toYearName } from '../wording/summary.ts';
import type { Summary } from './summary.ts';
import type { TabCell } from './tab.ts';
import { moneyCell, numberCell, textCell } from './tab.ts';

export type KeyFigure = { readonly label: string; readonly cell: TabCell };

export type KeyFigures = {
  readonly totals: readonly KeyFigure[];
  readonly categories: readonly KeyFigure[];
  readonly years: readonly KeyFigure[];
  readonly review: readonly KeyFigure[];
};

/** Labels are unique, so that a reader of the tab finds each figure by its label. */
export function toKeyFigures(summary: Summary): KeyFigures {
  const { benefit } = summary;
  return {
    totals: [
      toFigure(LABELS.total, summary.total),
      toFigure(LABELS.unitsReported, summary.unitsReported),
      toFigure(LABELS.unitsTotal, summary.unitsTotal),
      { label: LABELS.totalDong, cell: toDongCell(benefit) },
      toFigure(LABELS.counted, benefit.counted),
      toFigure(LABELS.notYet, benefit.notYet),
      toFigure(LABELS.cannot, benefit.cannot),
    ],
    categories: CATEGORIES.map((category) =>
      toFigure(CATEGORY_NAMES[category], summary.byCategory[category]),
    ),
    // Keys that are numbers come in their order, then '' for undated rows.
    years: Object.entries(summary.byYear).map(([year, count]) => toFigure(toYearName(year), count)),
    review: [
      toFigure(LABELS.unitsMissing, summary.missingUnits.length),
      toFigure(LABELS.rejected, summary.rejected),
      toFigure(LABELS.incomplete, summary.incomplete),
      toFigure(LABELS.waiting, summary.waiting),
      toFigure(LABELS.held, summary.held),
      toFigure(LABELS.outOfPeriod, summary.outOfPeriod),
    ],
  };
}

export function listKeyFigures(summary: Summary): readonly KeyFigure[] {
  const { totals, categories, years, review } = toKeyFigures(summary);
  return [...totals, ...categories, ...years, ...review];
}

/** Without one amount there is no sum: «chưa có số liệu» is not 0 đồng. */
function toDongCell({ counted, totalDong }: Summary['benefit']): TabCell {
  return counted === 0 ? textCell(LABELS.noData) : moneyCell(BigInt(totalDong));
}

function toFigure(label: string, value: number): KeyFigure {
  return { label, cell: numberCell(value) };
}
