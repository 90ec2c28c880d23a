// The charts of a tab beside its cells, with their figures as tables for whoever cannot see them.
import type { ChartView } from '../api/chart-api.ts';
import { fetchCharts } from './api-client.ts';
import { element, fill } from './element.ts';
import { formatCount, TEXTS } from './texts.ts';

export type ChartsPanel = {
  readonly root: HTMLElement;
  show(place: { readonly key: string; readonly sheetId: number } | undefined): Promise<void>;
};

export function createChartsPanel(): ChartsPanel {
  const root = element('section', { class: 'charts', 'aria-label': TEXTS.charts, hidden: true });
  let wanted: object | undefined;
  let drawn = '';

  return {
    root,
    async show(place) {
      wanted = place;
      const answer = place === undefined ? undefined : await fetchCharts(place);
      if (wanted !== place) return;
      const charts = answer?.kind === 'ok' ? answer.body.charts : [];
      const text = JSON.stringify(charts);
      if (text === drawn) return;
      drawn = text;
      root.hidden = charts.length === 0;
      fill(root, ...charts.map(renderFrame));
      // The grid beside it measures its room anew.
      window.dispatchEvent(new Event('resize'));
      if (charts.length === 0) return;
      const { drawChart } = await import('./draw-chart.ts');
      if (drawn !== text) return;
      charts.forEach((chart, index) => {
        const canvas = root.querySelectorAll<HTMLElement>('.chart-canvas')[index];
        if (canvas !== undefined) drawChart(canvas, chart);
      });
    },
  };
}

function renderFrame(chart: ChartView): HTMLElement {
  const { title, kind, labels } = chart;
  const canvas = element('div', { class: 'chart-canvas', role: 'img', 'aria-label': title });
  canvas.style.height = kind === 'bar' ? `${90 + labels.length * 24}px` : '280px';
  return element(
    'figure',
    { class: 'chart' },
    element('figcaption', { lang: 'vi' }, title),
    canvas,
    element(
      'details',
      {},
      element('summary', {}, TEXTS.chartTable(title)),
      element('table', {}, element('tbody', {}, ...renderFigures(chart))),
    ),
  );
}

function renderFigures({ labels, values }: ChartView): readonly HTMLElement[] {
  return labels.map((label, index) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row', lang: 'vi' }, label),
      element('td', { class: 'align-right' }, formatCount(values[index] ?? 0)),
    ),
  );
}
