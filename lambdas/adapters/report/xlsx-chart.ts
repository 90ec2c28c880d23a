/** A tab's chart as a native chart over the same cells of the sheet. */
import type { SheetChart } from 'hucre/xlsx';
import type { TabChart } from '../../../core/summary/tab-chart.ts';
import { toXmlText } from './xml-text.ts';

const ROW_HEIGHT_PX = 20;
const COLUMN_WIDTH_PX = 100;
const COLOR = '3C78D8';

export function toSheetChart(chart: TabChart): SheetChart {
  const { anchor, widthPx, heightPx } = chart;
  const name = toXmlText(chart.valueName);
  return {
    type: chart.kind,
    title: toXmlText(chart.title),
    series: [
      {
        name,
        values: toRange(chart, chart.valueColumnIndex),
        categories: toRange(chart, chart.labelColumnIndex),
        color: COLOR,
      },
    ],
    axes: { y: { title: name } },
    dataLabels: { showValue: true },
    legend: false,
    anchor: {
      from: { row: anchor.rowIndex, col: anchor.columnIndex },
      to: {
        row: anchor.rowIndex + Math.ceil(heightPx / ROW_HEIGHT_PX),
        col: anchor.columnIndex + Math.ceil(widthPx / COLUMN_WIDTH_PX),
      },
    },
  };
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
