// Reads back from the committee's spreadsheet what was published on it.
import type { PublishedReading, TabValues } from '../../../core/summary/machine-tab.ts';
import { readPublication } from '../../../core/summary/machine-tab.ts';
import type { UnitStatus } from '../../../core/summary/unit-status.ts';
import { HEADERS, TAB_TITLES, UNIT_STATUS_NAMES } from '../../../core/wording/summary.ts';
import type { Workbook } from '../../google/workbook/workbook.ts';

export type Published = {
  readonly reading: PublishedReading;
  /** By unit code, as «Theo đơn vị» says. */
  readonly statuses: ReadonlyMap<string, UnitStatus>;
};

export function readPublished(workbook: Workbook): Published {
  const titles = [TAB_TITLES.machine, TAB_TITLES.overview, TAB_TITLES.units];
  const values = Object.fromEntries(titles.map((title) => [title, readValues(workbook, title)]));
  return {
    reading: readPublication(values),
    statuses: readStatuses(values[TAB_TITLES.units] ?? []),
  };
}

function readValues(workbook: Workbook, title: string): TabValues[string] {
  const sheet = workbook.sheetByTitle(title);
  if (sheet === undefined) return [];
  const { rows, columns } = sheet.contentExtent();
  return Array.from({ length: rows }, (_, row) =>
    sheet.cellsOf(row, 0, columns).map((cell) => cell.content?.value ?? ''),
  );
}

function readStatuses(rows: TabValues[string]): ReadonlyMap<string, UnitStatus> {
  const header = rows.findIndex(
    (row) => row.includes(HEADERS.code) && row.includes(HEADERS.status),
  );
  if (header < 0) return new Map();
  const codeColumn = rows[header]?.indexOf(HEADERS.code) ?? -1;
  const statusColumn = rows[header]?.indexOf(HEADERS.status) ?? -1;
  const statuses = new Map<string, UnitStatus>();
  for (const row of rows.slice(header + 1)) {
    const status = STATUS_BY_NAME.get(String(row[statusColumn]));
    if (status !== undefined) statuses.set(String(row[codeColumn]), status);
  }
  return statuses;
}

const STATUSES = ['missing', 'entering', 'submitted', 'confirmedNone'] as const;
const STATUS_BY_NAME = new Map<string, UnitStatus>(
  STATUSES.map((status) => [UNIT_STATUS_NAMES[status], status]),
);
