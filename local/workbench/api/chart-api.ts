// Charts of a tab as the page draws them: what the definition says, with the figures it names.

/** GET /api/spreadsheets/:key/charts/:sheetId */
export type ChartList = { readonly charts: readonly ChartView[] };

export type ChartView = {
  readonly chartId: number;
  readonly title: string;
  readonly kind: 'column' | 'bar';
  readonly valueName: string;
  readonly labels: readonly string[];
  readonly values: readonly number[];
};
