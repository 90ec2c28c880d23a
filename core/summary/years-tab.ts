/** «Theo năm»: each year of the period by category, with its money states. */
import { CATEGORIES } from '../lists.ts';
import { CATEGORY_NAMES } from '../wording/lists.ts';
import { HEADERS, LABELS, NOTES, TAB_TITLES, toYearName } from '../wording/summary.ts';
import type { Figures, TallyFilter } from './figures.ts';
import { sumTallies } from './figures.ts';
import { toShareTenths } from './largest-remainder.ts';
import { MONEY_STATE_COLUMNS, toMoneyStateCells } from './money-states.ts';
import type { Tab, TabCell } from './tab.ts';
import { numberCell, textCell, toShareCell } from './tab.ts';
import { toTableTab } from './table-tab.ts';

export function toYearsTab(figures: Figures): Tab {
  const { entries, years } = figures;
  const shares = toShareTenths(years.map((year) => sumTallies(entries, { year }).count));
  return toTableTab({
    title: TAB_TITLES.years,
    figures,
    notes: [NOTES.shares],
    columns: [
      { header: HEADERS.year, widthPx: 120 },
      ...CATEGORIES.map((category) => ({ header: CATEGORY_NAMES[category], widthPx: 130 })),
      { header: HEADERS.total, widthPx: 90 },
      ...MONEY_STATE_COLUMNS,
      { header: HEADERS.share, widthPx: 90 },
    ],
    body: years.map((year, index) => [
      textCell(toYearName(year)),
      ...toCells(figures, { year }),
      toShareCell(shares?.[index]),
    ]),
    total: [
      textCell(LABELS.all),
      ...toCells(figures, {}),
      toShareCell(shares?.reduce((sum, share) => sum + share, 0)),
    ],
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
