/** Requests that draw a tab's charts on its sheet, each under its own id. */
import type { sheets_v4 } from '@googleapis/sheets';
import type { Tab } from '../../core/summary/tab.ts';
import type { TabChart } from '../../core/summary/tab-chart.ts';
import { OUR_CHART_IDS, toChartId } from './sheets-object-id.ts';
import type { SheetShape } from './spreadsheet-shape.ts';

type Request = sheets_v4.Schema$Request;

/**
 * A chart that stands on the sheet already keeps the place people moved it to.
 *
 * @param standing ids of the charts on that sheet
 */
export function toChartRequests(
  { charts = [] }: Pick<Tab, 'charts'>,
  sheetId: number,
  standing: readonly number[],
): readonly Request[] {
  return charts.map((chart) => {
    const chartId = toChartId(chart.key);
    const spec = toSpec(chart, sheetId);
    if (standing.includes(chartId)) return { updateChartSpec: { chartId, spec } };
    return { addChart: { chart: { chartId, spec, position: toPosition(chart, sheetId) } } };
  });
}

/**
 * Takes away our charts that are no longer drawn, and those people moved to another sheet: an id
 * can stand only once in a spreadsheet. Charts of other people are left alone.
 *
 * @param staying tabs that are filled where they stand, with their sheets
 */
export function toStrayChartRequests(
  sheets: readonly SheetShape[],
  staying: readonly { readonly tab: Tab; readonly sheetId: number }[],
): readonly Request[] {
  const kept = new Set(
    staying.flatMap(({ tab, sheetId }) =>
      (tab.charts ?? []).map(({ key }) => `${sheetId} ${toChartId(key)}`),
    ),
  );
  return sheets.flatMap(({ sheetId, chartIds = [] }) =>
    chartIds
      .filter((objectId) => OUR_CHART_IDS.has(objectId) && !kept.has(`${sheetId} ${objectId}`))
      .map((objectId) => ({ deleteEmbeddedObject: { objectId } })),
  );
}

/** A bar chart lies on its side: its values run along the bottom. */
function toSpec(chart: TabChart, sheetId: number): sheets_v4.Schema$ChartSpec {
  const valueAxis = chart.kind === 'bar' ? 'BOTTOM_AXIS' : 'LEFT_AXIS';
  return {
    title: chart.title,
    altText: chart.title,
    basicChart: {
      chartType: chart.kind === 'bar' ? 'BAR' : 'COLUMN',
      legendPosition: 'NO_LEGEND',
      headerCount: 0,
      axis: [{ position: valueAxis, title: chart.valueName }],
      domains: [{ domain: toData(chart, sheetId, chart.labelColumnIndex) }],
      series: [{ series: toData(chart, sheetId, chart.valueColumnIndex), targetAxis: valueAxis }],
    },
  };
}

function toData(
  { startRowIndex, endRowIndex }: TabChart,
  sheetId: number,
  startColumnIndex: number,
): sheets_v4.Schema$ChartData {
  const endColumnIndex = startColumnIndex + 1;
  const source = { sheetId, startRowIndex, endRowIndex, startColumnIndex, endColumnIndex };
  return { sourceRange: { sources: [source] } };
}

function toPosition(
  { anchor, widthPx, heightPx }: TabChart,
  sheetId: number,
): sheets_v4.Schema$EmbeddedObjectPosition {
  return {
    overlayPosition: {
      anchorCell: { sheetId, ...anchor },
      widthPixels: widthPx,
      heightPixels: heightPx,
    },
  };
}
