/** «Theo đơn vị»: every unit with its rows by category, its money states and where it stands. */
import type { Tally } from '../aggregates.ts';
import { addTallies, EMPTY_TALLY } from '../aggregates.ts';
import { CATEGORIES } from '../lists.ts';
import type { ProgrammeUnit } from '../programme.ts';
import { findUnit } from '../programme.ts';
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
  const revenues = toRevenues(figures);
  const hasLimits = figures.units.some(({ unit }) => toLimits(figures, unit) !== '');
  return toTableTab({
    title: TAB_TITLES.units,
    figures,
    notes: revenues.size === 0 ? [] : [NOTES.revenue],
    columns: [
      ...FIRST_COLUMNS,
      ...(revenues.size === 0 ? [] : REVENUE_COLUMNS),
      ...LAST_COLUMNS,
      ...(hasLimits ? [VALIDITY_COLUMN] : []),
    ],
    body: figures.units.map((unit) => [
      textCell(unit.unit.code),
      textCell(unit.unit.name),
      textCell(unit.unit.type),
      ...toCountCells(unit),
      ...(revenues.size === 0 ? [] : toRevenueCells(unit.tally, revenues.get(unit.unit.code))),
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
      ...(revenues.size === 0 ? [] : toTotalRevenueCells(figures, revenues)),
      ...toContactCells(figures),
    ],
    emptyText: LABELS.noneAtAll,
  });
}

type Revenues = ReadonlyMap<string, bigint>;

/** Of the units that are listed. */
function toRevenues({ programme, units }: Figures): Revenues {
  const listed = new Set(units.map(({ unit }) => unit.code));
  const given = (programme.targets?.revenues ?? []).filter(({ unit }) => listed.has(unit));
  return new Map(given.map(({ unit, dong }) => [unit, BigInt(dong)]));
}

function toRevenueCells(tally: Tally, revenue: bigint | undefined): readonly TabCell[] {
  if (revenue === undefined) return [BLANK, BLANK];
  if (tally.counted === 0) return [moneyCell(revenue), textCell(LABELS.noData)];
  // Half a tenth of a percent rounds up.
  const tenths = (tally.countedDong * 2000n + revenue) / (revenue * 2n);
  return [moneyCell(revenue), shareCell(Number(tenths))];
}

/** Only units with a revenue: the others' benefits have nothing to be compared with. */
function toTotalRevenueCells({ units }: Figures, revenues: Revenues): readonly TabCell[] {
  const tally = units
    .filter(({ unit }) => revenues.has(unit.code))
    .reduce((sum, unit) => addTallies(sum, unit.tally), EMPTY_TALLY);
  return toRevenueCells(
    tally,
    [...revenues.values()].reduce((sum, revenue) => sum + revenue, 0n),
  );
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
