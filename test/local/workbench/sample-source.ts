// A small programme with a committee's spreadsheet, one unit's and a copy, built by hand.

import { ENTRY_COLUMNS } from '../../../core/columns.ts';
import { parseProgramme } from '../../../core/programme.ts';
import { toFigures } from '../../../core/summary/figures.ts';
import { toMachineTab } from '../../../core/summary/machine-tab.ts';
import { toOverviewTab } from '../../../core/summary/overview-tab.ts';
import { toSummary } from '../../../core/summary/summary.ts';
import { type Tab, toCellValue } from '../../../core/summary/tab.ts';
import { toUnitsTab } from '../../../core/summary/units-tab.ts';
import { COLUMN_HEADERS } from '../../../core/wording/columns.ts';
import { ENTRY_TAB_TITLE } from '../../../core/wording/sheet.ts';
import type { Sheet } from '../../../local/google/workbook/sheet.ts';
import { Workbook } from '../../../local/google/workbook/workbook.ts';
import type { PageSource } from '../../../local/workbench/page-source.ts';
import { createTimeline } from '../../../local/workbench/timeline.ts';
import type { Workbench } from '../../../local/workbench/workbench.ts';

export const NOW_MS = Date.parse('2011-03-31T08:05:00+07:00');

export const PROGRAMME = parseProgramme('test', {
  code: 'thu-nghiem',
  name: 'Tổng kết thử',
  province: 'Bến Tre',
  rulesVersion: 1,
  period: { from: '2008-01-01', to: '2010-12-31' },
  schedules: { publishEveryMinutes: 5 },
  recipients: [],
  legalReferences: [],
  units: [
    { code: 'BT002', name: 'Sở Y tế', type: 'Sở' },
    { code: 'BT028', name: 'Bệnh viện đa khoa', type: 'Bệnh viện' },
  ],
});

/** Column places in the entry tab. */
export const RECEIPT = 2;
export const TITLE = 3;

export function newEntryWorkbook(
  key: string,
  rows: readonly { readonly receipt: string; readonly title: string }[],
): Workbook {
  const workbook = new Workbook({ spreadsheetId: `id-${key}`, title: `Sáng kiến – ${key}` });
  const sheet = workbook.addSheet({ title: ENTRY_TAB_TITLE, sheetId: 7, rowCount: 50 });
  workbook.deleteSheet(0);
  fillRow(
    sheet,
    0,
    ENTRY_COLUMNS.map((column) => COLUMN_HEADERS[column]),
  );
  rows.forEach(({ receipt, title }, index) => {
    fillRow(sheet, index + 1, ['', '', receipt, title]);
  });
  sheet.setLines('columns', { at: 0, count: 2 }, { hidden: true });
  sheet.setFurniture({ frozenRows: 1 });
  return workbook;
}

/** What the publication of no rows at all would write. */
export function newCommitteeWorkbook(): Workbook {
  const workbook = new Workbook({ spreadsheetId: 'id-committee', title: 'Ban Tổ chức' });
  const figures = toFigures({
    programme: PROGRAMME,
    reports: [
      {
        unit: 'BT028',
        contact: {
          unit: 'BT028',
          counts: { incomplete: 1, rejected: 2, waiting: 0, warned: 0 },
          statement: 'none',
          bundle: 'test',
          lastContactAt: NOW_MS,
          changedAt: NOW_MS,
        },
      },
    ],
    asOf: NOW_MS,
  });
  const summary = toSummary(figures);
  for (const tab of [
    toOverviewTab(figures, summary),
    toUnitsTab(figures),
    toMachineTab(summary, 3),
  ]) {
    addTab(workbook, tab);
  }
  workbook.deleteSheet(0);
  return workbook;
}

export function newSource(
  spreadsheets: readonly { readonly key: string; readonly workbook: Workbook }[],
): PageSource {
  return { programme: PROGRAMME, now: () => NOW_MS, spreadsheets: () => spreadsheets };
}

/** Everything beyond looking at spreadsheets throws unless a test gives it. */
export function newWorkbench(source: PageSource, parts: Partial<Workbench> = {}): Workbench {
  const refuse = (): never => {
    throw new Error('not part of this test');
  };
  return {
    ...source,
    acts: { open: refuse, act: refuse, copy: refuse },
    controls: { view: refuse, setFault: refuse, jump: refuse },
    mailbox: { list: refuse, read: refuse, readHtml: refuse, readFile: refuse },
    timeline: createTimeline(),
    menuItems: () => [],
    reportLinks: async () => [],
    ...parts,
  };
}

function addTab(workbook: Workbook, tab: Tab): void {
  const sheet = workbook.addSheet({ title: tab.title, rowCount: 60 });
  for (const [row, { cells }] of tab.rows.entries()) fillRow(sheet, row, cells.map(toCellValue));
  sheet.setFurniture({ frozenRows: tab.frozenRows, hidden: tab.isHidden });
}

function fillRow(sheet: Sheet, row: number, values: readonly (string | number)[]): void {
  sheet.setCells(
    row,
    0,
    values.map((value) => (value === '' ? {} : { content: { value } })),
  );
}
