/** A tab's chart as a native chart over the same cells of the sheet. */
import type { SheetChart } from 'hucre/xlsx';
import type { TabColumn } from '../../../core/summary/tab.ts';
import type { TabChart } from '../../../core/summary/tab-chart.ts';
import { toXmlText } from './xml-text.ts';

/** Of rows and columns that nobody gave a size. */
const ROW_HEIGHT_POINTS = 15;
const COLUMN_WIDTH_PX = 64;
const POINTS_PER_PX = 0.75;
const COLOR = '3C78D8';
/** Where names find no room, some programs leave out every other one. */
const LABEL_POINTS = 8;

export type SheetSizes = {
  readonly columns: readonly TabColumn[];
  /** In points. */
  readonly heights: readonly number[];
};

export function toSheetChart(chart: TabChart, { columns, heights }: SheetSizes): SheetChart {
  const { anchor, widthPx, heightPx, kind } = chart;
  const widths = columns.map((column) => column.widthPx);
  const name = toXmlText(chart.valueName);
  return {
    type: kind,
    title: toXmlText(chart.title),
    series: [
      {
        name,
        values: toRange(chart, chart.valueColumnIndex),
        categories: toRange(chart, chart.labelColumnIndex),
        color: COLOR,
      },
    ],
    axes: {
      // A chart that lies on its side would else begin at its foot.
      x: { labelFontSize: LABEL_POINTS, ...(kind === 'bar' ? { reverse: true } : {}) },
      y: { title: name, ...(kind === 'bar' ? { crosses: 'max' as const } : {}) },
    },
    dataLabels: { showValue: true },
    legend: false,
    anchor: {
      from: { row: anchor.rowIndex, col: anchor.columnIndex },
      to: {
        row: findEnd(heights, {
          from: anchor.rowIndex,
          size: heightPx * POINTS_PER_PX,
          default: ROW_HEIGHT_POINTS,
        }),
        col: findEnd(widths, {
          from: anchor.columnIndex,
          size: widthPx,
          default: COLUMN_WIDTH_PX,
        }),
      },
    },
  };
}

type Extent = { readonly from: number; readonly size: number; readonly default: number };

/** The first line behind so much room; a chart ends with a whole line. */
function findEnd(sizes: readonly number[], extent: Extent): number {
  let end = extent.from;
  for (let left = extent.size; left > 0; end += 1) left -= sizes[end] ?? extent.default;
  return end;
}

/** «$B$5:$B$9», as office programs write it themselves. */
function toRange({ startRowIndex, endRowIndex }: TabChart, columnIndex: number): string {
  const column = toColumnName(columnIndex);
  return `$${column}$${startRowIndex + 1}:$${column}$${endRowIndex}`;
}

function toColumnName(columnIndex: number): string {
  const rest = Math.floor(columnIndex / 26);
  const letter = String.fromCharCode(65 + (columnIndex % 26));
  return rest === 0 ? letter : `${toColumnName(rest - 1)}${letter}`;
}
