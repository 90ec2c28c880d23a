/** «Đơn vị chưa nộp»: who has neither a row nor a word, and what they have begun. */
import { formatDay } from '../format.ts';
import type { Day } from '../rules.ts';
import { countDaysBetween, toVietnamDay } from '../time.ts';
import { HEADERS, LABELS, TAB_TITLES, toDeadlineNote } from '../wording/summary.ts';
import type { Figures } from './figures.ts';
import type { Tab } from './tab.ts';
import { BLANK, numberCell, textCell } from './tab.ts';
import { toTableTab } from './table-tab.ts';
import { toContactCell } from './units-tab.ts';

export function toMissingTab(figures: Figures): Tab {
  const missing = figures.units.filter((unit) => unit.isExpected && unit.status === 'missing');
  const { deadline } = figures.programme;
  const deadlineCell = deadline === undefined ? BLANK : textCell(formatDay(deadline));
  return toTableTab({
    title: TAB_TITLES.missing,
    figures,
    notes:
      deadline === undefined ? [] : [toDeadlineNote(deadline, countDaysLeft(figures, deadline))],
    columns: [
      { header: HEADERS.number, widthPx: 50 },
      { header: HEADERS.code, widthPx: 70 },
      { header: HEADERS.unit, widthPx: 340 },
      { header: HEADERS.unitType, widthPx: 150 },
      { header: HEADERS.incomplete, widthPx: 110 },
      { header: HEADERS.rejected, widthPx: 110 },
      { header: HEADERS.waiting, widthPx: 110 },
      { header: HEADERS.lastContact, widthPx: 150 },
      { header: HEADERS.deadline, widthPx: 110 },
    ],
    body: missing.map((unit, index) => [
      numberCell(index + 1),
      textCell(unit.unit.code),
      textCell(unit.unit.name),
      textCell(unit.unit.type),
      numberCell(unit.counts.incomplete),
      numberCell(unit.counts.rejected),
      numberCell(unit.counts.waiting),
      toContactCell(unit),
      deadlineCell,
    ]),
    emptyText: LABELS.nobodyMissing,
  });
}

/** Below 0 once it is over; the day itself still belongs to the time given. */
function countDaysLeft({ asOf }: Figures, deadline: Day): number {
  return countDaysBetween(toVietnamDay(asOf), deadline);
}
