/** «Giá trị làm lợi»: the three states by category; sum, mean and median over computed amounts. */
import type { Tally } from '../aggregates.ts';
import type { Category } from '../lists.ts';
import { CATEGORIES } from '../lists.ts';
import { CATEGORY_NAMES } from '../wording/lists.ts';
import { HEADERS, LABELS, NOTES, TAB_TITLES } from '../wording/summary.ts';
import type { Figures } from './figures.ts';
import { sumTallies } from './figures.ts';
import type { ListedRow, RowsByUnit } from './listed-rows.ts';
import { isCounted, listRows } from './listed-rows.ts';
import { toMedian } from './median.ts';
import { toMeanCell, toSumCell } from './money-states.ts';
import type { Tab, TabCell } from './tab.ts';
import { BLANK, moneyCell, numberCell, textCell } from './tab.ts';
import { toTableTab } from './table-tab.ts';

export function toBenefitTab(figures: Figures, rowsByUnit: RowsByUnit): Tab {
  const { entries, tally } = figures;
  const amounts = listRows(figures, rowsByUnit).filter(isCounted).flatMap(toAmounts);
  return toTableTab({
    title: TAB_TITLES.benefit,
    figures,
    notes: [NOTES.benefit, NOTES.median],
    columns: [
      { header: HEADERS.category, widthPx: 280 },
      { header: HEADERS.total, widthPx: 90 },
      { header: HEADERS.counted, widthPx: 110 },
      { header: HEADERS.estimated, widthPx: 130 },
      { header: HEADERS.dong, widthPx: 190 },
      { header: HEADERS.estimatedDong, widthPx: 190 },
      { header: HEADERS.mean, widthPx: 190 },
      { header: HEADERS.median, widthPx: 170 },
      { header: HEADERS.notYet, widthPx: 120 },
      { header: HEADERS.cannot, widthPx: 130 },
    ],
    body: CATEGORIES.map((category) => [
      textCell(CATEGORY_NAMES[category]),
      ...toCells(
        sumTallies(entries, { category }),
        amounts.filter((amount) => amount.category === category),
      ),
    ]),
    total: [textCell(LABELS.all), ...toCells(tally, amounts)],
    emptyText: LABELS.noneAtAll,
  });
}

type Amount = {
  readonly category: Category;
  readonly dong: number;
  readonly estimated: boolean;
};

function toAmounts({ row }: ListedRow): readonly Amount[] {
  const { category, benefit } = row.initiative;
  return benefit.kind === 'counted' ? [{ category, ...benefit }] : [];
}

function toCells(tally: Tally, amounts: readonly Amount[]): readonly TabCell[] {
  return [
    numberCell(tally.count),
    numberCell(tally.counted),
    numberCell(tally.estimated),
    toSumCell(tally),
    toEstimatedCell(amounts),
    toMeanCell(tally),
    toMedianCell(amounts),
    numberCell(tally.notYet),
    numberCell(tally.cannot),
  ];
}

function toEstimatedCell(amounts: readonly Amount[]): TabCell {
  const estimated = amounts.filter((amount) => amount.estimated);
  if (estimated.length === 0) return BLANK;
  return moneyCell(
    estimated.reduce((sum, { dong }) => sum + BigInt(dong), 0n),
    true,
  );
}

/** Half a đồng rounds up. */
function toMedianCell(amounts: readonly Amount[]): TabCell {
  const median = toMedian(amounts.map(({ dong }) => dong));
  return median === undefined ? textCell(LABELS.noData) : moneyCell(BigInt(Math.round(median)));
}
