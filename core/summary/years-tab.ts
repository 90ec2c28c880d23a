/** «Theo năm»: each year of the period by category, with its money states. */
import { CATEGORIES } from '../lists.ts';
import { CATEGORY_NAMES } from '../wording/lists.ts';
import { HEADERS, LABELS, TAB_TITLES, toYearName } from '../wording/summary.ts';
import type { Figures, TallyFilter } from './figures.ts';
import { sumTallies } from './figures.ts';
import { MONEY_STATE_COLUMNS, toMoneyStateCells } from './money-states.ts';
import type { Tab, TabCell } from './tab.ts';
import { numberCell, textCell } from './tab.ts';
import { toTableTab } from './table-tab.ts';

export function toYearsTab(figures: Figures): Tab {
  return toTableTab({
    title: TAB_TITLES.years,
    figures,
    columns: [
      { header: HEADERS.year, widthPx: 120 },
      ...CATEGORIES.map((category) => ({ header: CATEGORY_NAMES[category], widthPx: 130 })),
      { header: HEADERS.total, widthPx: 90 },
      ...MONEY_STATE_COLUMNS,
    ],
    body: figures.years.map((year) => [textCell(toYearName(year)), ...toCells(figures, { year })]),
    total: [textCell(LABELS.all), ...toCells(figures, {})],
    emptyText: LABELS.noneAtAll,
  });
}

function toCells({ entries }: Figures, filter: TallyFilter): readonly TabCell[] {
  const tally = sumTallies(entries, filter);
  return [
    ...CATEGORIES.map((category) => numberCell(sumTallies(entries, { ...filter, category }).count)),
    numberCell(tally.count),
    ...toMoneyStateCells(tally),
  ];
}
