// batchUpdate requests about charts: kept as given, with their ids and sheets checked.

import type { sheets_v4 } from '@googleapis/sheets';
import type { EmbeddedChart, JsonObject, JsonValue } from '../../workbook/embedded-chart.ts';
import type { Sheet } from '../../workbook/sheet.ts';
import type { Workbook } from '../../workbook/workbook.ts';
import { ApiError, notImplemented } from '../api-error.ts';
import { applyFieldMask, maskTouches } from '../field-mask.ts';
import { parseGridRange, requireGrid } from '../grid-range.ts';
import type { SheetsSchemaChecker } from '../sheets-schema.ts';
import { parseUpdateMask } from './update-mask.ts';

export function addChart(
  workbook: Workbook,
  request: sheets_v4.Schema$AddChartRequest,
): sheets_v4.Schema$AddChartResponse {
  const { chartId, spec, position, border } = request.chart ?? {};
  if (border !== undefined) throw notImplemented('chart.border');
  const id = chartId ?? workbook.newObjectId();
  if (!Number.isInteger(id) || id < 0) throw new ApiError(400, `Invalid chart id: ${id}`);
  if (findChart(workbook, id) !== undefined)
    throw new ApiError(400, `An embedded object with the ID ${id} already exists.`);
  const chart = {
    chartId: id,
    spec: parseSpec(workbook, spec),
    position: toJsonObject(position ?? {}),
  };
  const sheet = sheetOfPosition(workbook, position);
  sheet.setFurniture({ charts: [...sheet.charts, chart] });
  return { chart };
}

export function updateChartSpec(
  workbook: Workbook,
  request: sheets_v4.Schema$UpdateChartSpecRequest,
): void {
  const { sheet, chart } = requireChart(workbook, request.chartId);
  replaceChart(sheet, { ...chart, spec: parseSpec(workbook, request.spec) });
}

/** The mask counts from the overlay position. */
export function updateEmbeddedObjectPosition(
  workbook: Workbook,
  checker: SheetsSchemaChecker,
  request: sheets_v4.Schema$UpdateEmbeddedObjectPositionRequest,
): sheets_v4.Schema$UpdateEmbeddedObjectPositionResponse {
  const { sheet, chart } = requireChart(workbook, request.objectId);
  const mask = parseUpdateMask(checker, 'OverlayPosition', request.fields);
  sheetOfPosition(workbook, request.newPosition);
  const wanted = toJsonObject(request.newPosition?.overlayPosition ?? {});
  const old = toJsonObject(chart.position.overlayPosition ?? {});
  const kept = Object.entries(old).filter(([name]) => !maskTouches(mask, [name]));
  const overlayPosition = {
    ...Object.fromEntries(kept),
    ...toJsonObject(applyFieldMask(mask, wanted)),
  };
  const position = { overlayPosition };
  const target = sheetOfPosition(workbook, position);
  sheet.setFurniture({ charts: sheet.charts.filter((each) => each !== chart) });
  target.setFurniture({ charts: [...target.charts, { ...chart, position }] });
  return { position };
}

export function deleteEmbeddedObject(
  workbook: Workbook,
  request: sheets_v4.Schema$DeleteEmbeddedObjectRequest,
): void {
  const { sheet, chart } = requireChart(workbook, request.objectId);
  sheet.setFurniture({ charts: sheet.charts.filter((each) => each !== chart) });
}

type PlacedChart = { readonly sheet: Sheet; readonly chart: EmbeddedChart };

function findChart(workbook: Workbook, chartId: number): PlacedChart | undefined {
  for (const sheet of workbook.sheets) {
    const chart = sheet.charts.find((each) => each.chartId === chartId);
    if (chart !== undefined) return { sheet, chart };
  }
  return undefined;
}

function requireChart(workbook: Workbook, chartId: number | null | undefined): PlacedChart {
  const found = findChart(workbook, chartId ?? 0);
  if (found === undefined) throw new ApiError(400, `No embedded object with id: ${chartId ?? 0}`);
  return found;
}

function replaceChart(sheet: Sheet, chart: EmbeddedChart): void {
  sheet.setFurniture({
    charts: sheet.charts.map((each) => (each.chartId === chart.chartId ? chart : each)),
  });
}

function sheetOfPosition(
  workbook: Workbook,
  position: sheets_v4.Schema$EmbeddedObjectPosition | undefined,
): Sheet {
  if (position?.newSheet === true || typeof position?.sheetId === 'number')
    throw notImplemented('a chart on a sheet of its own');
  const anchor = position?.overlayPosition?.anchorCell;
  const sheet = requireGrid(workbook, anchor?.sheetId);
  const [row, column] = [anchor?.rowIndex ?? 0, anchor?.columnIndex ?? 0];
  sheet.assertInside({ row, column, rows: 1, columns: 1 });
  return sheet;
}

const CHART_KINDS = [
  'basicChart',
  'pieChart',
  'bubbleChart',
  'candlestickChart',
  'histogramChart',
  'orgChart',
  'scorecardChart',
  'treemapChart',
  'waterfallChart',
];

function parseSpec(workbook: Workbook, spec: sheets_v4.Schema$ChartSpec | undefined): JsonObject {
  const json = toJsonObject(spec ?? {});
  const kinds = CHART_KINDS.filter((kind) => json[kind] !== undefined);
  if (kinds.length !== 1)
    throw new ApiError(400, `A chart has exactly one kind, not [${kinds.join(', ')}]`);
  assertSources(workbook, json);
  assertMinorAxis(spec?.basicChart);
  return json;
}

// A bar chart lies on its side: its values run along the bottom, those of the others up the sides.
function assertMinorAxis(chart: sheets_v4.Schema$BasicChartSpec | undefined): void {
  const minor = chart?.chartType === 'BAR' ? ['BOTTOM_AXIS'] : ['LEFT_AXIS', 'RIGHT_AXIS'];
  for (const { targetAxis } of chart?.series ?? []) {
    if (typeof targetAxis === 'string' && !minor.includes(targetAxis))
      throw new ApiError(400, `Invalid series.targetAxis ${targetAxis} for ${chart?.chartType}`);
  }
}

// Every list called «sources», at any depth, holds ranges of cells the chart draws.
function assertSources(workbook: Workbook, value: JsonValue): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, child] of Object.entries(value)) {
    if (name === 'sources' && Array.isArray(child)) {
      for (const source of child) parseGridRange(workbook, source);
    } else assertSources(workbook, child);
  }
}

// The value came from JSON text, so it is JSON.
function toJsonObject(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value));
}
