/** «Đơn vị chưa nộp»: who has neither a row nor a word, and what they have begun. */
import { formatDay } from '../format.ts';
import type { Day } from '../rules.ts';
import { countDaysBetween, toVietnamDay } from '../time.ts';
import { describeSilence } from '../wording/silence.ts';
import { HEADERS, LABELS, TAB_TITLES, toDeadlineNote } from '../wording/summary.ts';
import type { Figures, UnitFigures } from './figures.ts';
import type { Tab, TabCell, TabRow } from './tab.ts';
import { BLANK, numberCell, textCell } from './tab.ts';
import type { TableColumn } from './table-tab.ts';
import { toTableTab } from './table-tab.ts';
import { toContactCell } from './units-tab.ts';

const COLUMNS: readonly TableColumn[] = [
  { header: HEADERS.number, widthPx: 50 },
  { header: HEADERS.code, widthPx: 70 },
  { header: HEADERS.unit, widthPx: 340 },
  { header: HEADERS.unitType, widthPx: 150 },
  { header: HEADERS.incomplete, widthPx: 110 },
  { header: HEADERS.rejected, widthPx: 110 },
  { header: HEADERS.waiting, widthPx: 110 },
  { header: HEADERS.lastContact, widthPx: 150 },
  { header: HEADERS.deadline, widthPx: 110 },
];
const REMARK_COLUMN: TableColumn = { header: HEADERS.remark, widthPx: 420 };

export function toMissingTab(figures: Figures): Tab {
  const expected = figures.units.filter(({ isExpected }) => isExpected);
  const missing = expected.filter(({ status }) => status === 'missing');
  const { deadline } = figures.programme;
  const hasSilent = figures.units.some(({ sweep }) => sweep !== undefined);
  const toRows = (units: readonly UnitFigures[]) =>
    units.map((unit, index) => [
      numberCell(index + 1),
      ...toCells(unit, deadline),
      ...(hasSilent ? [toRemarkCell(unit)] : []),
    ]);
  const tab = toTableTab({
    title: TAB_TITLES.missing,
    figures,
    notes:
      deadline === undefined ? [] : [toDeadlineNote(deadline, countDaysLeft(figures, deadline))],
    columns: hasSilent ? [...COLUMNS, REMARK_COLUMN] : COLUMNS,
    body: toRows(missing),
    emptyText: LABELS.nobodyMissing,
  });
  const others = figures.units.filter(
    (unit) => unit.sweep !== undefined && !missing.includes(unit),
  );
  return others.length === 0 ? tab : { ...tab, rows: [...tab.rows, ...toSection(toRows(others))] };
}

/** They have reported, and yet what they type may be missing. */
function toSection(rows: readonly (readonly TabCell[])[]): readonly TabRow[] {
  return [
    { style: 'body', cells: [] },
    { style: 'section', cells: [textCell(LABELS.sectionSilent)] },
    ...rows.map((cells): TabRow => ({ style: 'body', cells })),
  ];
}

function toCells(unit: UnitFigures, deadline: Day | undefined): readonly TabCell[] {
  return [
    textCell(unit.unit.code),
    textCell(unit.unit.name),
    textCell(unit.unit.type),
    numberCell(unit.counts.incomplete),
    numberCell(unit.counts.rejected),
    numberCell(unit.counts.waiting),
    toContactCell(unit),
    deadline === undefined ? BLANK : textCell(formatDay(deadline)),
  ];
}

function toRemarkCell({ sweep, lastContactAt }: UnitFigures): TabCell {
  return sweep === undefined || lastContactAt === undefined
    ? BLANK
    : textCell(describeSilence(lastContactAt, sweep));
}

/** Below 0 once it is over; the day itself still belongs to the time given. */
function countDaysLeft({ asOf }: Figures, deadline: Day): number {
  return countDaysBetween(toVietnamDay(asOf), deadline);
}
