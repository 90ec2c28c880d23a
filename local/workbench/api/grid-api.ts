// What the grid is given of one tab: everything it draws, and afterwards only what changed.
import type { MergeView } from './page-api.ts';

/** GET /api/spreadsheets/:key/grid/:sheetId */
export type GridView = {
  readonly kind: 'whole';
  readonly key: string;
  readonly sheetId: number;
  readonly title: string;
  /** Of the spreadsheet. */
  readonly revision: number;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly frozenRows: number;
  readonly frozenColumns: number;
  /** All of them. */
  readonly columns: readonly GridColumn[];
  /** Of all rows: a key stays with its row when others are inserted or deleted. */
  readonly rowKeys: readonly number[];
  /** As far as rows say something; those below are blank. */
  readonly rows: readonly GridRow[];
  readonly merges: readonly MergeView[];
  readonly lists: readonly GridList[];
};

/** GET /api/spreadsheets/:key/grid/:sheetId?since=REVISION */
export type GridDelta = {
  readonly kind: 'delta';
  readonly since: number;
  readonly revision: number;
  readonly rowCount: number;
  /** Of all rows, where rows came, went or moved. */
  readonly rowKeys?: readonly number[];
  /** Rows that differ, by 0-based index. */
  readonly rows: readonly (readonly [number, GridRow])[];
  readonly lists?: readonly GridList[];
};

export type GridAnswer = GridView | GridDelta;

export type GridColumn = { readonly widthPx: number; readonly hidden: boolean };

export type GridRow = {
  readonly hidden: boolean;
  /** Undefined is as tall as its text. */
  readonly heightPx?: number;
  /** Up to the last one that shows something. */
  readonly cells: readonly GridCell[];
};

/** null is blank, a text alone has nothing beside it. */
export type GridCell = string | null | GridCellView;

export type GridCellView = {
  readonly text: string;
  readonly note?: string;
  readonly style?: GridStyle;
};

/** Colours are '#rrggbb'. */
export type GridStyle = {
  readonly background?: string;
  readonly foreground?: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly align?: 'left' | 'center' | 'right';
  readonly wrap?: true;
};

/** Cells that offer a list of values to choose from. */
export type GridList = {
  readonly values: readonly string[];
  /** Whether any other value is refused. */
  readonly strict: boolean;
  readonly ranges: readonly MergeView[];
};
