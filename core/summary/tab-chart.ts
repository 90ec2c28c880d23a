/** A chart beside a table, drawn from cells of its own tab. */

/** Each chart keeps its key, and so its id on the spreadsheet, from publication to publication. */
export const CHART_KEYS = ['byCategory', 'byYear', 'byUnit'] as const;
export type ChartKey = (typeof CHART_KEYS)[number];

export type TabChart = {
  readonly key: ChartKey;
  readonly kind: 'column' | 'bar';
  readonly title: string;
  /** What the values are: the title of their axis. */
  readonly valueName: string;
  readonly labelColumnIndex: number;
  readonly valueColumnIndex: number;
  /** 0-based; the end does not belong to it. */
  readonly startRowIndex: number;
  readonly endRowIndex: number;
  /** The cell whose upper left corner the chart hangs on. */
  readonly anchor: { readonly rowIndex: number; readonly columnIndex: number };
  readonly widthPx: number;
  readonly heightPx: number;
};
