// Reads the charts of a tab from their definitions in the Sheets API's form.
import * as z from 'zod';
import type { Sheet } from '../../google/workbook/sheet.ts';
import type { Workbook } from '../../google/workbook/workbook.ts';
import { toCellText } from './cell-text.ts';
import type { ChartView } from './chart-api.ts';

const GridRange = z.object({
  sheetId: z.number(),
  startRowIndex: z.number(),
  endRowIndex: z.number(),
  startColumnIndex: z.number(),
});
const Source = z.object({ sourceRange: z.object({ sources: z.array(GridRange).min(1) }) });
const BasicChart = z.object({
  title: z.string().default(''),
  basicChart: z.object({
    chartType: z.enum(['COLUMN', 'BAR']),
    axis: z.array(z.object({ position: z.string(), title: z.string().optional() })).default([]),
    domains: z.array(z.object({ domain: Source })).min(1),
    series: z.array(z.object({ series: Source })).min(1),
  }),
});
type GridRange = z.infer<typeof GridRange>;

/** A definition of another form is left out: the grid still has its figures. */
export function toChartViews(workbook: Workbook, sheet: Sheet): readonly ChartView[] {
  return sheet.charts.flatMap(({ chartId, spec }) => {
    const parsed = BasicChart.safeParse(spec);
    if (!parsed.success) return [];
    const { title, basicChart } = parsed.data;
    const labels = basicChart.domains[0]?.domain.sourceRange.sources[0];
    const values = basicChart.series[0]?.series.sourceRange.sources[0];
    if (labels === undefined || values === undefined) return [];
    const isBar = basicChart.chartType === 'BAR';
    const valueAxis = basicChart.axis.find(
      ({ position }) => position === (isBar ? 'BOTTOM_AXIS' : 'LEFT_AXIS'),
    );
    return [
      {
        chartId,
        title,
        kind: isBar ? 'bar' : 'column',
        valueName: valueAxis?.title ?? '',
        labels: readCells(workbook, labels).map(toCellText),
        values: readCells(workbook, values).map(({ content }) => Number(content?.value ?? 0) || 0),
      },
    ];
  });
}

function readCells(workbook: Workbook, range: GridRange) {
  const sheet = workbook.sheetById(range.sheetId);
  if (sheet === undefined) return [];
  const end = Math.min(range.endRowIndex, sheet.rowCount);
  return Array.from({ length: Math.max(0, end - range.startRowIndex) }, (_, index) =>
    sheet.cell(range.startRowIndex + index, range.startColumnIndex),
  );
}
