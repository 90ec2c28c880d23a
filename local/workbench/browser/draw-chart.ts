// Draws one chart with ECharts from its definition.
import { BarChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { getInstanceByDom, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ChartView } from '../api/chart-api.ts';
import { formatCount } from './texts.ts';

use([BarChart, GridComponent, TooltipComponent, SVGRenderer]);

const COLOR = '#12406b';
const LABEL_WIDTH_PX = 170;

export function drawChart(canvas: HTMLElement, chart: ChartView): void {
  const { kind, labels, values, valueName } = chart;
  const isBar = kind === 'bar';
  const names = {
    type: 'category' as const,
    data: [...labels],
    inverse: isBar,
    axisLabel: isBar
      ? { width: LABEL_WIDTH_PX, overflow: 'truncate' as const, interval: 0 }
      : { width: 84, overflow: 'break' as const, interval: 0, fontSize: 11 },
  };
  const figures = {
    type: 'value' as const,
    name: valueName,
    nameLocation: 'middle' as const,
    nameGap: isBar ? 28 : 44,
    minInterval: 1,
    axisLabel: { hideOverlap: true, formatter: (value: number) => formatCount(value) },
  };
  const instance = getInstanceByDom(canvas) ?? init(canvas, null, { renderer: 'svg' });
  instance.setOption({
    animation: false,
    color: [COLOR],
    textStyle: { fontFamily: 'system-ui, sans-serif', color: '#1c2733' },
    tooltip: { trigger: 'item' },
    grid: isBar
      ? { left: LABEL_WIDTH_PX + 14, right: 40, top: 10, bottom: 44 }
      : { left: 64, right: 16, top: 24, bottom: 64 },
    xAxis: isBar ? figures : names,
    yAxis: isBar ? names : figures,
    series: [
      {
        type: 'bar',
        data: [...values],
        barMaxWidth: 36,
        label: {
          show: true,
          position: isBar ? 'right' : 'top',
          formatter: ({ value }: { value?: unknown }) => formatCount(Number(value)),
        },
      },
    ],
  });
  new ResizeObserver(() => instance.resize()).observe(canvas);
}
