/** All published tabs as one .xlsx file; what only machines read is left out. */
import type { Cell, WriteSheet } from 'hucre/xlsx';
import { writeXlsx } from 'hucre/xlsx';
import type { Tab } from '../../../core/summary/tab.ts';
import { REPORT_FILE_TITLES, REPORT_LABELS } from '../../../core/wording/report.ts';
import { toCell } from './xlsx-cell.ts';
import { toSheetChart } from './xlsx-chart.ts';
import { toRowHeight } from './xlsx-row-height.ts';

export async function createXlsx(tabs: readonly Tab[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: tabs.filter(({ isHidden }) => !isHidden).map(toSheet),
    properties: { title: REPORT_FILE_TITLES.workbook, creator: REPORT_LABELS.author },
    defaultFont: { name: 'Times New Roman', size: 11 },
  });
}

/** Pixels of a column as the widths of digits this format counts in. */
const PX_PER_DIGIT = 7;
/** A wider table is printed over several pages side by side, so that it can still be read. */
const MAX_PAGE_WIDTH_PX = 2_000;

function toSheet({ title, columns, rows, frozenRows, charts = [] }: Tab): WriteSheet {
  const widths = columns.map(({ widthPx }) => Math.round(widthPx / PX_PER_DIGIT));
  const totalPx = columns.reduce((sum, { widthPx }) => sum + widthPx, 0);
  const cells = new Map<string, Partial<Cell>>();
  for (const [rowIndex, row] of rows.entries()) {
    // Rows of a table are drawn to its last column, so that its frame is whole.
    const isFramed = row.style !== 'title' && row.style !== 'note';
    const width = isFramed ? columns.length : row.cells.length;
    for (let columnIndex = 0; columnIndex < width; columnIndex += 1) {
      const cell = row.cells[columnIndex] ?? { kind: 'blank' };
      cells.set(`${rowIndex},${columnIndex}`, toCell(cell, row.style));
    }
  }
  return {
    name: title,
    columns: widths.map((width) => ({ width })),
    rows: rows.map(() => []),
    cells,
    rowDefs: new Map(rows.map((row, index) => [index, { height: toRowHeight(row, widths) }])),
    freezePane: { rows: frozenRows },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: Math.max(1, Math.ceil(totalPx / MAX_PAGE_WIDTH_PX)),
      fitToHeight: 0,
      printTitlesRow: `$${frozenRows}:$${frozenRows}`,
    },
    charts: charts.map(toSheetChart),
  };
}
