/** «Giá trị làm lợi»: the three states by category; sum and mean only over computed amounts. */
import type { Tally } from '../aggregates.ts';
import { CATEGORIES } from '../lists.ts';
import { CATEGORY_NAMES } from '../wording/lists.ts';
import { HEADERS, LABELS, NOTES, TAB_TITLES } from '../wording/summary.ts';
import type { Figures } from './figures.ts';
import { sumTallies } from './figures.ts';
import { toMeanCell, toSumCell } from './money-states.ts';
import type { Tab, TabCell } from './tab.ts';
import { numberCell, textCell } from './tab.ts';
import { toTableTab } from './table-tab.ts';

export function toBenefitTab(figures: Figures): Tab {
  const { entries, tally } = figures;
  return toTableTab({
    title: TAB_TITLES.benefit,
    figures,
    notes: [NOTES.benefit],
    columns: [
      { header: HEADERS.category, widthPx: 280 },
      { header: HEADERS.total, widthPx: 90 },
      { header: HEADERS.counted, widthPx: 110 },
      { header: HEADERS.estimated, widthPx: 130 },
      { header: HEADERS.dong, widthPx: 190 },
      { header: HEADERS.mean, widthPx: 220 },
      { header: HEADERS.notYet, widthPx: 120 },
      { header: HEADERS.cannot, widthPx: 130 },
    ],
    body: CATEGORIES.map((category) => [
      textCell(CATEGORY_NAMES[category]),
      ...toCells(sumTallies(entries, { category })),
    ]),
    total: [textCell(LABELS.all), ...toCells(tally)],
    emptyText: LABELS.noneAtAll,
  });
}

function toCells(tally: Tally): readonly TabCell[] {
  return [
    numberCell(tally.count),
    numberCell(tally.counted),
    numberCell(tally.estimated),
    toSumCell(tally),
    toMeanCell(tally),
    numberCell(tally.notYet),
    numberCell(tally.cannot),
  ];
}
