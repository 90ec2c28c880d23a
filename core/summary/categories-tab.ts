/** «Theo nhóm»: categories by year with shares that add up to 100,0 %. */
import { CATEGORIES } from '../lists.ts';
import { CATEGORY_NAMES } from '../wording/lists.ts';
import { HEADERS, LABELS, NOTES, TAB_TITLES, toYearName } from '../wording/summary.ts';
import type { Figures } from './figures.ts';
import { sumTallies } from './figures.ts';
import { toShareTenths } from './largest-remainder.ts';
import type { Tab } from './tab.ts';
import { numberCell, textCell, toShareCell } from './tab.ts';
import { toTableTab } from './table-tab.ts';

export function toCategoriesTab(figures: Figures): Tab {
  const { entries, years, tally } = figures;
  const counts = CATEGORIES.map((category) => sumTallies(entries, { category }).count);
  const shares = toShareTenths(counts);
  return toTableTab({
    title: TAB_TITLES.categories,
    figures,
    notes: [NOTES.shares],
    columns: [
      { header: HEADERS.category, widthPx: 280 },
      ...years.map((year) => ({ header: toYearName(year), widthPx: 100 })),
      { header: HEADERS.total, widthPx: 100 },
      { header: HEADERS.share, widthPx: 90 },
      { header: HEADERS.remark, widthPx: 330 },
    ],
    body: CATEGORIES.map((category, index) => [
      textCell(CATEGORY_NAMES[category]),
      ...years.map((year) => numberCell(sumTallies(entries, { year, category }).count)),
      numberCell(sumTallies(entries, { category }).count),
      toShareCell(shares?.[index]),
      textCell(counts[index] === 0 ? LABELS.noneInCategory : ''),
    ]),
    total: [
      textCell(LABELS.all),
      ...years.map((year) => numberCell(sumTallies(entries, { year }).count)),
      numberCell(tally.count),
      toShareCell(shares?.reduce((sum, share) => sum + share, 0)),
    ],
    emptyText: LABELS.noneAtAll,
  });
}
