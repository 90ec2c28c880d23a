/** All published tabs as one .xlsx file; what only machines read is left out. */
import type { Cell, WriteSheet } from 'hucre/xlsx';
import { writeXlsx } from 'hucre/xlsx';
import type { Tab, TabRow } from '../../../core/summary/tab.ts';
import { REPORT_FILE_TITLES, REPORT_LABELS } from '../../../core/wording/report.ts';
import { toCell } from './xlsx-cell.ts';
import { toSheetChart } from './xlsx-chart.ts';
import { toRowHeight } from './xlsx-row-height.ts';

export async function createXlsx(tabs: readonly Tab[]): Promise<Uint8Array> {
  const visible = tabs.filter(({ isHidden }) => !isHidden);
  return writeXlsx({
    sheets: visible.map(toSheet),
    namedRanges: visible.map(toPrintTitles),
    properties: { title: REPORT_FILE_TITLES.workbook, creator: REPORT_LABELS.author },
    defaultFont: { name: 'Times New Roman', size: 11 },
  });
}

/** Pixels of a column as the widths of digits this format counts in. */
const PX_PER_DIGIT = 7;
/** A wider table is printed over several pages side by side, so that it can still be read. */
const MAX_PAGE_WIDTH_PX = 1_750;

function toSheet(tab: Tab): WriteSheet {
  const { title, columns, rows, frozenRows, charts = [] } = tab;
  const widths = columns.map(({ widthPx }) => Math.round(widthPx / PX_PER_DIGIT));
  const heights = rows.map((row) => toRowHeight(row, widths));
  const cells = new Map<string, Partial<Cell>>();
  for (const [rowIndex, row] of rows.entries()) {
    for (let columnIndex = 0; columnIndex < countCells(row, tab); columnIndex += 1) {
      const cell = row.cells[columnIndex] ?? { kind: 'blank' };
      cells.set(`${rowIndex},${columnIndex}`, toCell(cell, row.style));
    }
  }
  return {
    name: title,
    columns: widths.map((width) => ({ width })),
    rows: rows.map(() => []),
    cells,
    rowDefs: new Map(heights.map((height, index) => [index, { height }])),
    freezePane: { rows: frozenRows },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: countPagesAcross(tab),
      fitToHeight: 0,
    },
    charts: charts.map((chart) => toSheetChart(chart, { columns, heights })),
  };
}

/** Rows of a table are drawn to its last column, so that its frame is whole. */
function countCells({ style, cells }: TabRow, { columns, charts = [] }: Tab): number {
  if (cells.length === 0 || style === 'title' || style === 'note') return cells.length;
  // What lies under charts is no part of the table.
  return Math.min(columns.length, ...charts.map(({ anchor }) => anchor.columnIndex));
}

function countPagesAcross({ columns }: Tab): number {
  const totalPx = columns.reduce((sum, { widthPx }) => sum + widthPx, 0);
  return Math.max(1, Math.ceil(totalPx / MAX_PAGE_WIDTH_PX));
}

type NamedRange = NonNullable<Parameters<typeof writeXlsx>[0]['namedRanges']>[number];

/** What every printed page begins with: the header, and what tells a row where a table is cut. */
function toPrintTitles(tab: Tab): NamedRange {
  const { title, frozenRows } = tab;
  // Without its quotes a name with a space makes the whole file one to be repaired.
  const sheet = `'${title.replaceAll("'", "''")}'!`;
  const columns = countPagesAcross(tab) > 1 ? [`${sheet}$A:$B`] : [];
  const range = [...columns, `${sheet}$${frozenRows}:$${frozenRows}`].join(',');
  return { name: '_xlnm.Print_Titles', range, scope: title };
}
