/** «Theo đơn vị»: every unit with its rows by category, its money states and where it stands. */
import { CATEGORIES } from '../lists.ts';
import { CATEGORY_NAMES } from '../wording/lists.ts';
import { HEADERS, LABELS, TAB_TITLES, UNIT_STATUS_NAMES } from '../wording/summary.ts';
import type { Figures, UnitFigures } from './figures.ts';
import { sumTallies } from './figures.ts';
import { MONEY_STATE_COLUMNS, toMoneyStateCells } from './money-states.ts';
import type { Tab, TabCell } from './tab.ts';
import { BLANK, momentCell, numberCell, textCell } from './tab.ts';
import type { TableColumn } from './table-tab.ts';
import { toTableTab } from './table-tab.ts';

const COLUMNS: readonly TableColumn[] = [
  { header: HEADERS.code, widthPx: 70 },
  { header: HEADERS.unit, widthPx: 320 },
  { header: HEADERS.unitType, widthPx: 130 },
  ...CATEGORIES.map((category) => ({ header: CATEGORY_NAMES[category], widthPx: 110 })),
  { header: HEADERS.total, widthPx: 80 },
  ...MONEY_STATE_COLUMNS,
  { header: HEADERS.rejected, widthPx: 90 },
  { header: HEADERS.incomplete, widthPx: 90 },
  { header: HEADERS.waiting, widthPx: 90 },
  { header: HEADERS.held, widthPx: 90 },
  { header: HEADERS.outOfPeriod, widthPx: 80 },
  { header: HEADERS.status, widthPx: 190 },
  { header: HEADERS.lastContact, widthPx: 140 },
];

export function toUnitsTab(figures: Figures): Tab {
  return toTableTab({
    title: TAB_TITLES.units,
    figures,
    columns: COLUMNS,
    body: figures.units.map((unit) => [
      textCell(unit.unit.code),
      textCell(unit.unit.name),
      textCell(unit.unit.type),
      ...toFigureCells(unit),
      textCell(UNIT_STATUS_NAMES[unit.status]),
      toContactCell(unit),
    ]),
    total: [textCell(LABELS.all), BLANK, BLANK, ...toFigureCells(figures)],
    emptyText: LABELS.noneAtAll,
  });
}

export function toContactCell({ lastContactAt }: UnitFigures): TabCell {
  return lastContactAt === undefined ? textCell(LABELS.neverConnected) : momentCell(lastContactAt);
}

type Counted = Pick<UnitFigures, 'entries' | 'tally' | 'counts' | 'held' | 'outOfPeriod'>;

function toFigureCells({ entries, tally, counts, held, outOfPeriod }: Counted): TabCell[] {
  return [
    ...CATEGORIES.map((category) => numberCell(sumTallies(entries, { category }).count)),
    numberCell(tally.count),
    ...toMoneyStateCells(tally),
    numberCell(counts.rejected),
    numberCell(counts.incomplete),
    numberCell(counts.waiting),
    numberCell(held),
    numberCell(outOfPeriod),
  ];
}
