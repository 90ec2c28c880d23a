/** «Theo đơn vị»: every unit with its rows by category, its money states and where it stands. */
import { CATEGORIES } from '../lists.ts';
import type { ProgrammeUnit } from '../programme.ts';
import { findUnit } from '../programme.ts';
import { toTenths } from '../report/format-tenths.ts';
import { CATEGORY_NAMES } from '../wording/lists.ts';
import {
  HEADERS,
  LABELS,
  NOTES,
  TAB_TITLES,
  toValidityText,
  UNIT_STATUS_NAMES,
} from '../wording/summary.ts';
import type { Figures, UnitFigures } from './figures.ts';
import { sumTallies } from './figures.ts';
import { MONEY_STATE_COLUMNS, toMoneyStateCells } from './money-states.ts';
import type { RevenueLine } from './revenue-share.ts';
import { listRevenueLines, sumRevenues, toRevenueShare } from './revenue-share.ts';
import type { Tab, TabCell } from './tab.ts';
import { BLANK, momentCell, moneyCell, numberCell, shareCell, textCell } from './tab.ts';
import type { TableColumn } from './table-tab.ts';
import { toTableTab } from './table-tab.ts';

const FIRST_COLUMNS: readonly TableColumn[] = [
  { header: HEADERS.code, widthPx: 70 },
  { header: HEADERS.unit, widthPx: 320 },
  { header: HEADERS.unitType, widthPx: 130 },
  ...CATEGORIES.map((category) => ({ header: CATEGORY_NAMES[category], widthPx: 110 })),
  { header: HEADERS.total, widthPx: 80 },
  ...MONEY_STATE_COLUMNS,
];
const REVENUE_COLUMNS: readonly TableColumn[] = [
  { header: HEADERS.revenue, widthPx: 190 },
  { header: HEADERS.revenueShare, widthPx: 130 },
];
const LAST_COLUMNS: readonly TableColumn[] = [
  { header: HEADERS.rejected, widthPx: 90 },
  { header: HEADERS.incomplete, widthPx: 90 },
  { header: HEADERS.waiting, widthPx: 90 },
  { header: HEADERS.held, widthPx: 90 },
  { header: HEADERS.outOfPeriod, widthPx: 80 },
  { header: HEADERS.status, widthPx: 190 },
  { header: HEADERS.lastContact, widthPx: 140 },
];
const VALIDITY_COLUMN: TableColumn = { header: HEADERS.validity, widthPx: 300 };

/** Revenue and validity have columns only where the programme says anything about them. */
export function toUnitsTab(figures: Figures): Tab {
  const revenues = listRevenueLines(figures, figures.programme.targets?.revenues ?? []);
  const hasLimits = figures.units.some(({ unit }) => toLimits(figures, unit) !== '');
  return toTableTab({
    title: TAB_TITLES.units,
    figures,
    notes: revenues.length === 0 ? [] : [NOTES.revenue],
    columns: [
      ...FIRST_COLUMNS,
      ...(revenues.length === 0 ? [] : REVENUE_COLUMNS),
      ...LAST_COLUMNS,
      ...(hasLimits ? [VALIDITY_COLUMN] : []),
    ],
    body: figures.units.map((unit) => [
      textCell(unit.unit.code),
      textCell(unit.unit.name),
      textCell(unit.unit.type),
      ...toCountCells(unit),
      ...(revenues.length === 0 ? [] : toRevenueCells(linesOf(revenues, unit))),
      ...toContactCells(unit),
      textCell(UNIT_STATUS_NAMES[unit.status]),
      toContactCell(unit),
      ...(hasLimits ? [textCell(toLimits(figures, unit.unit))] : []),
    ]),
    total: [
      textCell(LABELS.all),
      BLANK,
      BLANK,
      ...toCountCells(figures),
      ...(revenues.length === 0 ? [] : toRevenueCells(revenues)),
      ...toContactCells(figures),
    ],
    emptyText: LABELS.noneAtAll,
  });
}

function linesOf(lines: readonly RevenueLine[], { unit }: UnitFigures): readonly RevenueLine[] {
  return lines.filter((line) => line.unit === unit.code);
}

/** Half a tenth of a percent rounds up. */
function toRevenueCells(lines: readonly RevenueLine[]): readonly TabCell[] {
  if (lines.length === 0) return [BLANK, BLANK];
  const share = toRevenueShare(lines);
  const ratio =
    share === undefined
      ? textCell(LABELS.noData)
      : shareCell(toTenths(share.benefitDong, share.revenueDong));
  return [moneyCell(sumRevenues(lines)), ratio];
}

function toLimits({ programme }: Figures, unit: ProgrammeUnit): string {
  const heir = unit.successor === undefined ? undefined : findUnit(programme, unit.successor);
  const successor = heir === undefined ? undefined : `${heir.code} ${heir.name}`;
  return toValidityText({ ...unit, successor });
}

export function toContactCell({ lastContactAt }: UnitFigures): TabCell {
  return lastContactAt === undefined ? textCell(LABELS.neverConnected) : momentCell(lastContactAt);
}

type Counted = Pick<UnitFigures, 'entries' | 'tally' | 'counts' | 'held' | 'outOfPeriod'>;

function toCountCells({ entries, tally }: Counted): readonly TabCell[] {
  return [
    ...CATEGORIES.map((category) => numberCell(sumTallies(entries, { category }).count)),
    numberCell(tally.count),
    ...toMoneyStateCells(tally),
  ];
}

function toContactCells({ counts, held, outOfPeriod }: Counted): readonly TabCell[] {
  return [
    numberCell(counts.rejected),
    numberCell(counts.incomplete),
    numberCell(counts.waiting),
    numberCell(held),
    numberCell(outOfPeriod),
  ];
}
